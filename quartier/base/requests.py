"""Middleware around everything: one log line and one count per request, and a number to ask about."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from quartier.base import metrics
from quartier.base.logs import request_id

log = logging.getLogger("quartier.request")
HEADER = "X-Request-ID"
_GOOD_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def observe(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Log and count each request by the name of its route: addresses can hold tokens and what people search for."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        number = given if _GOOD_ID.fullmatch(given) else uuid.uuid4().hex[:16]
        token = request_id.set(number)
        began = time.perf_counter()
        try:
            response = get_response(request)
            response[HEADER] = number
            _note(request, response.status_code, time.perf_counter() - began)
        finally:
            request_id.reset(token)
        return response

    return middleware


def _note(request: HttpRequest, status: int, seconds: float) -> None:
    route = request.resolver_match.view_name if request.resolver_match else "unknown"
    method = request.method if request.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} else "OTHER"
    metrics.REQUESTS.labels(method, route, status).inc()
    metrics.SECONDS.labels(route).observe(seconds)
    # Only when the view has asked who it is: a log line is no reason for a query.
    user = getattr(request.__dict__.get("_cached_user"), "code", "")
    line = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1), "user": user}
    log.info("request", extra=line)
