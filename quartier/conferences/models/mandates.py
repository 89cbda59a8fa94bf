"""Mandates: who holds which role in the conference, for whom, from when to when."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.base.codes import new_code
from quartier.base.constraints import one_of
from quartier.conferences import terms
from quartier.conferences import vocabulary as v
from quartier.conferences.models.conference import Conference
from quartier.conferences.models.groups import WorkingGroup
from quartier.quarters.models import Actor, ContactPerson


class Mandate(models.Model):
    """A role in the hands of one person. It outlives its holder: without one, it was held by an erased person."""

    class Role(models.TextChoices):
        SPOKESPERSON = "spokesperson", _("Sprecherin oder Sprecher")
        CHAIR = "chair", _("Vorsitz")
        FACILITATOR = "facilitator", _("Moderation")
        MINUTE_TAKER = "minute_taker", _("Protokoll")
        TREASURER = "treasurer", _("Kasse")
        DELEGATE = "delegate", _("Delegierte oder Delegierter")
        SUBSTITUTE = "substitute", _("Vertretung")
        SEAT = "seat", _("Sitz einer Gruppe")

    class Way(models.TextChoices):
        ELECTED = "elected", _("gewählt")
        DELEGATED = "delegated", _("entsandt")
        APPOINTED = "appointed", _("benannt")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="mandates")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    role = models.CharField(max_length=16, choices=Role)
    holder = models.ForeignKey(ContactPerson, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    group = models.ForeignKey(WorkingGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    way = models.CharField(max_length=12, choices=Way, default=Way.ELECTED)
    begins_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)
    deputy_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="deputies")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["role", "-begins_on", "pk"]
        constraints = [
            one_of("mandate", "role", v.ROLES),
            one_of("mandate", "way", v.WAYS),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("begins_on")),
                name="mandate_ends_after_it_begins",
            ),
        ]
        verbose_name = "Mandat"
        verbose_name_plural = "Mandate"

    def __str__(self) -> str:
        return f"{self.role} {self.begins_on:%Y-%m-%d}"  # without the person: the journal keeps this

    @property
    def quarter_code(self) -> str:
        return self.conference.quarter.code

    @property
    def term(self) -> terms.Term:
        """The mandate as the arithmetic knows it."""
        seat = (self.actor_id, self.group_id)
        return terms.Term(self.pk or 0, self.role, self.holder_id, seat, self.begins_on, self.ends_on)

    @property
    def term_state(self) -> terms.State:
        """How it stands today."""
        return terms.state(self.begins_on, self.ends_on, timezone.localdate())
