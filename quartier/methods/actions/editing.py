"""Writing methods: every way in (form, import, restore, shipped content) ends in `save_document`."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quartier.accounts.actions.instance import require_legal_notice
from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.base.codes import code_for, new_code
from quartier.journal.actions import record
from quartier.methods import document as documents
from quartier.methods import vocabulary as v
from quartier.methods.merging import Merge, merge
from quartier.methods.models import Method, MethodText, Project, Reference, RelatedMethod, Version

_PLAIN_FIELDS = ("kind", "completeness", "level", "setting", "conflict", "facilitation", "authors", "licence")
_LIST_FIELDS = ("recruitment", "aims", "users", "target_groups", "action_fields")


class OutdatedError(ValidationError):
    """Somebody else has saved since the form was opened. `current` is the document of the present `revision`."""

    def __init__(self, current: documents.Document, revision: int) -> None:
        super().__init__(_("Inzwischen hat jemand anderes gespeichert."), code="outdated")
        self.current = current
        self.revision = revision


class ExistsError(ValidationError):
    """There is a method of this title or code already."""

    def __init__(self, method: Method) -> None:
        super().__init__(_("Diese Methode gibt es schon."), code="exists")
        self.method = method


@transaction.atomic
def create_method(title: str, kind: str, *, by: User | None) -> Method:
    """Start a method with a title; its code is made from the title. It is a draft and a stub.

    Raises ExistsError when a method of that title or code exists.
    """
    require(by, "methods.edit_method")
    code = code_for(title)
    if not code or code in v.RESERVED_CODES:
        code = f"methode-{new_code()}"
    _refuse_twin(title, code)
    document = {"code": code, "kind": kind, "texts": {"de": {"title": title}}}
    try:
        with transaction.atomic():
            return save_document(document, by=by, based_on=0)
    except (IntegrityError, OutdatedError):  # somebody was faster
        _refuse_twin(title, code)
        raise


def _refuse_twin(title: str, code: str) -> None:
    known = Method.objects.filter(code=code).first()
    if known is None:
        text = MethodText.objects.filter(title__iexact=title, variant=v.STANDARD).select_related("method").first()
        known = text.method if text else None
    if known is not None:
        raise ExistsError(known)


@transaction.atomic
def save_merged(document: documents.Document, *, by: User | None, based_on: int, note: str = "") -> Merge | None:
    """Save a document that was edited on the revision `based_on`, together with what others saved meanwhile.

    Returns None when nobody else has saved, otherwise the merge that was saved. Raises OutdatedError, and saves
    nothing, when both sides changed the same field.
    """
    require(by, "methods.edit_method")
    mine = documents.parse(document)
    method = Method.objects.select_for_update().get(code=mine["code"])
    if method.revision == based_on:
        save_document(mine, by=by, note=note, based_on=based_on)
        return None
    current = read_document(method)
    merged = merge(read_version(method, based_on), current, mine)
    if merged.conflicts:
        raise OutdatedError(current, method.revision)
    save_document(merged.document({}), by=by, note=note, based_on=method.revision)
    return merged


def read_version(method: Method, number: int) -> documents.Document:
    """Return the document of a version; an empty one when there is no such version, so that everything differs."""
    found: documents.Document | None = method.versions.filter(number=number).values_list("document", flat=True).first()
    return found or {}


@transaction.atomic
def restore_version(method: Method, number: int, *, by: User | None) -> Method:
    """Make the document of a version the present one, as a new version: restoring the former undoes it."""
    require(by, "methods.edit_method", method)
    document = method.versions.get(number=number).document
    return save_document(document, by=by, note=_("Fassung %(number)s wiederhergestellt") % {"number": number})


@transaction.atomic
def set_relations(
    method: Method, pinned: Sequence[str], removed: Sequence[str], *, by: User | None, based_on: int | None = None
) -> Method:
    """Say which related methods always show, in this order, and which never; all by code.

    The pinned ones are part of the document and of its versions: those that others pinned or took away since the
    revision `based_on` are kept so. Saving what already stands changes nothing. Raises ValidationError when a method
    would be related to itself or be on both lists.
    """
    require(by, "methods.edit_method", method)
    method = Method.objects.select_for_update().get(pk=method.pk)
    current = read_document(method)
    if based_on is not None:
        base = read_version(method, based_on)
        pinned = merge(base, current, {**base, "related": list(pinned)}).document({}).get("related", [])
    if method.code in {*pinned, *removed}:
        raise ValidationError(_("Eine Methode passt nicht zu sich selbst."), code="self")
    if set(pinned) & set(removed):
        raise ValidationError(_("Eine Methode kann nicht zugleich immer und nie gezeigt werden."), code="both")
    before = set(method.relations.filter(is_removed=True).values_list("other_code", flat=True))
    saved = save_document({**current, "related": list(pinned)}, by=by, note=_("Passende Methoden"))
    method.relations.filter(is_removed=True).exclude(other_code__in=removed).delete()
    new = sorted(set(removed) - before)
    RelatedMethod.objects.bulk_create(RelatedMethod(method=method, other_code=code, is_removed=True) for code in new)
    if saved.revision == method.revision and before != set(removed):
        method.save(update_fields=["updated_at"])
        record("method.relations_changed", method, by=by, removed=sorted(removed))
    return saved


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
            raise OutdatedError(current, method.revision)
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


@transaction.atomic
def redraft_method(method: Method, *, by: User | None) -> Method:
    """Make the method a draft again: this undoes a first publication."""
    return _set_state(method, Method.State.DRAFT, "method.withdrawn", by=by)


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
