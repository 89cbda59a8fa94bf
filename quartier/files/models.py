"""Pictures that people give."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from quartier.base.codes import new_code

FOLDER = "pictures"


def new_picture_code() -> str:
    """Return a random code: never anything from the name of a given file."""
    return new_code(20)


class Picture(models.Model):
    """A picture that was drawn anew. Its bytes lie in the default storage; who may see it, its owner knows."""

    code = models.CharField(max_length=20, unique=True, default=new_picture_code, editable=False)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    small_width = models.PositiveIntegerField()
    small_height = models.PositiveIntegerField()
    small_media_type = models.CharField(max_length=20)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name = "Bild"
        verbose_name_plural = "Bilder"

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """Where the bytes lie."""
        return f"{FOLDER}/{self.code}"

    @property
    def small_key(self) -> str:
        """Where the bytes of the small rendition lie."""
        return f"{FOLDER}/{self.code}-small"
