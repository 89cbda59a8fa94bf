"""The writes of a conference."""
