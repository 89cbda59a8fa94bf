"""How often somebody may do something: fixed windows in the shared cache."""

import math
import time
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render


class TooManyError(Exception):
    """Somebody has done something too often. `wait_seconds` says when they may again."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"wait {wait_seconds} s")
        self.wait_seconds = wait_seconds


def check(scope: str, key: str, limit: int, seconds: int) -> None:
    """Count one use of the scope by the key; raise TooManyError beyond `limit` uses in a window of `seconds`."""
    now = time.time()
    window = int(now // seconds)
    name = f"limit:{scope}:{window}:{key}"
    cache.add(name, 0, timeout=seconds)
    try:
        used = cache.incr(name)
    except ValueError:  # the window ended between the two calls
        return
    if used > limit:
        raise TooManyError(math.ceil((window + 1) * seconds - now))


class TooManyMiddleware:
    """Turns TooManyError into a page with status 429 that says how long to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer in place of the view."""
        if not isinstance(exception, TooManyError):
            return None
        minutes = math.ceil(exception.wait_seconds / 60)
        answer = render(request, "429.html", {"seconds": exception.wait_seconds, "minutes": minutes}, status=429)
        answer["Retry-After"] = str(exception.wait_seconds)
        return answer
