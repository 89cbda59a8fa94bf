"""What every page knows."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def page(request: HttpRequest) -> dict[str, Any]:
    """Return language, direction and the address of this page for the base template."""
    return {
        "LANGUAGE_CODE": get_language() or "de",
        "page": {"direction": "rtl" if get_language_bidi() else "ltr", "path": request.path},
    }
