"""A method in the words of schema.org, for search engines and other programs."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from quartier.methods.models import Method, MethodText

# What could end the script element that carries the data.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_linked_data(method: Method, text: MethodText) -> SafeString:
    """Return the method as JSON-LD that is safe inside a script element: HowTo if its phases are known.

    Says nothing of the assessments: schema.org knows only one figure per thing, and the scales have none.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "HowTo" if text.phases else "CreativeWork",
        "name": text.title,
        "description": text.summary,
        "inLanguage": text.language,
        "url": settings.BASE_URL + method.get_absolute_url(),
        "datePublished": method.created_at.date().isoformat(),
        "dateModified": method.updated_at.date().isoformat(),
        "creditText": method.authors,
        "license": {"@type": "CreativeWork", "name": method.licence} if method.licence else None,
        **(_how_to(method, text) if text.phases else {}),
    }
    told = {name: value for name, value in data.items() if value}
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308  (escaped)


def _how_to(method: Method, text: MethodText) -> dict[str, Any]:
    cost = {"minValue": method.cost_eur_min, "maxValue": method.cost_eur_max}
    return {
        "totalTime": f"PT{method.event_minutes_max}M" if method.event_minutes_max else "",
        "estimatedCost": {"@type": "MonetaryAmount", "currency": "EUR", **cost} if method.cost_eur_max else None,
        "step": [
            {
                "@type": "HowToStep",
                "position": number,
                "name": phase["title"],
                "text": " ".join([*phase.get("activities", []), phase.get("output", "")]).strip() or phase["title"],
            }
            for number, phase in enumerate(text.phases, start=1)
        ],
    }
