"""Addresses outside that methods name, and whether they still answer."""

import hashlib

from django.db import models


def digest(url: str) -> str:
    """Return what an address is kept under: addresses are too long for an index."""
    return hashlib.sha256(url.encode()).hexdigest()


class LinkQuerySet(models.QuerySet["Link"]):
    """Reading what the link checker found."""

    def broken(self) -> "LinkQuerySet":
        """Return the addresses that failed on two different days or more."""
        return self.exclude(problem="").filter(failed_days__gte=2)


class Link(models.Model):
    """One address. Kept apart from the references, which are written anew with every edit of a method."""

    digest = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=2000)
    checked_at = models.DateTimeField(null=True, blank=True, db_index=True)
    problem = models.CharField(max_length=20, blank=True)  # a code of `links.Problem`, empty if all was well
    detail = models.CharField(max_length=100, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0)  # in a row, each counted once
    failed_on = models.DateField(null=True, blank=True)  # the last of them
    failing_since = models.DateField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    def __str__(self) -> str:
        return self.url
