"""Input of accounts."""
