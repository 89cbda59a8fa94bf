"""What this installation says about itself."""

from django.db import models


class Instance(models.Model):
    """The one row about this installation."""

    name = models.CharField("Name", max_length=100, default="Quartier")
    contact_email = models.EmailField("E-Mail-Adresse für Fragen", max_length=254, blank=True)
    legal_notice = models.TextField("Impressum", max_length=20_000, blank=True)
    privacy = models.TextField("Datenschutz", max_length=40_000, blank=True)
    is_example = models.BooleanField(default=False)  # the legal notice is the demo's invented one
    setup_digest = models.CharField(max_length=64, blank=True)  # of the secret that opens the first-run wizard

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="instance_only_one")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def load(cls) -> "Instance":
        """Return the row, making it when there is none."""
        return cls.objects.get_or_create(pk=1)[0]
