"""The writes of the quarter."""
