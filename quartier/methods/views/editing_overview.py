"""The parts of a method and how far each one is."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.methods import vocabulary as v
from quartier.methods.document import RANGES, Document
from quartier.methods.field_words import text_name
from quartier.methods.models import Method

_FACTS = (
    "level", "setting", "conflict", "facilitation", *RANGES, "lead_weeks", "recruitment", "aims", "users",
    "target_groups", "action_fields", "authors", "licence", "review_on",
)  # fmt: skip
# Languages that are spoken in many neighbourhoods; others are typed into the address.
_LANGUAGES = ("en", "tr", "ar", "uk", "ru", "pl", "ro", "bg", "fa", "fr", "es", "it", "el", "pt", "hr", "sq", "vi")


@dataclass(frozen=True)
class Part:
    """A part of a method: its name, where it is edited, and where it stands, in words."""

    name: str
    address: str
    state: str
    is_empty: bool


def parts(method: Method, document: Document) -> list[Part]:
    """Return every part in the order of work."""
    known = sum(key in document for key in _FACTS)
    rated = len(document.get("estimate", {}))
    facts = _("%(known)s von %(all)s Angaben, %(rated)s von 6 Skalen") % {
        "known": known,
        "all": len(_FACTS),
        "rated": rated,
    }
    lists = sum(len(document.get(key, [])) for key in ("sources", "links", "projects"))
    pinned = len(document.get("related", []))
    return [
        Part(_("Angaben"), reverse("edit_facts", args=[method.code]), facts, not known),
        *[_text_part(method, document, key) for key in _keys(document)],
        Part(
            _("Projekte, Links, Quellen"),
            reverse("edit_lists", args=[method.code]),
            ngettext("%(number)s Eintrag", "%(number)s Einträge", lists) % {"number": lists},
            not lists,
        ),
        Part(
            _("Passende Methoden"),
            reverse("edit_relations", args=[method.code]),
            ngettext("%(number)s fest gewählt", "%(number)s fest gewählt", pinned) % {"number": pinned},
            not pinned,
        ),
    ]


def tab_entries(method: Method, document: Document) -> list[tuple[str, str]]:
    """Return the parts as tabs."""
    first = (_("Übersicht"), reverse("edit_method", args=[method.code]))
    return [first, *[(part.name, part.address) for part in parts(method, document)]]


def languages(document: Document) -> list[tuple[str, str]]:
    """Return texts that could be added, as (key, name)."""
    keys = [key for language in _LANGUAGES if language in LANG_INFO for key in (language, f"{language}_{v.PLAIN}")]
    return [(key, text_name(key)) for key in keys if key not in document["texts"]]


def _keys(document: Document) -> list[str]:
    """Return the texts: German and plain German always, then the others."""
    first = ["de", f"de_{v.PLAIN}"]
    return [*first, *[key for key in document["texts"] if key not in first]]


def _text_part(method: Method, document: Document, key: str) -> Part:
    text = document["texts"].get(key)
    state = _("noch nicht geschrieben")
    if text is not None:
        state = _("%(written)s von %(all)s Abschnitten") % {
            "written": len(text.get("sections", {})),
            "all": len(v.SECTIONS),
        }
    return Part(text_name(key), reverse("edit_text", args=[method.code, key]), state, text is None)
