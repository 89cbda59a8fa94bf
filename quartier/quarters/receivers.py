"""What the quarters do when something has happened."""

from typing import Any

from django.dispatch import receiver

from quartier.jobs.schedule import due_now
from quartier.journal.signals import recorded


@receiver(recorded)
def renew_search(sender: Any, entry: Any, **kwargs: Any) -> None:
    """What the search over everything knows of a quarter is compared with what is public there, in the background."""
    if entry.quarter:
        due_now("quarters-search")
