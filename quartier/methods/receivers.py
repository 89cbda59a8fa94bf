"""What the catalogue does when something has happened."""

from typing import Any

from django.dispatch import receiver

from quartier.journal.signals import recorded
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
