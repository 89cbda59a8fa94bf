"""That contact persons were asked whether their entry is still right."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.base.constraints import one_of
from quartier.journal.models import Message


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reading reminders, and taking back what has not gone out."""

    def drop_waiting(self) -> int:
        """Delete the mails of these reminders that still wait, as if nobody had been asked; return how many.

        Others who would have been asked by the same mail get one of their own with the next run. A mail that a worker
        is handing over at this moment counts as sent. Call it in a transaction: the rows are locked against the outbox.
        """
        free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=timezone.now())
        waiting = Message.objects.filter(
            free, state=Message.State.WAITING, pk__in=self.exclude(message=None).values("message")
        )
        keys = list(waiting.select_for_update().values_list("pk", flat=True))
        if keys:
            Reminder.objects.filter(message__in=keys).delete()
            Message.objects.filter(pk__in=keys).delete()
        return len(keys)


class Reminder(models.Model):
    """When a person was last asked about something, by mail. One row for each occasion, so nobody is asked twice a year.

    The outbox forgets its mails after 90 days; this stays as long as the person.
    """

    PAUSE = dt.timedelta(days=365)

    class Occasion(models.TextChoices):
        ACTIVITIES = "activities", _("was gerade läuft")
        GOODS = "goods", _("Angebote und Gesuche")
        TERM = "term", _("Ende der Aufgabe")

    person = models.ForeignKey("quarters.ContactPerson", on_delete=models.CASCADE, related_name="reminders")
    occasion = models.CharField(max_length=12, choices=Occasion)
    asked_on = models.DateField()
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="reminders")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "occasion"], name="reminder_once"),
            one_of("reminder", "occasion", ["activities", "goods", "term"]),
        ]
        verbose_name = "Erinnerung"
        verbose_name_plural = "Erinnerungen"

    def __str__(self) -> str:
        return f"{self.occasion} {self.asked_on}"

    @property
    def quarter_code(self) -> str:
        return self.person.quarter_code
