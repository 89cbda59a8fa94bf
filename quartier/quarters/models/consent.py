"""Consents: who agreed to what, in which words, when and how, and when they took it back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.base.constraints import one_of
from quartier.quarters import vocabulary as v


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Reading consents."""

    def valid(self) -> "ConsentQuerySet":
        """Return those that nobody has taken back."""
        return self.filter(withdrawn_at=None)

    def allowing(self, audience: str) -> "ConsentQuerySet":
        """Return the valid ones that let this audience (`public` or `members`) see the person."""
        purposes = ["public"] if audience == v.PUBLIC else ["public", "members"]
        return self.valid().filter(purpose__in=purposes)


class Consent(models.Model):
    """One consent of one person to one purpose. A withdrawal keeps the proof (when, which words), not the data."""

    class Purpose(models.TextChoices):
        PUBLIC = "public", _("Name und Aufgabe stehen im öffentlichen Verzeichnis")
        MEMBERS = "members", _("Name, Telefon und E-Mail sind für die Mitglieder des Stadtteils zu sehen")
        MAIL = "mail", _("Einladungen und Nachrichten kommen per E-Mail")

    class Channel(models.TextChoices):
        WEB = "web", _("auf dieser Seite")
        PAPER = "paper", _("auf Papier")
        PHONE = "phone", _("am Telefon")
        MAIL = "mail", _("per E-Mail")

    person = models.ForeignKey("quarters.ContactPerson", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose)
    text_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Channel)
    given_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # a coordinator who wrote down what was said or signed; None: the person themselves
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=models.Q(withdrawn_at=None), name="consent_valid_once"
            ),
            one_of("consent", "purpose", ["public", "members", "mail"]),
            one_of("consent", "channel", ["web", "paper", "phone", "mail"]),
        ]
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}"

    @property
    def quarter_code(self) -> str:
        return self.person.quarter_code


class ConsentProof(models.Model):
    """What stays of a consent when its person is erased: that there was one, when, to which words. Nobody is named."""

    quarter = models.ForeignKey("quarters.Quarter", on_delete=models.CASCADE, related_name="consent_proofs")
    purpose = models.CharField(max_length=12, choices=Consent.Purpose)
    text_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Consent.Channel)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    erased_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-erased_on", "-pk"]
        constraints = [
            one_of("consent_proof", "purpose", ["public", "members", "mail"]),
            one_of("consent_proof", "channel", ["web", "paper", "phone", "mail"]),
        ]
        verbose_name = "Nachweis einer Einwilligung"
        verbose_name_plural = "Nachweise von Einwilligungen"

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}"

    @property
    def quarter_code(self) -> str:
        return self.quarter.code
