"""What the pages of a quarter share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.quarters.models import Actor, Quarter


def crumbs(quarter: Quarter, actor: Actor | None = None) -> list[tuple[str, str]]:
    """Return the way back to the directory of a quarter, or to one of its actors."""
    way = [
        (_("Stadtteile"), reverse("quarters")),
        (quarter.name, quarter.get_absolute_url()),
        (_("Wer dabei ist"), reverse("actors", args=[quarter.code])),
    ]
    return [*way, (actor.name, reverse("actor", args=[quarter.code, actor.code]))] if actor else way
