"""Why two should talk, as sentences."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from quartier.quarters import labels
from quartier.quarters.pairs import Pair


def sentences(pair: Pair) -> list[str]:
    """Return the reasons for a pair, weightiest first, in the language of the page."""
    return [
        _words(pair, r.details) if r.code == "shared_words" else _SENTENCES[r.code](r.details) for r in pair.reasons
    ]


def _words(pair: Pair, details: Mapping[str, Any]) -> str:
    both = []
    for ours, theirs in details["words"]:
        one, other = _as_written(ours, pair.seek.text), _as_written(theirs, pair.offer.text)
        both.append(f"„{one}“" if ours == theirs else f"„{one}“ / „{other}“")
    return _("In beiden Texten kommt vor: %(words)s.") % {"words": ", ".join(both)}


def _as_written(word: str, text: str) -> str:
    """Return a word as it stands in a text, capitals included."""
    found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return found[0] if found else word


def _good(details: Mapping[str, Any]) -> str:
    return _("Bei beiden geht es um: %(good)s.") % {"good": labels.GOODS[details["good"]]}


def _field(details: Mapping[str, Any]) -> str:
    return _("Beide arbeiten am Thema %(fields)s.") % {"fields": _listed(labels.ACTION_FIELDS, details["fields"])}


def _language(details: Mapping[str, Any]) -> str:
    return _("Bei beiden spricht man %(languages)s.") % {"languages": _listed(labels.LANGUAGES, details["languages"])}


def _near(details: Mapping[str, Any]) -> str:
    return _("Sie sind etwa %(metres)s Meter voneinander entfernt.") % {"metres": details["metres"]}


def _listed(words: Mapping[str, Any], codes: list[str]) -> str:
    return get_text_list([str(words[code]) for code in codes], _("und"))


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "same_good": _good,
    "shared_field": _field,
    "shared_language": _language,
    "near": _near,
}
