"""Writing methods: every way in (form, import, restore, shipped content) ends in `save_document`."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.actions.instance import require_legal_notice
from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.methods import document as documents
from quartier.methods import vocabulary as v
from quartier.methods.models import Method, MethodText, Project, Reference, RelatedMethod, Version

_PLAIN_FIELDS = ("kind", "completeness", "level", "setting", "conflict", "facilitation", "authors", "licence")
_LIST_FIELDS = ("recruitment", "aims", "users", "target_groups", "action_fields")


class OutdatedError(ValidationError):
    """Somebody else has saved since the form was opened. `current` is the document as it stands now."""

    def __init__(self, current: documents.Document) -> None:
        super().__init__(_("Inzwischen hat jemand anderes gespeichert."), code="outdated")
        self.current = current


@transaction.atomic
def save_document(
    document: documents.Document,
    *,
    by: User | None,
    note: str = "",
    based_on: int | None = None,
) -> Method:
    """Create or change the method that the document describes, and keep a version.

    `based_on` is the revision that the editor saw; if the method has moved on since, OutdatedError is raised and
    nothing is saved. Saving what already stands changes nothing and keeps no version. A new method is a draft.
    """
    require(by, "methods.edit_method")
    document = documents.parse(document)
    method = Method.objects.select_for_update().filter(code=document["code"]).first()
    created = method is None
    if method is None:
        method = Method(code=document["code"])
    else:
        current = read_document(method)
        if based_on is not None and based_on != method.revision:
            raise OutdatedError(current)
        if current == document:
            return method
    _apply(method, document)
    Version.objects.create(method=method, number=method.revision, author=by, note=note[:200], document=document)
    record(
        "method.created" if created else "method.changed",
        method,
        by=by,
        public=method.state == Method.State.PUBLISHED,
        revision=method.revision,
    )
    return method


@transaction.atomic
def publish_method(method: Method, *, by: User | None) -> Method:
    """Show the method to everybody."""
    return _set_state(method, Method.State.PUBLISHED, "method.published", by=by)


@transaction.atomic
def withdraw_method(method: Method, *, by: User | None) -> Method:
    """Take the method off the public pages; editors still see it."""
    return _set_state(method, Method.State.WITHDRAWN, "method.withdrawn", by=by)


def _set_state(method: Method, state: Method.State, verb: str, *, by: User | None) -> Method:
    require(by, "methods.publish_method", method)
    if state == Method.State.PUBLISHED:
        require_legal_notice()
    if method.state != state:
        method.state = state
        method.save(update_fields=["state", "updated_at"])
        record(verb, method, by=by, public=state == Method.State.PUBLISHED)
    return method


def read_document(method: Method) -> documents.Document:
    """Return the method as a canonical document. Reads its texts, references, projects and relations."""
    raw: documents.Document = {"code": method.code}
    raw.update({field: getattr(method, field) for field in (*_PLAIN_FIELDS, *_LIST_FIELDS)})
    for field in documents.RANGES:
        low, high = getattr(method, f"{field}_min"), getattr(method, f"{field}_max")
        raw[field] = [] if low is None else [low, high]
    raw["lead_weeks"] = method.lead_weeks
    raw["review_on"] = method.review_on or ""
    raw["estimate"] = method.estimate
    raw["related"] = [relation.other_code for relation in method.relations.all() if not relation.is_removed]
    references = list(method.references.all())
    for kind in ("source", "link"):
        raw[f"{kind}s"] = [{"title": r.title, "url": r.url} for r in references if r.kind == kind]
    raw["projects"] = [
        {"title": p.title, "place": p.place, "url": p.url, "note": p.note} for p in method.projects.all()
    ]
    raw["texts"] = {
        text.language if text.variant == v.STANDARD else f"{text.language}_{text.variant}": {
            "title": text.title,
            "summary": text.summary,
            "sections": text.sections,
            "phases": text.phases,
            "checked_by": text.checked_by,
            "checked_on": text.checked_on or "",
        }
        for text in method.texts.all()
    }
    return documents.parse(raw)


def _apply(method: Method, document: documents.Document) -> None:
    for field in _PLAIN_FIELDS:
        setattr(method, field, document.get(field, ""))
    for field in _LIST_FIELDS:
        setattr(method, field, document.get(field, []))
    for field in documents.RANGES:
        low, high = document.get(field, (None, None))
        setattr(method, f"{field}_min", low)
        setattr(method, f"{field}_max", high)
    method.lead_weeks = document.get("lead_weeks")
    method.review_on = dt.date.fromisoformat(document["review_on"]) if "review_on" in document else None
    method.estimate = document.get("estimate", {})
    method.revision += 1
    method.save()

    method.texts.all().delete()
    MethodText.objects.bulk_create(
        MethodText(
            method=method,
            language=key.partition("_")[0],
            variant=key.partition("_")[2] or v.STANDARD,
            title=text["title"],
            summary=text.get("summary", ""),
            sections=text.get("sections", {}),
            phases=text.get("phases", []),
            checked_by=text.get("checked_by", ""),
            checked_on=dt.date.fromisoformat(text["checked_on"]) if "checked_on" in text else None,
        )
        for key, text in document["texts"].items()
    )
    method.references.all().delete()
    Reference.objects.bulk_create(
        Reference(method=method, kind=kind, position=position, title=entry["title"], url=entry.get("url", ""))
        for kind in ("source", "link")
        for position, entry in enumerate(document.get(f"{kind}s", []))
    )
    method.projects.all().delete()
    Project.objects.bulk_create(
        Project(method=method, position=position, **entry)
        for position, entry in enumerate(document.get("projects", []))
    )
    related = document.get("related", [])
    # What editors removed stays removed, unless the document pins it.
    method.relations.filter(is_removed=False).delete()
    method.relations.filter(other_code__in=related).delete()
    RelatedMethod.objects.bulk_create(
        RelatedMethod(method=method, other_code=code, position=position) for position, code in enumerate(related)
    )
