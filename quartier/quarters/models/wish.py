"""What people ask about their own entry."""

from django.db import models

from quartier.base.codes import new_code


class Wish(models.Model):
    """A contact person asks the coordinators to correct or delete something. It leaves with the person."""

    person = models.ForeignKey("quarters.ContactPerson", on_delete=models.CASCADE, related_name="wishes")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = "Anliegen"
        verbose_name_plural = "Anliegen"

    def __str__(self) -> str:
        return self.code  # not the text: the journal keeps this

    @property
    def quarter_code(self) -> str:
        return self.person.quarter_code
