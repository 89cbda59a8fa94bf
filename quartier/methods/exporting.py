"""The catalogue as a file: JSON for other installations, CSV for spreadsheets.

An export carries documents, nothing else: no publication state, no assessments, no comments, no versions. The public
export of an installation, imported with `--publish` into an empty one, gives the same public export byte for byte.
"""

from collections.abc import Container, Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from quartier.methods import document as documents
from quartier.methods import labels
from quartier.methods.actions.editing import read_document
from quartier.methods.facts import facts
from quartier.methods.models import Method

_AT_ONCE = 500


def hidden_codes(user: AbstractBaseUser | AnonymousUser) -> frozenset[str]:
    """Return the codes of the methods that the person may not see: what is published must not name them."""
    visible = Method.objects.visible_to(user).values("pk")
    return frozenset(Method.objects.exclude(pk__in=visible).values_list("code", flat=True))


def without_hidden(document: documents.Document, hidden: Container[str]) -> documents.Document:
    """Return the document without related methods that are hidden. A code is made from the title, and tells it."""
    related = [code for code in document.get("related", []) if code not in hidden]
    return {
        key: related if key == "related" else value for key, value in document.items() if key != "related" or related
    }


def exported(methods: QuerySet[Method], hidden: Container[str] = ()) -> Iterator[tuple[Method, documents.Document]]:
    """Yield the methods ordered by code, with their documents. Six queries for each five hundred.

    They name no related method of `hidden`.
    """
    # Sorted here: databases sort hyphens each in their own way.
    codes = sorted(methods.values_list("code", flat=True))
    for start in range(0, len(codes), _AT_ONCE):
        some = methods.filter(code__in=codes[start : start + _AT_ONCE])
        read = list(some.prefetch_related("texts", "references", "projects", "relations"))
        for method in sorted(read, key=lambda method: method.code):
            yield method, without_hidden(read_document(method), hidden)


def as_json(methods: QuerySet[Method], hidden: Container[str] = ()) -> Iterator[str]:
    """Yield the export in pieces; joined they are `document.dumps` of all."""
    return documents.dump_pieces(document for _method, document in exported(methods, hidden))


def as_table(methods: QuerySet[Method], hidden: Container[str] = ()) -> tuple[list[str], Iterator[list[str]]]:
    """Return the head and the rows of a table with one row per method, in the words of the pages."""
    head = [_("Code"), _("Titel"), _("Kurztext"), _("Art"), _("Stand des Textes")]
    head += [fact.label for fact in facts(Method())]
    head += [str(name) for name in labels.SECTIONS.values()]
    head += [str(name) + _(" (Redaktion, 1 bis 5)") for name, _left, _right in labels.SCALES.values()]
    head += [_("Weitere Methoden"), _("Projekte"), _("Links"), _("Quellen"), _("Autorinnen und Autoren"), _("Lizenz")]
    return head, (_row(method, document) for method, document in exported(methods, hidden))


def _row(method: Method, document: documents.Document) -> list[str]:
    text = method.text() or method.texts.all()[0]
    row = [method.code, text.title, text.summary]
    row += [str(labels.KINDS[method.kind]), str(labels.COMPLETENESS[method.completeness])]
    row += [fact.text for fact in facts(method)]
    row += [text.sections.get(section, "") for section in labels.SECTIONS]
    row += [str(method.estimate.get(scale, "")) for scale in labels.SCALES]
    row.append(", ".join(document.get("related", [])))
    row += [_list(document.get(name, [])) for name in ("projects", "links", "sources")]
    return [*row, method.authors, method.licence]


def _list(entries: list[dict[str, str]]) -> str:
    return "\n".join(" ".join(entry[key] for key in ("title", "place", "url") if key in entry) for entry in entries)
