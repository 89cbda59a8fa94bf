"""The conference of a quarter, who manages it, and what stands on its own site."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.accounts.rules import has_account
from quartier.base.constraints import one_of
from quartier.conferences import vocabulary as v
from quartier.quarters.models import Quarter
from quartier.quarters.roles import quarters_of


class ConferenceQuerySet(models.QuerySet["Conference"]):
    """Reading conferences."""

    def visible_to(self, user: Any) -> "ConferenceQuerySet":
        """Return those of one's own quarters, and of public quarters those that are no longer drafts."""
        kept = ~models.Q(state=v.DRAFT) & models.Q(quarter__is_public=True)
        belongs = quarters_of(user)
        return self.filter(kept | models.Q(quarter__in=belongs)) if belongs else self.filter(kept)


class Conference(models.Model):
    """The standing body of a neighbourhood. It belongs to one quarter, whose people it is made of."""

    class State(models.TextChoices):
        DRAFT = v.DRAFT, _("Entwurf")
        PUBLISHED = v.PUBLISHED, _("öffentlich")
        ENDED = v.ENDED, _("beendet")

    class Founder(models.TextChoices):
        RESIDENTS = "residents", _("Menschen, die hier wohnen")
        ACTORS = "actors", _("Einrichtungen und Initiativen")
        CITY = "city", _("die Stadt")

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="conferences")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    aim = models.TextField(max_length=1000, blank=True)
    occasion = models.TextField(max_length=2000, blank=True)
    founded_on = models.DateField(null=True, blank=True)
    founded_by = models.CharField(max_length=12, choices=Founder, blank=True)
    city_contact = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254, blank=True)  # where messages go; shown to nobody
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["quarter", "code"], name="conference_code_once"),
            one_of("conference", "state", v.STATES),
            one_of("conference", "founded_by", v.FOUNDERS),
        ]
        verbose_name = "Stadtteilkonferenz"
        verbose_name_plural = "Stadtteilkonferenzen"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("conference", args=[self.quarter.code, self.code])

    @property
    def quarter_code(self) -> str:
        return self.quarter.code

    @property
    def is_public(self) -> bool:
        """Everybody may see it."""
        return self.state != v.DRAFT and self.quarter.is_public


class Manager(models.Model):
    """An account that manages one conference, for as long as it belongs to the quarter."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="managers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["conference", "user"], name="manager_once")]
        verbose_name = "Leitung einer Konferenz"
        verbose_name_plural = "Leitungen von Konferenzen"

    def __str__(self) -> str:
        return str(self.conference)  # without the person: the journal keeps this

    @property
    def quarter_code(self) -> str:
        return self.conference.quarter.code


def managed_by(user: Any) -> set[int]:
    """Return the keys of the conferences that an account manages. Kept on the user, as long as the request."""
    if not has_account(user):
        return set()
    kept = vars(user)
    if "_managed_conferences" not in kept:
        mine = Manager.objects.filter(user=user, conference__quarter__in=quarters_of(user))
        kept["_managed_conferences"] = set(mine.values_list("conference_id", flat=True))
    return set(kept["_managed_conferences"])


class Block(models.Model):
    """A piece of the front page, in the words of the conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=8000, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
