"""What the catalogue stores about a person, for that person."""

from typing import Any

from quartier.accounts.models import User
from quartier.methods.models import CommentReport


def voices(user: User) -> dict[str, Any]:
    """Return everything that somebody has said about methods, in any state."""
    assessments = user.assessments.values(
        "method__code", "phase", "time", "staff", "money", "participation", "complexity",
        "role", "people", "place", "effort", "note", "created_at", "updated_at",
    )  # fmt: skip
    comments = user.method_comments.values("code", "method__code", "body", "state", "hidden_reason", "created_at")
    reports = CommentReport.objects.filter(reporter=user).values("comment__code", "reason", "created_at")
    return {"assessments": list(assessments), "comments": list(comments), "reports": list(reports)}
