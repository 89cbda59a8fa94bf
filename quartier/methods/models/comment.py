"""What people say to each other about a method."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.base.codes import new_code
from quartier.methods.models.method import Method


class CommentQuerySet(models.QuerySet["Comment"]):
    """Reading comments."""

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "CommentQuerySet":
        """Return what the person may see: the visible ones, their own in any state, editors also the hidden ones."""
        seen = models.Q(state=Comment.State.VISIBLE)
        if user.is_authenticated:
            seen |= models.Q(author=user.pk)
        if getattr(user, "is_editor", False):
            seen |= models.Q(state=Comment.State.HIDDEN)
        return self.filter(seen)


class Comment(models.Model):
    """A comment on a method."""

    class State(models.TextChoices):
        VISIBLE = "visible", _("sichtbar")
        HIDDEN = "hidden", _("verborgen")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="method_comments"
    )
    body = models.TextField(max_length=4000)
    state = models.CharField(max_length=10, choices=State, default=State.VISIBLE)
    hidden_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["method", "state", "created_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["visible", "hidden", "withdrawn"]), name="comment_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="hidden") | ~models.Q(hidden_reason=""),
                name="comment_hidden_with_reason",
            ),
        ]
        verbose_name = "Kommentar"
        verbose_name_plural = "Kommentare"

    def __str__(self) -> str:
        return self.code


class CommentReport(models.Model):
    """Somebody asks that a comment be looked at. Open until an editor decides."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["comment", "reporter"], name="comment_report_once")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"
