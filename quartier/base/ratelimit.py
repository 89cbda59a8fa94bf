"""How often somebody may do something: fixed windows in the shared cache."""

import ipaddress
import math
import time
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

USUAL_WAIT = 5 * 60  # seconds, where a library counts and does not say


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
    cache.touch(name, seconds)  # counting has given it the cache's usual time, which may be shorter than the window
    if used > limit:
        raise TooManyError(math.ceil((window + 1) * seconds - now))


def visitor(request: HttpRequest) -> str:
    """Return whom to count where nobody has to sign in: the address, of IPv6 the network that one line gets."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        is_long = ipaddress.ip_address(address).version == 6
    except ValueError:
        return address
    return str(ipaddress.ip_network((address, 64), strict=False)) if is_long else address


class TooManyMiddleware:
    """Turns TooManyError into a page with status 429 that says how long to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer in place of the view."""
        return too_many(request, exception) if isinstance(exception, TooManyError) else None


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say how long to wait, and keep what was typed in a form that can be sent again."""
    seconds = exception.wait_seconds if isinstance(exception, TooManyError) else USUAL_WAIT
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if value and name != "csrfmiddlewaretoken" and "password" not in name
    ]
    context = {"seconds": seconds, "minutes": math.ceil(seconds / 60), "typed": typed}
    answer = render(request, "429.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer
