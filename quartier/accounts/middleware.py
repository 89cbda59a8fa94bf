"""What a person gets is kept by no cache on the way."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from quartier.base.middleware import GetResponse


def keep_private(get_response: GetResponse) -> GetResponse:
    """Mark answers to somebody with a session or a key as private, and answers that start a session."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        known = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
        if known or settings.SESSION_COOKIE_NAME in response.cookies:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware
