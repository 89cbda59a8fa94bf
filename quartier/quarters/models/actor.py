"""Actors: organisations, initiatives and engaged individuals, with what they do, offer and seek, and their people."""

import datetime as dt
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from quartier.base.codes import new_code
from quartier.base.constraints import one_of
from quartier.quarters import vocabulary as v
from quartier.quarters.models.consent import Consent
from quartier.quarters.models.quarter import Quarter
from quartier.quarters.roles import coordinated_by, quarters_of


def _agreed(people: str, audience: str) -> models.Exists:
    """Return whether somebody among `people` (a lookup of Consent) has agreed to be seen by the audience."""
    return models.Exists(Consent.objects.allowing(audience).filter(**{people: models.OuterRef("pk")}))


class ActorQuerySet(models.QuerySet["Actor"]):
    """Reading actors."""

    def shown_to(self, audience: str) -> "ActorQuerySet":
        """Return what an audience sees, of whatever quarter.

        The public sees the listed ones of public quarters, members all but the archived, coordinators everything.
        Individuals appear only while they agree to it; their coordinators have to find them in any case.
        """
        if audience == v.COORDINATORS:
            return self
        found = self.filter(~models.Q(kind=v.INDIVIDUAL) | _agreed("person__actor", audience), archived_on=None)
        return found.filter(is_listed=True, quarter__is_public=True) if audience == v.PUBLIC else found

    def visible_to(self, user: Any) -> "ActorQuerySet":
        """Return whom the person sees, in each quarter by their role there. `faces.py` decides about the fields."""
        everybody = self.shown_to(v.PUBLIC)
        if not quarters_of(user):
            return everybody
        members = self.shown_to(v.MEMBERS).filter(quarter__in=quarters_of(user))
        coordinators = self.filter(quarter__in=coordinated_by(user))
        kept = [models.Q(pk__in=found.values("pk")) for found in (everybody, members, coordinators)]
        return self.filter(kept[0] | kept[1] | kept[2])


class Actor(models.Model):
    """Somebody who does something in the quarter. `is_listed` puts them into the public directory."""

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="actors")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list, blank=True)  # other names under which lists have it
    kind = models.CharField(max_length=24, default=v.OTHER)
    group = models.CharField(max_length=16, blank=True)
    about = models.TextField(max_length=4000, blank=True)
    action_fields = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    street = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)  # postcode and town
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    opening_hours = models.CharField(max_length=500, blank=True)
    web = models.CharField(max_length=500, blank=True)
    emails = models.JSONField(default=list, blank=True)
    phones = models.JSONField(default=list, blank=True)
    since = models.CharField(max_length=40, blank=True)  # as somebody wrote it: "2015", "seit Anfang"
    audiences = models.JSONField(default=dict, blank=True)  # field -> who may see it, where it differs from the usual
    note = models.TextField(max_length=8000, blank=True)  # for coordinators alone; what an import did not understand
    is_listed = models.BooleanField(default=False)
    archived_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["quarter", "name"], name="actor_list")]
        constraints = [
            one_of("actor", "kind", v.KINDS),
            one_of("actor", "group", v.GROUPS),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="actor_position_on_earth",
            ),
        ]
        verbose_name = "Akteur"
        verbose_name_plural = "Akteure"

    def __str__(self) -> str:
        # The journal keeps this and is never erased: an individual is named by code alone.
        return self.code if self.is_person else self.name

    def get_absolute_url(self) -> str:
        return reverse("actor", args=[self.quarter.code, self.code])

    @property
    def quarter_code(self) -> str:
        return self.quarter.code

    @property
    def is_person(self) -> bool:
        """An engaged individual: every field about them is personal."""
        return self.kind == v.INDIVIDUAL


class Activity(models.Model):
    """What an actor is doing now. It is asked about again when it has grown old."""

    LASTS = dt.timedelta(days=180)

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="activities")
    text = models.CharField(max_length=300)
    confirmed_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-confirmed_on", "-pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_old(self) -> bool:
        """Nobody has confirmed it for half a year."""
        return bool(self.confirmed_on + self.LASTS < timezone.localdate())


class Good(models.Model):
    """Something that an actor offers to others, or seeks."""

    class Direction(models.TextChoices):
        OFFER = "offer"
        SEEK = "seek"

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="goods")
    direction = models.CharField(max_length=8, choices=Direction)
    kind = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["direction", "pk"]
        constraints = [
            one_of("good", "direction", ["offer", "seek"]),
            one_of("good", "kind", v.GOODS),
        ]

    def __str__(self) -> str:
        return self.text


class PersonQuerySet(models.QuerySet["ContactPerson"]):
    """Reading contact persons."""

    def shown_to(self, audience: str) -> "PersonQuerySet":
        """Return those who agreed to be seen by this audience; coordinators see all.

        Consent is looked up at every question: whoever withdraws it is gone at once.
        """
        if audience == v.COORDINATORS:
            return self
        return self.filter(_agreed("person", audience), actor__in=Actor.objects.shown_to(audience))

    def lock(self) -> list[int]:
        """Keep others from changing these people until the transaction ends; return their keys."""
        return list(self.order_by("pk").select_for_update().values_list("pk", flat=True))

    def visible_to(self, user: Any) -> "PersonQuerySet":
        """Return whom the person sees, in each quarter by their role there."""
        kept = models.Q(pk__in=self.shown_to(v.PUBLIC).values("pk"))
        if quarters_of(user):
            kept |= models.Q(pk__in=self.shown_to(v.MEMBERS).filter(actor__quarter__in=quarters_of(user)).values("pk"))
            kept |= models.Q(actor__quarter__in=coordinated_by(user))
        return self.filter(kept)


class ContactPerson(models.Model):
    """A person through whom an actor is reached."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="people")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=40, blank=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=100, blank=True)
    is_deputy = models.BooleanField(default=False)
    emails = models.JSONField(default=list, blank=True)
    phones = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=3, blank=True)
    term_until = models.DateField(null=True, blank=True)
    informed_on = models.DateField(null=True, blank=True)  # told that they are on the list (duty at collection)
    confirmed_on = models.DateField(null=True, blank=True)  # they or a coordinator have said: still right, keep it
    reminders_stopped_on = models.DateField(null=True, blank=True)  # they want no mails that ask whether it is right
    note = models.TextField(max_length=4000, blank=True)  # for coordinators alone
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"

    def __str__(self) -> str:
        return self.code  # not the name: the journal keeps this

    @property
    def name(self) -> str:
        """First and last name, as one says it."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def quarter_code(self) -> str:
        return self.actor.quarter.code
