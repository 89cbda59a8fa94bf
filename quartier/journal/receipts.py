"""Receipts: the repeat of a submission gets the first answer, and nothing happens twice.

A click too many, a reload, a program that heard no answer and asks again: all of them carry the key of the first try.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from quartier.journal.models import Receipt

KEPT = dt.timedelta(hours=24)


class ReusedKeyError(Exception):
    """The key belongs to another submission of the same person."""


def once(
    user: AbstractBaseUser, key: str, content: bytes, act: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """Run `act` and keep its answer; return it, and whether it is the answer of an earlier submission.

    `act` runs in the transaction that writes the receipt: an answer is kept exactly when its effect is. Of parallel
    submissions with one key, the database lets one act; the others wait and get its answer. An empty key promises
    nothing. Raises ReusedKeyError when the key came with other content before.
    """
    if not key:
        return act(), False
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        receipt, is_new = Receipt.objects.get_or_create(
            user=cast(Any, user), key=key, defaults={"digest": digest, "answer": {}}
        )
        if not is_new:
            if receipt.digest != digest:
                raise ReusedKeyError(key)
            return receipt.answer, True
        receipt.answer = act()
        receipt.save(update_fields=["answer"])
    return receipt.answer, False


def forget(now: dt.datetime | None = None) -> int:
    """Delete the receipts of more than a day ago; return how many."""
    return Receipt.objects.filter(created_at__lt=(now or timezone.now()) - KEPT).delete()[0]
