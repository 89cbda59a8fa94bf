"""A method of the catalogue: facts once, texts per language and variant, versions."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.base.constraints import one_of
from quartier.methods import vocabulary as v


def _ordered(field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}_min__isnull": True})
        | models.Q(**{f"{field}_min__lte": models.F(f"{field}_max")}),
        name=f"method_{field}_ordered",
    )


class MethodQuerySet(models.QuerySet["Method"]):
    """Reading the catalogue."""

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "MethodQuerySet":
        """Return what the person may see: everybody the published ones, editors all."""
        if getattr(user, "is_editor", False):
            return self
        return self.filter(state=Method.State.PUBLISHED)


class Method(models.Model):
    """A participation method or a lasting offer of the neighbourhood (*Modul* of the Baukasten)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    code = models.SlugField(max_length=60, unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    # Which edit this row holds; a form that was opened on an older one is not saved over it.
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    kind = models.CharField(max_length=12, default="method")
    completeness = models.CharField(max_length=12, default="stub")
    level = models.CharField(max_length=12, blank=True)
    setting = models.CharField(max_length=12, blank=True)
    conflict = models.CharField(max_length=12, blank=True)
    facilitation = models.CharField(max_length=12, blank=True)
    people_min = models.PositiveIntegerField(null=True, blank=True)
    people_max = models.PositiveIntegerField(null=True, blank=True)
    event_minutes_min = models.PositiveIntegerField(null=True, blank=True)
    event_minutes_max = models.PositiveIntegerField(null=True, blank=True)
    process_weeks_min = models.PositiveIntegerField(null=True, blank=True)
    process_weeks_max = models.PositiveIntegerField(null=True, blank=True)
    staff_hours_min = models.PositiveIntegerField(null=True, blank=True)
    staff_hours_max = models.PositiveIntegerField(null=True, blank=True)
    cost_eur_min = models.PositiveIntegerField(null=True, blank=True)
    cost_eur_max = models.PositiveIntegerField(null=True, blank=True)
    lead_weeks = models.PositiveIntegerField(null=True, blank=True)
    recruitment = models.JSONField(default=list, blank=True)
    aims = models.JSONField(default=list, blank=True)
    users = models.JSONField(default=list, blank=True)
    target_groups = models.JSONField(default=list, blank=True)
    action_fields = models.JSONField(default=list, blank=True)
    authors = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True, blank=True)
    # The editorial estimate: position 1 to 5 per scale. Users' assessments stand apart.
    estimate = models.JSONField(default=dict, blank=True)

    objects = MethodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "published", "withdrawn"]), name="method_state_known"
            ),
            *[
                one_of("method", field, codes)
                for field, codes in {
                    "kind": v.KINDS,
                    "completeness": v.COMPLETENESS,
                    "level": v.LEVELS,
                    "setting": v.SETTINGS,
                    "conflict": v.CONFLICT,
                    "facilitation": v.FACILITATION,
                }.items()
            ],
            *[_ordered(field) for field in ("people", "event_minutes", "process_weeks", "staff_hours", "cost_eur")],
        ]
        verbose_name = "Methode"
        verbose_name_plural = "Methoden"

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("method", args=[self.code])

    def text(self, language: str | None = None, variant: str = v.STANDARD) -> "MethodText | None":
        """Return the text in the wanted language; see `choose_text`. Reads `self.texts.all()`: prefetch it in lists."""
        return choose_text(self.texts.all(), language, variant)


class MethodText(models.Model):
    """What a method says in one language and one variant."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=3)
    variant = models.CharField(max_length=8, default=v.STANDARD)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=600, blank=True)
    sections = models.JSONField(default=dict, blank=True)  # Markdown by section code
    phases = models.JSONField(default=list, blank=True)  # [{title, minutes, when, activities, output}]
    # Who has tested the text with readers; an empty name means that nobody has.
    checked_by = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "language", "variant"], name="method_text_once"),
            models.CheckConstraint(condition=models.Q(variant__in=v.VARIANTS), name="method_text_variant_known"),
        ]

    def __str__(self) -> str:
        return self.title


def choose_text(
    texts: Iterable[MethodText], language: str | None = None, variant: str = v.STANDARD
) -> MethodText | None:
    """Return the text in the wanted language, else in German, else in any; plain only where there is one."""
    wanted = (language or get_language() or "de")[:2]
    found = [text for text in texts if text.variant == variant]
    for choice in (wanted, "de"):
        for text in found:
            if text.language == choice:
                return text
    return found[0] if found else None


class Reference(models.Model):
    """A source or a further link; `Link` knows whether its address answers."""

    class Kind(models.TextChoices):
        SOURCE = "source", _("Quelle")
        LINK = "link", _("Link")

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="references")
    kind = models.CharField(max_length=8, choices=Kind)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=2000)
    url = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["kind", "position"]

    def __str__(self) -> str:
        return self.title


class Project(models.Model):
    """Where the method has been used."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="projects")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=2000)
    place = models.CharField(max_length=2000, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    note = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class RelatedMethod(models.Model):
    """What editors say about a relation: pinned on top of the computed ones, or removed from them.

    Points by code, so that a document can name a method that is imported later.
    """

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="relations")
    other_code = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    is_removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["method", "other_code"], name="related_method_once")]

    def __str__(self) -> str:
        return self.other_code


class Version(models.Model):
    """How a method stood after one edit; the document is complete, so any version can be restored."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    document = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["method", "number"], name="method_version_once")]

    def __str__(self) -> str:
        return f"{self.method_id} v{self.number}"
