"""People who sign in."""

from quartier.accounts.models.user import User

__all__ = ["User"]
