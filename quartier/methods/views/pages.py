"""The list of methods and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from quartier.methods import labels
from quartier.methods.models import Method


def method_list(request: HttpRequest) -> HttpResponse:
    """Show all methods."""
    methods = Method.objects.visible_to(request.user).prefetch_related("texts").order_by("code")
    return render(request, "methods/list.html", {"methods": [(method, method.text()) for method in methods]})


def method_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one method."""
    method = get_object_or_404(Method.objects.visible_to(request.user), code=code)
    text = method.text()
    sections = [(key, labels.SECTIONS[key], text.sections.get(key, "")) for key in labels.SECTIONS] if text else []
    return render(request, "methods/page.html", {"method": method, "text": text, "sections": sections})
