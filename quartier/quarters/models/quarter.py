"""The quarter: the tenant to which actors, rooms and people belong, and who may do what in it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.base.constraints import one_of
from quartier.quarters.gaps import SORTS
from quartier.quarters.roles import quarters_of


class QuarterQuerySet(models.QuerySet["Quarter"]):
    """Reading quarters."""

    def visible_to(self, user: Any) -> "QuarterQuerySet":
        """Return the public ones, and those to which the person belongs."""
        belongs = quarters_of(user)
        public = models.Q(is_public=True)
        return self.filter(public | models.Q(pk__in=belongs)) if belongs else self.filter(public)


class Quarter(models.Model):
    """A neighbourhood with its own coordinators. Everything below carries it: nobody sees across."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    municipality = models.CharField(max_length=100, blank=True)
    description = models.TextField(max_length=10_000, blank=True)
    boundary = models.JSONField(null=True, blank=True)  # rings of the area: lists of [longitude, latitude]
    languages = models.JSONField(default=list, blank=True)  # spoken here besides German
    sort = models.CharField(max_length=16, default="mixed")  # of gaps.SORTS: what it looks like
    residents = models.PositiveIntegerField(null=True, blank=True)  # about how many people live here
    is_public = models.BooleanField(default=False)
    sends_reminders = models.BooleanField(default=False, db_default=False)  # mails that ask: is that still right?
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = QuarterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [one_of("quarter", "sort", SORTS)]
        verbose_name = "Stadtteil"
        verbose_name_plural = "Stadtteile"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("quarter", args=[self.code])

    @property
    def quarter_code(self) -> str:
        return self.code


class Figure(models.Model):
    """A figure about a quarter, with its source and its date."""

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=100)
    value = models.CharField(max_length=60)
    source = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class Membership(models.Model):
    """An account that a coordinator has admitted. People without an account hold a personal link instead."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Mitglied")
        COORDINATOR = "coordinator", _("Koordination")

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quarter", "user"], name="membership_once"),
            one_of("membership", "role", ["member", "coordinator"]),
        ]
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"

    def __str__(self) -> str:
        return f"{self.role} {self.quarter_id}"  # without the person: the journal keeps this

    @property
    def quarter_code(self) -> str:
        return self.quarter.code
