"""Which methods are alike, as computed by a job. What editors pin or remove stands in `RelatedMethod`."""

from django.db import models

from quartier.methods.models.method import Method


class RelatedRank(models.Model):
    """One method that is like another, and what they share."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="ranks")
    other = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)  # [[field, [shared codes or words]], ...]

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["method", "other"], name="related_rank_once"),
            models.CheckConstraint(condition=~models.Q(method=models.F("other")), name="related_rank_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.method_id} → {self.other_id}"
