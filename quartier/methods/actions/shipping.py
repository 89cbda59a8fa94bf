"""The methods that ship with Quartier."""

from django.db import transaction

from quartier.accounts.models import Instance, User
from quartier.accounts.permissions import require
from quartier.methods.actions.editing import publish_method, save_document
from quartier.methods.content import shipped_documents
from quartier.methods.models import Method, Version


@transaction.atomic
def load_shipped_methods(*, by: User | None) -> int:
    """Add the shipped methods, and renew those that nobody here has edited; return how many changed.

    New ones become public where there is a legal notice; otherwise they wait as drafts for `publish_waiting`.
    """
    require(by, "methods.import_method")
    edited = set(Version.objects.filter(author__isnull=False).values_list("method__code", flat=True))
    known = dict(Method.objects.values_list("code", "revision"))
    changed = 0
    for document in shipped_documents():
        if document["code"] not in edited:
            method = save_document(document, by=by, note="Mitgeliefert")
            changed += method.revision != known.get(method.code, 0)
    if Instance.load().legal_notice:
        publish_waiting(by=by)
    return changed


@transaction.atomic
def publish_waiting(*, by: User | None) -> int:
    """Publish the drafts that were shipped and never edited here; return how many."""
    edited = Version.objects.filter(author__isnull=False).values("method")
    waiting = Method.objects.filter(state=Method.State.DRAFT, versions__note="Mitgeliefert").exclude(pk__in=edited)
    methods = list(waiting.distinct())
    for method in methods:
        publish_method(method, by=by)
    return len(methods)
