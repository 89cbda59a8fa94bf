"""Personal links: what a person without a password holds in the hand."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from quartier.base.codes import new_code


class LinkQuerySet(models.QuerySet["PersonalLink"]):
    """Reading personal links."""

    def usable(self) -> "LinkQuerySet":
        """Return links that still open something."""
        return self.filter(revoked_at=None, used_at=None, expires_at__gt=timezone.now())


class PersonalLink(models.Model):
    """A signed address for one person and one purpose, which ends and can be revoked.

    Only the SHA-256 of the token is stored. Opening the address changes nothing.
    """

    SIGN_IN = "sign-in"  # the one purpose of this app: signs its account in, once

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)  # public code of what the link is for
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="personal_links"
    )
    name = models.CharField(max_length=100, blank=True)  # of a person without an account
    email = models.EmailField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)  # only links that work once

    objects: ClassVar = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "Persönlicher Link"
        verbose_name_plural = "Persönliche Links"

    def __str__(self) -> str:
        return f"{self.purpose} {self.code}"

    def is_usable(self) -> bool:
        """Say whether the link still opens something."""
        return self.revoked_at is None and self.used_at is None and self.expires_at > timezone.now()
