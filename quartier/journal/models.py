"""The journal, the outbox and the receipts: what happened, what has to go out, what was answered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reading the journal."""

    def about(self, obj: models.Model) -> "EntryQuerySet":
        """Return the entries about one object."""
        return self.filter(kind=obj._meta.label_lower, code=getattr(obj, "code", ""))

    def public(self) -> "EntryQuerySet":
        """Return what anybody may see."""
        return self.filter(is_public=True)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("The journal is append-only.")

    def update(self, **kwargs: Any) -> int:
        raise TypeError("The journal is append-only.")


class Entry(models.Model):
    """One thing that happened. Append-only; points at its object by kind and code, never by a foreign key.

    So it outlives the object, and no app below has to know the apps above.
    """

    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)  # "method.published"
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # None: the system, or somebody who has been erased
    kind = models.CharField(max_length=60)  # label of the model, "methods.method"
    code = models.CharField(max_length=80)  # public code of the object
    title = models.CharField(max_length=200, blank=True)  # how the object was called then
    quarter = models.CharField(
        max_length=60, blank=True, db_default=""
    )  # code of the quarter in which it happened; empty: the instance
    is_public = models.BooleanField(default=False)
    data = models.JSONField(default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "code"]),
            models.Index(fields=["quarter", "id"], name="entry_of_quarter"),
        ]
        verbose_name = "Eintrag im Journal"
        verbose_name_plural = "Einträge im Journal"

    def __str__(self) -> str:
        return f"{self.verb} {self.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The journal is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The journal is append-only.")


class Message(models.Model):
    """One mail to one recipient. Written in the action's transaction, sent by a job."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet auf Versand")
        SENT = "sent", _("gesendet")
        FAILED = "failed", _("nicht zustellbar")

    # The caller's key makes a repeat of the same action harmless: one mail per key and recipient.
    key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=120, unique=True)
    recipient = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    # Sign-in codes and links: shown to administrators only while no mail server is set, and then forgotten.
    is_secret = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self) -> str:
        return self.subject  # without the recipient: the journal keeps this


class Receipt(models.Model):
    """The answer to one submission, kept for a day so that its repeat gets the same one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)  # of what was submitted
    answer = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="receipt_once")]

    def __str__(self) -> str:
        return self.key
