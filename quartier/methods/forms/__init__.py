"""Input of the catalogue."""
