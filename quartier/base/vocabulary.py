"""Closed lists that several apps share. Their words for people stand in `base/labels.py`."""

# What a neighbourhood works on; used by methods, actors, needs and measures alike.
ACTION_FIELDS = (
    "housing", "supply", "community", "having_say", "mobility", "health", "public_space",
    "environment", "culture_education", "economy", "safety",
)  # fmt: skip
