"""What the catalogue does when something has happened."""

from typing import Any

from django.dispatch import receiver

from quartier.accounts.models import Instance
from quartier.jobs.schedule import due_now
from quartier.journal.signals import recorded
from quartier.methods.actions.shipping import publish_waiting
from quartier.methods.indexing import KIND, index_method
from quartier.methods.models import Method

_CHANGES = {"method.created", "method.changed", "method.published", "method.withdrawn"}


@receiver(recorded)
def keep_index(sender: Any, entry: Any, **kwargs: Any) -> None:
    """A method that changed is found by its new words."""
    if entry.kind == KIND and entry.verb in _CHANGES:
        method = Method.objects.filter(code=entry.code).prefetch_related("texts").first()
        if method is not None:
            index_method(method)


@receiver(recorded)
def renew_related(sender: Any, entry: Any, **kwargs: Any) -> None:
    """What is like a method that changed is worked out again, in the background."""
    if entry.kind == KIND and entry.verb in _CHANGES:
        due_now("related-methods")


@receiver(recorded)
def publish_when_somebody_answers_for_it(sender: Any, entry: Any, **kwargs: Any) -> None:
    """The shipped methods wait for a legal notice; with it they become public."""
    if entry.verb in {"instance.set_up", "instance.changed"} and Instance.load().legal_notice.strip():
        publish_waiting(by=None)
