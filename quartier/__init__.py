"""Quartier: a neighbourhood runs its Stadtteilkonferenz."""

__version__ = "0.1.0"
