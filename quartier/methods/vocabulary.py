"""The closed lists of the catalogue: codes that are stored, exported and filtered by.

Their words for people stand in `labels.py`, which is translated.
"""

from quartier.base.vocabulary import ACTION_FIELDS as ACTION_FIELDS

KINDS = ("method", "offer")
COMPLETENESS = ("stub", "partial", "complete")
LEVELS = ("inform", "consult", "involve", "collaborate", "empower")
SETTINGS = ("on_site", "online", "both")
CONFLICT = ("yes", "no")
FACILITATION = ("none", "experienced", "professional")
RECRUITMENT = ("open", "invited", "outreach", "random", "delegated", "elected")
AIMS = (
    "inform", "activate", "collect_views", "understand", "develop_ideas", "plan_together",
    "decide", "resolve_conflict", "network", "cooperate", "meet",
)  # fmt: skip
USERS = (
    "municipality", "welfare", "housing", "association", "care", "faith", "school",
    "quarter_management", "individual",
)  # fmt: skip
TARGET_GROUPS = (
    "residents", "children", "youth", "older_people", "families", "migrants", "disabled",
    "tenants", "business", "professionals", "politics_administration",
)  # fmt: skip

# The six two-ended scales of an assessment, positions 1 (left pole) to 5 (right pole).
SCALES = ("phase", "time", "staff", "money", "participation", "complexity")
STEPS = (1, 2, 3, 4, 5)
RATER_ROLES = ("resident", "professional", "administration", "politics")

# Sections of a text, in the order of the page.
SECTIONS = (
    "aim", "users", "target_group", "action_fields", "implementation", "steps", "roles", "material", "room",
    "outputs", "suited_for", "not_suited_for", "pitfalls", "accessibility", "verdict", "contacts", "funding",
    "advice",
)  # fmt: skip

# Texts: the key is language, or language and variant.
STANDARD = "standard"
PLAIN = "plain"
VARIANTS = (STANDARD, PLAIN)

# Addresses of the catalogue itself, which no method may take.
RESERVED_CODES = frozenset(
    [
        "meine-stimmen",
        "meldungen",
        "kommentare",
        "finden",
        "vergleich",
        "neu",
        "einlesen",
        "export",
        "entwuerfe",
        "links",
        "vorschlaege",
    ]
)
