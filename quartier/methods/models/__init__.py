"""Tables of the catalogue."""

from quartier.methods.models.assessment import Assessment
from quartier.methods.models.comment import Comment, CommentReport
from quartier.methods.models.method import Method, MethodText, Project, Reference, RelatedMethod, Version

__all__ = [
    "Assessment",
    "Comment",
    "CommentReport",
    "Method",
    "MethodText",
    "Project",
    "Reference",
    "RelatedMethod",
    "Version",
]
