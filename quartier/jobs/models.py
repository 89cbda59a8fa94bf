"""The schedule: when each recurring job runs next, and how it went."""

from django.db import models


class Job(models.Model):
    """One recurring job. Its row is the lock: a worker that dies leaves a claim that runs out."""

    name = models.CharField(max_length=80, unique=True)
    next_at = models.DateTimeField(db_index=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    last_started_at = models.DateTimeField(null=True, blank=True)
    last_ended_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "Hintergrundaufgabe"
        verbose_name_plural = "Hintergrundaufgaben"

    def __str__(self) -> str:
        return self.name
