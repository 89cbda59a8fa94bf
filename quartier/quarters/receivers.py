"""What the quarters do when something has happened."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from quartier.accounts.models import User
from quartier.jobs.schedule import due_now
from quartier.journal.signals import recorded
from quartier.quarters.actions.claims import forget_claims


@receiver(recorded)
def renew_search(sender: Any, entry: Any, **kwargs: Any) -> None:
    """What the search over everything knows of a quarter is compared with what is public there, in the background."""
    if entry.quarter:
        due_now("quarters-search")


@receiver(pre_delete, sender=User)
def take_own_entries_along(sender: Any, instance: User, **kwargs: Any) -> None:
    """An account that goes takes along the entries as contact person that its person has made with it."""
    forget_claims(instance)
