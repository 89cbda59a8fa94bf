"""Answering with a picture. The view that does it has asked whether the person may see it."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from quartier.files.models import Picture

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


def answer(picture: Picture, request: HttpRequest, *, small: bool = False, is_public: bool = False) -> HttpResponse:
    """Return the bytes under their exact media type; 304 when the browser has them. Public ones may be cached."""
    media_type = picture.small_media_type if small else picture.media_type
    etag = quote_etag(f"{picture.sha256}-small" if small else picture.sha256)
    response = HttpResponse(content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    response["Content-Disposition"] = f'inline; filename="{picture.code}.{_ENDINGS[media_type]}"'
    known = get_conditional_response(request, etag=etag, response=response)
    if known is not None and known is not response:
        return known
    try:
        with default_storage.open(picture.small_key if small else picture.key) as stream:
            response.content = stream.read()
    except FileNotFoundError:
        raise Http404 from None
    return response
