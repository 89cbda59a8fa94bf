"""Writing to the journal."""

from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction

from quartier.journal.models import Entry
from quartier.journal.signals import recorded


def record(
    verb: str,
    obj: models.Model,
    *,
    by: AbstractBaseUser | AnonymousUser | None,
    public: bool = False,
    **data: Any,
) -> Entry:
    """Write one entry about an object, in the caller's transaction, and announce it after commit.

    `verb` is "<noun>.<past participle>". `by=None` is the system. `data` must be JSON and holds no personal data
    and no secret: the journal is never erased.
    """
    entry = Entry.objects.create(
        verb=verb,
        actor=cast(Any, by) if isinstance(by, AbstractBaseUser) else None,
        kind=obj._meta.label_lower,
        code=str(getattr(obj, "code", "") or obj.pk),
        title=str(obj)[:200],
        is_public=public,
        data=data,
    )
    transaction.on_commit(lambda: recorded.send_robust(Entry, entry=entry), robust=True)
    return entry
