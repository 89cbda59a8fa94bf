"""The closed lists of a quarter: kinds of actors, groups, offers, rooms. Words for people stand in `labels.py`."""

from quartier.base.vocabulary import ACTION_FIELDS as ACTION_FIELDS

# group -> kinds of actors that usually belong to it. The order is the order of lists and forms.
KINDS_BY_GROUP = {
    "resident": ("individual", "tenants", "parents"),
    "volunteer": (
        "association", "citizens_association", "heritage_association", "sports_club", "religious_community",
        "migrant_association", "initiative", "citizens_bus",
    ),
    "professional": (
        "kindergarten", "school", "youth_centre", "family_centre", "advice_centre", "intercultural_centre",
        "street_work", "seniors_office", "care_home", "hospice", "health_practice", "volunteer_agency",
        "child_protection", "adult_education", "library", "quarter_management",
    ),
    "administration": ("city_office", "citizens_office", "jobcenter", "police", "waste_company", "city_management"),
    "politics": ("district_council", "district_mayor", "party"),
    "business": ("traders_association", "housing_company", "shop", "company"),
}  # fmt: skip
INDIVIDUAL = "individual"  # a person, not an organisation: everything about them is personal
OTHER = "other"  # a kind that no list foresaw
KINDS = (*(kind for kinds in KINDS_BY_GROUP.values() for kind in kinds), OTHER)
GROUPS = tuple(KINDS_BY_GROUP)
GROUP_OF = {kind: group for group, kinds in KINDS_BY_GROUP.items() for kind in kinds}

# What actors offer to others and seek from them.
GOODS = ("room", "skill", "time", "money", "material")

# In what two actors work together.
TIE_KINDS = ("exchange", "referral", "event", "project", "room", "help", "committee")

# Who may see a field: everybody; the members of the quarter; its coordinators.
PUBLIC, MEMBERS, COORDINATORS = "public", "members", "coordinators"
AUDIENCES = (PUBLIC, MEMBERS, COORDINATORS)

# "Unknown" is an answer of its own: nobody may read it as "no".
YES, PARTLY, NO, UNKNOWN = "yes", "partly", "no", "unknown"
ANSWERS = (YES, PARTLY, NO, UNKNOWN)

# What a person with a disability needs to know about a room.
ACCESS = (
    "step_free", "lift", "doors_90", "turning_space", "accessible_toilet", "parking", "smooth_paths", "public_transport",
    "wheelchair_places", "under_ride_tables", "induction_loop", "marked_glass", "quiet_room", "escape_plan",
)  # fmt: skip
SEATINGS = ("any", "rows", "tables", "circle", "standing")
EQUIPMENT = ("projector", "screen", "wifi", "kitchen", "microphone", "flipchart", "play_corner", "outdoor")

LANGUAGES = ("de", "en", "tr", "ar", "pl", "uk", "ru", "ro", "bg", "fa", "ku", "sr", "it", "es", "fr", "sq", "gsg")
