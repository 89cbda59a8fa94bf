"""The concept of a conference, section by section: every version is kept, and members say what they think."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from quartier.base.codes import new_code
from quartier.base.constraints import one_of
from quartier.conferences import vocabulary as v
from quartier.conferences.models.conference import Conference


class ConceptQuerySet(models.QuerySet["ConceptVersion"]):
    """Reading versions of the concept."""

    def newest(self) -> "ConceptQuerySet":
        """Return the last version of each section."""
        later = ConceptVersion.objects.filter(
            conference=models.OuterRef("conference"),
            section=models.OuterRef("section"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(later))


class ConceptVersion(models.Model):
    """How a section stood after somebody saved it. Versions are never changed, only followed."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="concept")
    section = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=20_000, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ["section", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "section", "number"], name="concept_version_once"),
            one_of("concept_version", "section", v.SECTIONS),
        ]
        verbose_name = "Fassung eines Konzepts"
        verbose_name_plural = "Fassungen eines Konzepts"

    def __str__(self) -> str:
        return f"{self.section} {self.number}"

    @property
    def quarter_code(self) -> str:
        return self.conference.quarter.code


class ConceptComment(models.Model):
    """What a member says about a section. Whoever came by a personal link is not named."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="concept_comments")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    section = models.CharField(max_length=12)
    text = models.TextField(max_length=4000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [one_of("concept_comment", "section", v.SECTIONS)]
        verbose_name = "Kommentar zum Konzept"
        verbose_name_plural = "Kommentare zum Konzept"

    def __str__(self) -> str:
        return f"{self.section} {self.at:%Y-%m-%d}"

    @property
    def quarter_code(self) -> str:
        return self.conference.quarter.code
