"""Tables of the catalogue."""

from quartier.methods.models.assessment import Assessment
from quartier.methods.models.comment import Comment, CommentReport
from quartier.methods.models.method import Method, MethodText, Project, Reference, RelatedMethod, Version
from quartier.methods.models.proposal import MethodProposal

__all__ = [
    "Assessment",
    "Comment",
    "CommentReport",
    "Method",
    "MethodProposal",
    "MethodText",
    "Project",
    "Reference",
    "RelatedMethod",
    "Version",
]
