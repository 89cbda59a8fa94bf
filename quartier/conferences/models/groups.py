"""Working groups of a conference and who is in them."""

from django.db import models
from django.utils import timezone

from quartier.base.codes import new_code
from quartier.conferences.models.conference import Conference
from quartier.quarters.models import ContactPerson


class WorkingGroup(models.Model):
    """People of the conference who work on one matter."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=120)
    aim = models.TextField(max_length=2000, blank=True)
    is_open = models.BooleanField(default=True)  # whoever has a link of their own may join by themselves
    ended_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "Arbeitsgruppe"
        verbose_name_plural = "Arbeitsgruppen"

    def __str__(self) -> str:
        return self.name

    @property
    def quarter_code(self) -> str:
        return self.conference.quarter.code


class GroupMember(models.Model):
    """Somebody in a working group; whoever is erased from the quarter leaves it."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(ContactPerson, on_delete=models.CASCADE, related_name="+")
    is_lead = models.BooleanField(default=False)
    since = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="group_member_once")]
        verbose_name = "Mitglied einer Arbeitsgruppe"
        verbose_name_plural = "Mitglieder von Arbeitsgruppen"

    def __str__(self) -> str:
        return str(self.group)  # without the person: the journal keeps this
