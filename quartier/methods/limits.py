"""How much one account may say, through pages and programs together."""

from quartier.accounts.models import User
from quartier.base import ratelimit

# Generous for people, tight for programs.
PER_MINUTE = 6
PER_DAY = 100


def count_voice(user: User) -> None:
    """Slow down somebody who writes faster than people do; raises TooManyError with the time to wait."""
    ratelimit.check("voices-minute", str(user.pk), PER_MINUTE, 60)
    ratelimit.check("voices-day", str(user.pk), PER_DAY, 24 * 60 * 60)
