"""Imported address lists: the rows as they came, what became of each, and how to take it all back."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.base.codes import new_code
from quartier.base.constraints import one_of
from quartier.quarters.models.actor import Actor
from quartier.quarters.models.quarter import Quarter
from quartier.quarters.roles import coordinated_by


class ListImportQuerySet(models.QuerySet["ListImport"]):
    """Reading imports."""

    def visible_to(self, user: Any) -> "ListImportQuerySet":
        """Return those of the quarters that the person coordinates."""
        return self.filter(quarter__in=coordinated_by(user))


class ListImport(models.Model):
    """One uploaded list. Rows are written in batches; a stop in between goes on where it ended."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("hochgeladen")
        RUNNING = "running", _("wird übernommen")
        DONE = "done", _("übernommen")
        UNDOING = "undoing", _("wird zurückgenommen")
        UNDONE = "undone", _("zurückgenommen")

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="imports")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    file_name = models.CharField(max_length=200)
    sheets = models.JSONField(default=list)  # [{name, rows: [[cell, …], …]}]; emptied with the personal data
    sheet = models.PositiveSmallIntegerField(default=0)
    mapping = models.JSONField(default=list)  # field or null, per column
    decisions = models.JSONField(default=dict)  # row number, from 0 -> {} (a new actor), {"skip"}, {"key"} or {"row"}
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    position = models.PositiveIntegerField(default=0)  # actors that have been written, or taken back
    total = models.PositiveIntegerField(default=0)  # actors to be written
    kept = models.JSONField(default=list)  # codes of actors that an undo left, because somebody has changed them since
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ListImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter"],
                condition=models.Q(state__in=["running", "undoing"]),
                name="list_import_one_at_a_time",
            ),
            one_of("list_import", "state", ["uploaded", "running", "done", "undoing", "undone"]),
        ]
        verbose_name = "Einlesen einer Liste"
        verbose_name_plural = "Eingelesene Listen"

    def __str__(self) -> str:
        return self.code

    @property
    def quarter_code(self) -> str:
        return self.quarter.code

    @property
    def rows(self) -> list[list[str]]:
        """The rows of the chosen sheet; none when they have been deleted."""
        return self.sheets[self.sheet]["rows"] if self.sheet < len(self.sheets) else []


class ImportedRow(models.Model):
    """What became of one row, and how to undo it."""

    list_import = models.ForeignKey(ListImport, on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField()  # as the spreadsheet counts, from 1
    fate = models.CharField(max_length=12)
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # What was written with this row: [model, key, {field: [before, after]}], before None where the row made it.
    written = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["list_import", "number"], name="imported_row_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.fate}"
