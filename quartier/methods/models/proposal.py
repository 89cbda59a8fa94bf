"""What was read in from elsewhere, and stands beside ours until an editor decides."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse

from quartier.base.codes import new_code
from quartier.methods.models.method import Method


class MethodProposalQuerySet(models.QuerySet["MethodProposal"]):
    """Reading proposals."""

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "MethodProposalQuerySet":
        """Return what the person may see: editors all, everybody else nothing."""
        return self if getattr(user, "is_editor", False) else self.none()


class MethodProposal(models.Model):
    """One imported page or document. Where it made a new method, it is closed from the start.

    The row stays, so that the same content is recognised when it comes again.
    """

    class State(models.TextChoices):
        OPEN = "open", "offen"
        TAKEN = "taken", "erledigt"
        REJECTED = "rejected", "abgelehnt"

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    source = models.CharField(max_length=200, blank=True)  # name of the file
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    document = models.JSONField()  # what the source says; a page says nothing about kind and completeness
    text = models.TextField(blank=True)  # the page as it was read, for the report; empty for a document
    # Two imports of the same content at the same moment: the database lets one of them through.
    sha256 = models.CharField(max_length=64)

    objects = MethodProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "created_at"])]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="proposal_content_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "taken", "rejected"]), name="proposal_state_known"
            ),
        ]
        verbose_name = "Vorschlag"
        verbose_name_plural = "Vorschläge"

    def __str__(self) -> str:
        return self.source or self.code

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.code])
