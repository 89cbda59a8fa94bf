"""Related methods: computed for the whole catalogue by a job, read for one page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from quartier.jobs.schedule import between_steps
from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.catalogue import group_sizes
from quartier.methods.keywords import Keywords, Vector
from quartier.methods.models import Method, MethodText, RelatedRank
from quartier.methods.related import WORDS, Profile, Relation, relate
from quartier.search.models import Compound

SHOWN = 6
KEPT = 12  # so that enough are left when some are removed or withdrawn
_BATCH = 200  # methods that are written in one short transaction


def recompute_related() -> int:
    """Compare all published methods anew; return for how many the answer has changed."""
    published = Q(method__state=Method.State.PUBLISHED) & Q(other__state=Method.State.PUBLISHED)
    RelatedRank.objects.exclude(published).delete()
    ranked = relate(_profiles(), KEPT)
    changed = 0
    while batch := dict(islice(ranked, _BATCH)):
        changed += _store(batch)
        between_steps()
    return changed


def related_to(method: Method) -> list[dict[str, str]]:
    """Return what to show beside a method as {url, title, reasons}: the editors' choice first, then what is alike.

    What editors removed and what is not published never appears. Three queries.
    """
    said = list(method.relations.all())
    removed = {relation.other_code for relation in said if relation.is_removed} | {method.code}
    pinned = [relation.other_code for relation in said if relation.other_code not in removed]
    computed = method.ranks.filter(other__state=Method.State.PUBLISHED).exclude(other__code__in=removed)
    reasons = dict(computed.values_list("other__code", "reasons"))
    titles = _titles([*pinned, *reasons])
    order = [code for code in dict.fromkeys([*pinned, *reasons]) if code in titles][:SHOWN]
    return [
        {
            "url": reverse("method", args=[code]),
            "title": titles[code],
            "reasons": " · ".join(
                [*([_("von der Redaktion empfohlen")] if code in pinned else []), *_words(reasons.get(code, []))]
            ),
        }
        for code in order
    ]


def _profiles() -> Iterator[Profile]:
    columns = (
        "id", "kind", "level", "setting", "people_min", "people_max", "aims", "target_groups", "action_fields",
    )  # fmt: skip
    words = _keywords()
    for values in Method.objects.filter(state=Method.State.PUBLISHED).values(*columns).iterator():
        yield Profile(values["id"], _fields(values), words.get(values["id"], {}))


def _fields(values: Mapping[str, Any]) -> dict[str, list[str]]:
    setting = ["on_site", "online"] if values["setting"] == "both" else [values["setting"]]
    return {
        **{field: values[field] for field in ("aims", "target_groups", "action_fields")},
        "level": [values["level"]] if values["level"] else [],
        "kind": [values["kind"]],
        "setting": setting if values["setting"] else [],
        "group": group_sizes(values["people_min"], values["people_max"]),
    }


def _keywords() -> dict[int, Vector]:
    parts = dict(Compound.objects.exclude(parts=[]).values_list("word", "parts").iterator())
    keywords = Keywords(parts)
    texts = MethodText.objects.filter(language="de", variant=v.STANDARD, method__state=Method.State.PUBLISHED)
    for key, title, summary, sections in texts.values_list("method_id", "title", "summary", "sections").iterator():
        keywords.add(key, title, "\n".join([summary, *sections.values()]))
    return dict(keywords.vectors())


@transaction.atomic
def _store(batch: Mapping[int, list[Relation]]) -> int:
    """Write the answers that differ from the stored ones; return how many."""
    stored: dict[int, list[tuple[int, Any]]] = {key: [] for key in batch}
    for rank in RelatedRank.objects.filter(method__in=batch).order_by("method", "position"):
        stored[rank.method_id].append((rank.other_id, rank.reasons))
    fresh = {key: [(found.key, _as_json(found)) for found in relations] for key, relations in batch.items()}
    changed = [key for key, answers in fresh.items() if answers != stored[key]]
    RelatedRank.objects.filter(method__in=changed).delete()
    RelatedRank.objects.bulk_create(
        RelatedRank(method_id=key, other_id=other, position=position, reasons=reasons)
        for key in changed
        for position, (other, reasons) in enumerate(fresh[key])
    )
    return len(changed)


def _as_json(relation: Relation) -> list[Any]:
    return [[field, list(shared)] for field, shared in relation.reasons]


def _titles(codes: Iterable[str]) -> dict[str, str]:
    """Return the titles of the published ones among the methods, in the reader's language where there is one."""
    language = (get_language() or "de")[:2]
    found: dict[str, str] = {}
    texts = MethodText.objects.filter(
        Q(language=language) | Q(language="de"),
        method__code__in=list(codes),
        method__state=Method.State.PUBLISHED,
        variant=v.STANDARD,
    )
    for code, of_language, title in texts.values_list("method__code", "language", "title"):
        if of_language == language or code not in found:
            found[code] = title
    return found


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
