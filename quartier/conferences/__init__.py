"""The body itself: a district conference with its concept, its mandates and its house rules."""
