"""How much one account may say, through pages and programs together, and how much paper one visitor gets."""

from django.http import HttpRequest

from quartier.accounts.models import User
from quartier.base import ratelimit

# Generous for people, tight for programs.
PER_MINUTE = 6
PER_DAY = 100
# An office may share one address; each of these costs as much as a hundred pages.
FILES_PER_MINUTE = 30


def count_voice(user: User) -> None:
    """Slow down somebody who writes faster than people do; raises TooManyError with the time to wait."""
    ratelimit.check("voices-minute", str(user.pk), PER_MINUTE, 60)
    ratelimit.check("voices-day", str(user.pk), PER_DAY, 24 * 60 * 60)


def count_file(request: HttpRequest) -> None:
    """Slow down a visitor who asks for one PDF or export after the other; raises TooManyError with the time to wait."""
    ratelimit.check("files-minute", ratelimit.visitor(request), FILES_PER_MINUTE, 60)
