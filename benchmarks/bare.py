"""The bare view: the yardstick of all benchmarks.

The same server, database, middleware and base template as the product, and 50 plain rows in a loop.
"""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from quartier.config.urls import handler400, handler403, handler404, handler500
from quartier.config.urls import urlpatterns as product
from quartier.methods.models import MethodText

__all__ = ["bare", "handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ROWS = 50
_TEMPLATE = """{% extends "ui/page.html" %}{% block title %}Kahl{% endblock %}{% block content %}<h1>Kahl</h1>
<ul>{% for title, summary in rows %}<li><h2>{{ title }}</h2><p>{{ summary }}</p></li>{% endfor %}</ul>{% endblock %}"""
_template = None


def bare(request: HttpRequest) -> HttpResponse:
    """Show 50 rows, and nothing else."""
    global _template
    _template = _template or engines["django"].from_string(_TEMPLATE)
    rows = MethodText.objects.order_by("id").values_list("title", "summary")[:ROWS]
    return HttpResponse(_template.render({"rows": list(rows)}, request))


urlpatterns = [path("kahl/", bare), *product]
