"""Tables of the conference: the body, its concept, its working groups and its mandates."""

from quartier.conferences.models.concept import ConceptComment, ConceptVersion
from quartier.conferences.models.conference import Block, Conference, Manager
from quartier.conferences.models.groups import GroupMember, WorkingGroup
from quartier.conferences.models.mandates import Mandate
from quartier.conferences.models.statutes import StatutesVersion

__all__ = [
    "Block",
    "ConceptComment",
    "ConceptVersion",
    "Conference",
    "GroupMember",
    "Manager",
    "Mandate",
    "StatutesVersion",
    "WorkingGroup",
]
