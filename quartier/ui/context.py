"""What every page knows. Asks no database, so that pages of errors can use it too."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def page(request: HttpRequest) -> dict[str, Any]:
    """Return language, direction, area and the addresses of this page in every language."""
    path = request.path
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            path = path[len(code) + 1 :]
    query = request.META.get("QUERY_STRING", "")
    tail = f"?{query}" if query else ""
    return {
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        "page": {
            "direction": "rtl" if get_language_bidi() else "ltr",
            "area": path.split("/")[1] if path.count("/") > 1 else "",
            "canonical": settings.BASE_URL + request.path,
            "languages": [
                (code, name, (path if code == settings.LANGUAGE_CODE else f"/{code}{path}") + tail)
                for code, name in settings.LANGUAGES
            ],
        },
    }
