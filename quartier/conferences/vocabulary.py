"""The closed lists of a conference."""

DRAFT, PUBLISHED, ENDED = "draft", "published", "ended"
STATES = (DRAFT, PUBLISHED, ENDED)
FOUNDERS = ("residents", "actors", "city")
# The parts of a concept, in the order in which it is read.
SECTIONS = ("occasion", "goals", "area", "people", "working", "resources", "city", "funding")
ROLES = (
    "spokesperson", "chair", "facilitator", "minute_taker", "treasurer", "delegate", "substitute", "seat",
)  # fmt: skip
WAYS = ("elected", "delegated", "appointed")
# How many usually hold a role at one time. More is told, never refused: the house rules of a conference decide.
USUAL_SIZES = {"spokesperson": 2, "chair": 2, "treasurer": 1}
# House rules: one version is written, those that were adopted are never changed.
STATUTES_DRAFT, ADOPTED = "draft", "adopted"
STATUTES_STATES = (STATUTES_DRAFT, ADOPTED)
# House rules to begin with, from the simplest to the one with most rules; `presets/` holds them.
PRESETS = ("exchange-platform", "open-assembly", "consensus-circle", "council-with-seats", "fund-board")
