"""The map of a directory, in a wide and in a narrow drawing, with the list that stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.quarters import labels, mapping
from quartier.quarters import vocabulary as v
from quartier.quarters.behind import behind_of
from quartier.quarters.directory import Entry
from quartier.quarters.geometry import Boundary
from quartier.quarters.mapping import Pin, Row, Words
from quartier.quarters.models import Quarter
from quartier.quarters.outlines import outline_of
from quartier.quarters.plan import Plan

NARROW = 340.0  # units of the narrow drawing, about the pixels of a phone: so its letters can be read


@dataclass(frozen=True, slots=True)
class Map:
    """The drawings as SVG ("" where nothing has a point), the rows of the list, (name, address) of the rest.

    `credits` names whose work lies behind.
    """

    wide: SafeString
    narrow: SafeString
    rows: list[Row]
    without: list[tuple[str, str]]
    credits: tuple[str, ...] = ()


def draw(quarter: Quarter, entries: Sequence[Entry]) -> Map:
    """Draw the entries that have a position for their audience."""
    outline = outline_of(quarter.boundary)
    start = reverse("actors", args=[quarter.code])
    pins = [
        Pin(
            key=entry.face.code,
            name=entry.face.name,
            lat=entry.position[0],
            lon=entry.position[1],
            group=entry.face.group or v.OTHER,
            href=f"{start}{entry.face.code}/",
        )
        for entry in entries
        if entry.position
    ]
    without = [(entry.face.name, f"{start}{entry.face.code}/") for entry in entries if not entry.position]
    if not pins:
        return Map(SafeString(), SafeString(), [], without)
    words = _words(quarter, len(pins))
    behind = behind_of(quarter)
    drawings = [
        mapping.draw(outline, pins, words, code=code, plan=plan, sheets=behind.sheets(plan))
        for code, plan in (("karte", mapping.plan_of(outline, pins)), ("karte-schmal", _narrowed(outline, pins)))
        if plan
    ]
    wide, narrow = (mark_safe(svg) for svg in drawings)  # noqa: S308  (escaped by quarters/drawing.py)
    return Map(wide, narrow, mapping.rows(outline, pins), without, behind.credits)


def _words(quarter: Quarter, number: int) -> Words:
    said = ngettext(
        "%(number)s Akteur, nummeriert wie in der Liste.", "%(number)s Akteure, nummeriert wie in der Liste.", number
    )
    groups = {code: str(words) for code, words in labels.GROUPS.items()} | {v.OTHER: _("ohne Gruppe")}
    return Words(_("Karte von %(quarter)s") % {"quarter": quarter.name}, said % {"number": number}, groups)


def _narrowed(outline: Boundary | None, pins: Sequence[Pin]) -> Plan | None:
    """Return the plan of the wide drawing, made as narrow as a phone."""
    plan = mapping.plan_of(outline, pins)
    if plan is None:
        return None
    share = NARROW / plan.width
    height = plan.height * share
    return Plan(NARROW, height, plan.lat, plan.lon, plan.factor * share, complex(NARROW / 2, height / 2))
