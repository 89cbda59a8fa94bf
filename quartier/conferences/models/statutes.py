"""The house rules of a conference: drafts, and versions that hold from a day on and are never changed."""

import datetime as dt
from functools import cached_property

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.base.constraints import one_of
from quartier.conferences import vocabulary as v
from quartier.conferences.governance import statutes
from quartier.conferences.models.conference import Conference


class StatutesQuerySet(models.QuerySet["StatutesVersion"]):
    """Reading house rules."""

    def adopted(self) -> "StatutesQuerySet":
        """Return the versions that hold or held, or will hold, the latest first."""
        return self.filter(state=v.ADOPTED).order_by("-holds_from")

    def on(self, day: dt.date) -> "StatutesVersion | None":
        """Return the version that holds on a day."""
        return self.adopted().filter(holds_from__lte=day).first()

    def draft(self) -> "StatutesVersion | None":
        """Return the version that is being written."""
        return self.filter(state=v.STATUTES_DRAFT).first()


class StatutesVersion(models.Model):
    """House rules as they were written down once. An adopted version is only followed by another, never changed."""

    class State(models.TextChoices):
        DRAFT = v.STATUTES_DRAFT, _("Entwurf")
        ADOPTED = v.ADOPTED, _("beschlossen")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="statutes")
    number = models.PositiveIntegerField()
    rules = models.TextField(
        max_length=500_000
    )  # as `governance.statutes.write` writes them: the same rules, the same bytes
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    holds_from = models.DateField(null=True, blank=True)
    decided = models.CharField(max_length=200, blank=True)  # by whom and when, in words
    saved = models.PositiveIntegerField(
        default=0
    )  # how often the draft was saved: two people do not overwrite each other
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = StatutesQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="statutes_number_once"),
            models.UniqueConstraint(
                fields=["conference"], condition=models.Q(state=v.STATUTES_DRAFT), name="statutes_one_draft"
            ),
            models.UniqueConstraint(fields=["conference", "holds_from"], name="statutes_day_once"),
            models.CheckConstraint(
                condition=models.Q(state=v.STATUTES_DRAFT, holds_from=None)
                | models.Q(state=v.ADOPTED, holds_from__isnull=False),
                name="statutes_adopted_hold_from_a_day",
            ),
            one_of("statutes", "state", v.STATUTES_STATES),
        ]
        verbose_name = "Hausregeln"
        verbose_name_plural = "Hausregeln"

    def __str__(self) -> str:
        return f"{self.conference} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("statutes_version", args=[self.conference.quarter.code, self.conference.code, self.number])

    @property
    def quarter_code(self) -> str:
        return self.conference.quarter.code

    @cached_property
    def content(self) -> statutes.Statutes:
        """The rules as `governance` knows them."""
        return statutes.loads(self.rules)

    @property
    def is_adopted(self) -> bool:
        return self.state == v.ADOPTED
