"""People ask the coordinators to put something right about their own entry."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.quarters.models import ContactPerson, Wish


@transaction.atomic
def make_wish(person: ContactPerson, text: str, *, by: Any) -> Wish:
    """Ask for something about one's own entry; it reaches the page of the coordinators."""
    require(by, "quarters.wish_change", person)
    wish = Wish.objects.create(person=person, text=text)
    record("wish.made", wish, by=by)
    return wish


@transaction.atomic
def close_wish(wish: Wish, *, by: Any) -> Wish:
    """Say that it is done."""
    require(by, "quarters.edit_person", wish)
    if wish.closed_at is None:
        wish.closed_at = timezone.now()
        wish.save(update_fields=["closed_at"])
        record("wish.closed", wish, by=by)
    return wish
