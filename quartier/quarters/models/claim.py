"""Claims: somebody with an account says that an organisation of the directory is theirs to look after."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.accounts.rules import has_account
from quartier.base.codes import new_code
from quartier.base.constraints import one_of
from quartier.quarters.models.actor import Actor, ContactPerson
from quartier.quarters.roles import coordinated_by


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Reading claims."""

    def visible_to(self, user: Any) -> "ClaimQuerySet":
        """Return one's own, and those of the quarters that one coordinates."""
        seen = models.Q(actor__quarter__in=coordinated_by(user))
        return self.filter(seen | models.Q(user=user) if has_account(user) else seen)


class Claim(models.Model):
    """What somebody said about themselves and an organisation, and what came of it.

    An accepted one has an `entry`, the contact person that it made. It goes with the account and with the entry.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet auf die Koordination")
        ACCEPTED = "accepted", _("bestätigt")
        DECLINED = "declined", _("nicht bestätigt")
        WITHDRAWN = "withdrawn", _("zurückgenommen")

    class Basis(models.TextChoices):
        DOMAIN = "domain", _("an der E-Mail-Adresse erkannt")
        PERSON = "person", _("von der Koordination")

    CLOSED = (State.DECLINED, State.WITHDRAWN)

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=100)  # as said: it may differ from the account's
    role = models.CharField(max_length=100)
    note = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    basis = models.CharField(max_length=8, choices=Basis, blank=True)  # by what it was decided
    reason = models.CharField(max_length=1000, blank=True)  # why not; the person reads it
    entry = models.ForeignKey(ContactPerson, null=True, blank=True, on_delete=models.CASCADE, related_name="claims")
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "user"], condition=models.Q(state="waiting"), name="claim_waiting_once"
            ),
            models.UniqueConstraint(
                fields=["actor", "user"], condition=models.Q(state="accepted"), name="claim_accepted_once"
            ),
            one_of("claim", "state", ["waiting", "accepted", "declined", "withdrawn"]),
            one_of("claim", "basis", ["domain", "person"]),
        ]
        verbose_name = "Zugehörigkeit"
        verbose_name_plural = "Zugehörigkeiten"

    def __str__(self) -> str:
        return self.code  # not the name: the journal keeps this

    @property
    def quarter_code(self) -> str:
        return self.actor.quarter.code
