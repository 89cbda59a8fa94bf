"""The schedule: when each recurring job runs next, and how it went; and who runs them."""

from django.db import models


class Job(models.Model):
    """One recurring job. Its row is the lock: a worker that dies leaves a claim that runs out."""

    name = models.CharField(max_length=80, unique=True)
    next_at = models.DateTimeField(db_index=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    # Counts the claims. Who claimed with an older number has been replaced, and may not write any more.
    run = models.PositiveBigIntegerField(db_default=0)
    last_started_at = models.DateTimeField(null=True, blank=True)
    last_ended_at = models.DateTimeField(null=True, blank=True)  # of the last run that went well
    failures = models.PositiveIntegerField(default=0)  # in a row
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "Hintergrundaufgabe"
        verbose_name_plural = "Hintergrundaufgaben"

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """One process that runs jobs. It lives as long as it keeps saying so."""

    name = models.CharField(max_length=120, unique=True)  # host:process
    alive_until = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        verbose_name = "Arbeitsprozess"
        verbose_name_plural = "Arbeitsprozesse"

    def __str__(self) -> str:
        return self.name
