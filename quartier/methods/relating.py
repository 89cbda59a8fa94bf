"""Related methods: computed for the whole catalogue by a job, read for one page."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from quartier.base.memory import give_back_memory
from quartier.jobs.schedule import between_steps
from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.catalogue import group_sizes
from quartier.methods.models import Method, RelatedRank
from quartier.methods.related import WORDS
from quartier.methods.related_child import Answer, Row, relate_all
from quartier.search.models import Compound

SHOWN = 6
KEPT = 12  # so that enough are left when some are removed or withdrawn
_BATCH = 200  # methods that are written in one short transaction


def recompute_related() -> int:
    """Compare all published methods anew; return for how many the answer has changed."""
    published = Q(method__state=Method.State.PUBLISHED) & Q(other__state=Method.State.PUBLISHED)
    RelatedRank.objects.exclude(published).delete()
    parts = dict(Compound.objects.exclude(parts=[]).values_list("word", "parts").iterator())
    changed = 0
    with closing(relate_all(parts, _rows(), KEPT)) as ranked:
        while batch := dict(islice(ranked, _BATCH)):
            changed += _store(batch)
            between_steps()
    return changed


def related_to(method: Method) -> list[dict[str, str]]:
    """Return what to show beside a method as {url, title, reasons}: the editors' choice first, then what is alike.

    What editors removed and what is not published never appears. One query.
    """
    found = _named(method, (get_language() or "de")[:2])
    removed = {other.code for other in found if other.is_removed} | {method.code}
    order = dict.fromkeys(other.code for other in found if other.code not in removed)
    pinned = {other.code for other in found if other.is_pinned}
    titles = {other.code: other.title for other in found}  # the reader's language comes last
    reasons = {other.code: other.reasons for other in found if other.reasons}
    return [
        {
            "url": reverse("method", args=[code]),
            "title": titles[code],
            "reasons": " · ".join(
                [*([_("von der Redaktion empfohlen")] if code in pinned else []), *_words(reasons.get(code, []))]
            ),
        }
        for code in islice(order, SHOWN)
    ]


class _Other(NamedTuple):
    """Another method as one row names it; one that has titles in two languages, or is pinned and alike, comes often."""

    is_pinned: bool
    is_removed: bool
    code: str
    reasons: list[Any]
    title: str


# In plain SQL, once for the editors' word, the ranks and the titles: three questions through the ORM took a fifth of
# the processor time of a method's page.
_NAMED = """SELECT said.is_chosen, said.is_removed, other.code, said.reasons, text.title FROM (
SELECT TRUE AS is_chosen, is_removed, position, other_code AS code, NULL AS reasons
FROM methods_relatedmethod WHERE method_id = %s
UNION ALL SELECT FALSE, FALSE, methods_relatedrank.position, code, reasons
FROM methods_relatedrank JOIN methods_method ON methods_method.id = other_id WHERE method_id = %s
) AS said
JOIN methods_method AS other ON other.code = said.code AND other.state = 'published'
JOIN methods_methodtext AS text ON text.method_id = other.id AND text.variant = 'standard' AND text.language IN ('de', %s)
ORDER BY said.is_chosen DESC, said.position, CASE WHEN text.language = %s THEN 1 ELSE 0 END"""


def _named(method: Method, language: str) -> list[_Other]:
    """Return the published methods that editors or ranks name, the editors' choice first, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [method.pk, method.pk, language, language])
        rows = cursor.fetchall()
    return [
        _Other(bool(is_chosen and not is_removed), bool(is_removed), code, json.loads(reasons or "[]"), title)
        for is_chosen, is_removed, code, reasons, title in rows
    ]


def _rows() -> Iterator[Row]:
    """Return what is compared of the published methods, one by one. One query."""
    columns = (
        "id", "kind", "level", "setting", "people_min", "people_max", "aims", "target_groups", "action_fields",
        "german__title", "german__summary", "german__sections",
    )  # fmt: skip
    german = FilteredRelation("texts", condition=Q(texts__language="de", texts__variant=v.STANDARD))
    published = Method.objects.filter(state=Method.State.PUBLISHED).annotate(german=german).order_by("id")
    for values in published.values(*columns).iterator():
        title, summary, sections = (values[f"german__{part}"] for part in ("title", "summary", "sections"))
        text = None if title is None else (title, "\n".join([summary, *sections.values()]))
        yield values["id"], _fields(values), text
    give_back_memory()  # 28 MB of pages, which would stay mapped while the child compares


def _fields(values: Mapping[str, Any]) -> dict[str, list[str]]:
    setting = ["on_site", "online"] if values["setting"] == "both" else [values["setting"]]
    return {
        **{field: values[field] for field in ("aims", "target_groups", "action_fields")},
        "level": [values["level"]] if values["level"] else [],
        "kind": [values["kind"]],
        "setting": setting if values["setting"] else [],
        "group": group_sizes(values["people_min"], values["people_max"]),
    }


@transaction.atomic
def _store(batch: Mapping[int, Answer]) -> int:
    """Write the answers that differ from the stored ones; return how many."""
    stored: dict[int, Answer] = {key: [] for key in batch}
    for rank in RelatedRank.objects.filter(method__in=batch).order_by("method", "position"):
        stored[rank.method_id].append((rank.other_id, rank.reasons))
    changed = [key for key, answer in batch.items() if answer != stored[key]]
    RelatedRank.objects.filter(method__in=changed).delete()
    RelatedRank.objects.bulk_create(
        RelatedRank(method_id=key, other_id=other, position=position, reasons=reasons)
        for key in changed
        for position, (other, reasons) in enumerate(batch[key])
    )
    return len(changed)


def _words(reasons: list[Any]) -> list[str]:
    """Return the reasons as people say them; codes that the vocabulary has lost are left out."""
    said = []
    for field, shared in reasons:
        known = _NAMES.get(field, {})
        names = [name if field == WORDS else str(known[name]) for name in shared if field == WORDS or name in known]
        if names:
            said.append(_SENTENCES[field](len(names)) % {"what": ", ".join(names)})
    return said


_NAMES: dict[str, Mapping[str, Any]] = {
    "aims": labels.AIMS,
    "action_fields": labels.ACTION_FIELDS,
    "target_groups": labels.TARGET_GROUPS,
    "level": labels.LEVELS,
}
_SENTENCES: dict[str, Callable[[int], str]] = {
    "aims": lambda n: ngettext("gleiches Ziel: %(what)s", "gleiche Ziele: %(what)s", n),
    "action_fields": lambda n: ngettext("gleiches Handlungsfeld: %(what)s", "gleiche Handlungsfelder: %(what)s", n),
    "target_groups": lambda n: ngettext("gleiche Zielgruppe: %(what)s", "gleiche Zielgruppen: %(what)s", n),
    "level": lambda n: _("gleicher Grad der Beteiligung: %(what)s"),
    WORDS: lambda n: _("in beiden Texten: %(what)s"),
}
