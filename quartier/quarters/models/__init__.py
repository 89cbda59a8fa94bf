"""Tables of the quarter: the neighbourhood, its people, its actors and what was imported."""

from quartier.quarters.models.actor import Activity, Actor, ContactPerson, Good
from quartier.quarters.models.claim import Claim
from quartier.quarters.models.consent import Consent, ConsentProof
from quartier.quarters.models.imports import ImportedRow, ListImport
from quartier.quarters.models.network import Approach, Decision, Introduction, Tie
from quartier.quarters.models.plan import QuarterPlan
from quartier.quarters.models.quarter import Figure, Membership, Quarter
from quartier.quarters.models.reminder import Reminder
from quartier.quarters.models.venue import Venue, VenuePhoto
from quartier.quarters.models.wish import Wish

__all__ = [
    "Activity",
    "Actor",
    "Approach",
    "Claim",
    "Consent",
    "ConsentProof",
    "ContactPerson",
    "Decision",
    "Figure",
    "Good",
    "ImportedRow",
    "Introduction",
    "ListImport",
    "Membership",
    "Quarter",
    "QuarterPlan",
    "Reminder",
    "Tie",
    "Venue",
    "VenuePhoto",
    "Wish",
]
