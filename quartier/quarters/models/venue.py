"""Rooms of the actors, in which meetings can be held."""

from typing import Any

from django.db import models
from django.urls import reverse

from quartier.base.codes import new_code
from quartier.files.models import Picture
from quartier.quarters.models.actor import Actor


class VenueQuerySet(models.QuerySet["Venue"]):
    """Reading venues."""

    def visible_to(self, user: Any) -> "VenueQuerySet":
        """Return the rooms of the actors whom the person sees."""
        return self.filter(actor__in=Actor.objects.visible_to(user))


class Venue(models.Model):
    """A room. What nobody has measured is unknown, and unknown is not "no"."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="venues")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=100)
    seats = models.JSONField(default=dict, blank=True)  # seating -> number of people
    seats_estimated = models.BooleanField(default=False)
    access = models.JSONField(default=dict, blank=True)  # attribute -> yes, partly, no; not there: unknown
    equipment = models.JSONField(default=list, blank=True)
    costs = models.CharField(max_length=200, blank=True)
    key_contact = models.CharField(max_length=200, blank=True)  # members: who opens the door
    available = models.CharField(max_length=300, blank=True)
    measured_by = models.CharField(max_length=100, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "Raum"
        verbose_name_plural = "Räume"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("venue", args=[self.actor.quarter.code, self.code])

    @property
    def quarter_code(self) -> str:
        return self.actor.quarter.code


class VenuePhotoQuerySet(models.QuerySet["VenuePhoto"]):
    """Reading photos of rooms."""

    def visible_to(self, user: Any) -> "VenuePhotoQuerySet":
        """Return the photos of the rooms that the person sees."""
        return self.filter(venue__in=Venue.objects.visible_to(user))


class VenuePhoto(models.Model):
    """A photo of a room, with what is to be seen on it in words."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="photos")
    picture = models.OneToOneField(Picture, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    words = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    objects = VenuePhotoQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "Foto eines Raums"
        verbose_name_plural = "Fotos von Räumen"

    def __str__(self) -> str:
        return self.words

    @property
    def quarter_code(self) -> str:
        return self.venue.quarter_code
