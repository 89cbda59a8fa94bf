"""Pages of a conference."""
