"""The pages of a quarter."""
