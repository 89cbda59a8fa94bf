"""Keys with which programs of a person use the API."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.base.codes import new_code


class TokenQuerySet(models.QuerySet["ApiToken"]):
    """Reading tokens."""

    def usable(self) -> "TokenQuerySet":
        """Return tokens that open something now: neither expired nor revoked, and their person is active."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)


class ApiToken(models.Model):
    """A key for the API: belongs to a person, may do what its scopes say, and ends by itself.

    Only the SHA-256 of the secret is stored; the secret is shown once.
    """

    class Scope(models.TextChoices):
        SPEAK = "voices:write", _("bewerten und kommentieren")
        EDIT = "methods:write", _("Methoden bearbeiten")

    LONGEST = dt.timedelta(days=366)

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "Zugriffsschlüssel"
        verbose_name_plural = "Zugriffsschlüssel"

    def __str__(self) -> str:
        return self.code  # not the name: the journal keeps this
