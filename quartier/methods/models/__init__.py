"""Tables of the catalogue."""

from quartier.methods.models.assessment import Assessment
from quartier.methods.models.comment import Comment, CommentReport
from quartier.methods.models.links import Link
from quartier.methods.models.method import Method, MethodText, Project, Reference, RelatedMethod, Version
from quartier.methods.models.proposal import MethodProposal
from quartier.methods.models.related import RelatedRank

__all__ = [
    "Assessment",
    "Comment",
    "CommentReport",
    "Link",
    "Method",
    "MethodProposal",
    "MethodText",
    "Project",
    "Reference",
    "RelatedMethod",
    "RelatedRank",
    "Version",
]
