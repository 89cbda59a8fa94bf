"""A method on paper and for other programs: PDF, poster, QR code, feed."""

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.methods import vocabulary as v
from quartier.methods.limits import count_file
from quartier.methods.models import Method, MethodText
from quartier.methods.models.assessment import Raters, summaries
from quartier.methods.printing import method_sheet, poster_sheet
from quartier.ui import pdf

log = logging.getLogger(__name__)
NEWEST = 30  # methods in the feed
PRINT = settings.PACKAGE / "ui" / "print"


def method_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Return a method as tagged PDF; `?schrift=gross` in large type, `?fassung=einfach` in plain language."""
    method = get_object_or_404(Method.objects.visible_to(request.user).prefetch_related("texts"), code=code)
    plain = method.text(variant=v.PLAIN) if request.GET.get("fassung") == "einfach" else None
    text = plain or method.text() or method.texts.all()[0]
    sheet = method_sheet(method, text, summaries(Raters(method.pk)), large=request.GET.get("schrift") == "gross")
    return pdf_answer(request, "method.typ", sheet, method.code, instead=method.get_absolute_url())


def method_poster(request: HttpRequest, code: str) -> HttpResponse:
    """Return a sheet for the notice board, with room to write when and where."""
    method = get_object_or_404(Method.objects.visible_to(request.user).prefetch_related("texts"), code=code)
    text = method.text() or method.texts.all()[0]
    plain = method.text(text.language, v.PLAIN)
    is_same_language = plain is not None and plain.language == text.language
    sheet = poster_sheet(method, text, plain.summary if plain and is_same_language else text.summary)
    return pdf_answer(request, "poster.typ", sheet, f"{method.code}-aushang", instead=method.get_absolute_url())


def pdf_answer(request: HttpRequest, template: str, sheet: dict[str, Any], name: str, *, instead: str) -> HttpResponse:
    """Return a PDF; when typst refuses, a page that names the address to print `instead`. So many per visitor."""
    count_file(request)
    try:
        content = pdf.render(PRINT / template, sheet)
    except pdf.PdfError:
        log.exception("PDF %s of %s", template, name)
        return render(request, "methods/no_pdf.html", {"instead": instead}, status=503)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def method_qr(request: HttpRequest, code: str) -> HttpResponse:
    """Return the QR code of a method's address as a picture."""
    method = get_object_or_404(Method.objects.visible_to(request.user), code=code)
    answer = HttpResponse(pdf.qr_svg(settings.BASE_URL + method.get_absolute_url()), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'inline; filename="{method.code}-qr.svg"'
    return answer


class MethodFeed(Feed):  # type: ignore[type-arg]
    """The newest and the lately changed methods. Addresses are whole, so that no request can bend them."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Neue und geänderte Methoden")

    def link(self) -> str:
        return settings.BASE_URL + reverse("methods")

    def feed_url(self) -> str:
        return settings.BASE_URL + reverse("methods_feed")

    def items(self) -> list[MethodText]:
        """Return one text per published method, in the reader's language where there is one."""
        language = (get_language() or "de")[:2]
        texts = MethodText.objects.filter(
            language__in={language, "de"}, variant=v.STANDARD, method__state=Method.State.PUBLISHED
        )
        chosen: dict[int, MethodText] = {}
        for text in texts.select_related("method").order_by("-method__updated_at", "method_id")[: 2 * NEWEST]:
            if text.language == language or text.method_id not in chosen:
                chosen[text.method_id] = text
        return list(chosen.values())[:NEWEST]

    def item_title(self, item: MethodText) -> str:
        return item.title

    def item_description(self, item: MethodText) -> str:
        return item.summary

    def item_link(self, item: MethodText) -> str:
        return settings.BASE_URL + item.method.get_absolute_url()

    def item_updateddate(self, item: MethodText) -> dt.datetime:
        return item.method.updated_at

    def item_pubdate(self, item: MethodText) -> dt.datetime:
        return item.method.created_at
