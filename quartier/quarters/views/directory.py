"""Who takes part: the directory of a quarter, and the page of one actor."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.base import ratelimit
from quartier.base.csv import csv_response
from quartier.base.questions import Facets, Question
from quartier.quarters import labels, maps
from quartier.quarters import vocabulary as v
from quartier.quarters.directory import Directory, Entry, directory, facets
from quartier.quarters.faces import face
from quartier.quarters.models import Actor, ContactPerson, Good, Quarter
from quartier.quarters.roles import audience_of
from quartier.quarters.views import venues
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs

PER_PAGE = 50
PER_MAP = 200
PROFILES_PER_MINUTE = 60  # of one visitor: people read fewer, harvesters more
VIEWS = {"ansicht": ("", "karte")}
OPENED = frozenset({"group"})


@within()
def directory_page(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show the actors that the address asks for; `?format=csv` as a table."""
    language = (get_language() or "de")[:2]
    known = facets(language)
    question = Question.of(request, known, kept=VIEWS)
    audience = audience_of(request.visitor, quarter.pk)
    shown = directory(quarter, audience)
    among, suggestion = None, ""
    if question.words:
        found, suggestion = shown.finder.find(question.words)
        among = shown.index.keys_to_bits(found)
    selected = shown.index.select(question.chosen, among)
    if request.GET.get("format") == "csv":
        return _csv(quarter, shown, shown.index.page(selected, 0, selected.bit_count()), audience)
    is_map = bool(question.kept.get("ansicht"))
    keys, context = question.one_page(shown.index, selected, PER_MAP if is_map else PER_PAGE)
    entries = [shown.entries[key] for key in keys]
    context |= {
        "quarter": quarter,
        "suggestion": suggestion,
        "map": shown.kept((language, *keys), partial(_map, quarter, entries)) if is_map and entries else "",
        "rows": [] if is_map else _cards(quarter, entries, known),
        "views": [(_("Liste"), question.address(ansicht="")), (_("Karte"), question.address(ansicht="karte"))],
        "view": question.address(ansicht="karte" if is_map else ""),
        "narrowing": question.narrowing(known, shown.index, among, OPENED),
        "removable": question.removable(known),
        "csv": question.address(format="csv"),
        "may_add": request.visitor.has_perm("quarters.add_actor", quarter),
        "crumbs": crumbs(quarter)[:2],
    }
    return render(request, "quarters/directory.html", context)


def _map(quarter: Quarter, entries: list[Entry]) -> SafeString:
    return render_to_string("quarters/_map.html", {"map": maps.draw(quarter, entries)})


def _cards(quarter: Quarter, entries: list[Entry], known: Facets) -> list[tuple[str, str, str, str, str]]:
    """Return (address, name, text, facts, state) of entries. Asks no database."""
    start = reverse("actors", args=[quarter.code])
    kinds, fields = known["kind"][2], known["action_fields"][2]
    archived = _("nicht mehr dabei")
    return [
        (
            f"{start}{entry.face.code}/",
            entry.face.name,
            entry.face.about[:200],
            " · ".join([kinds[entry.face.kind], *(fields[code] for code in entry.face.action_fields)]),
            archived if entry.is_archived else "",
        )
        for entry in entries
    ]


def _csv(quarter: Quarter, shown: Directory, keys: list[int], audience: str) -> HttpResponse:
    head = [_("Name"), _("Art"), _("Gruppe"), _("Themen"), _("Sprachen"), _("Straße"), _("Ort"), _("Telefon")]
    head += [_("E-Mail"), _("Internet"), _("Öffnungszeiten"), _("Dabei seit"), _("Ansprechpersonen"), _("Über")]
    rows = []
    for key in keys:
        entry = shown.entries[key]
        one = entry.face
        rows.append(
            [
                one.name,
                str(labels.KINDS[one.kind]),
                str(labels.GROUPS.get(one.group, "")),
                ", ".join(str(labels.ACTION_FIELDS[code]) for code in one.action_fields),
                ", ".join(str(labels.LANGUAGES[code]) for code in one.languages),
                one.street,
                one.place,
                ", ".join(one.phones),
                ", ".join(one.emails),
                one.web,
                one.opening_hours,
                one.since,
                ", ".join(entry.people),
                one.about,
            ]
        )
    return csv_response(f"{quarter.code}-{audience}.csv", head, rows)


@within()
def actor_page(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Show one actor as the visitor may see them."""
    if not request.visitor.is_authenticated:
        ratelimit.check("actor-pages", request.META.get("REMOTE_ADDR", ""), PROFILES_PER_MINUTE, 60)
    actors = Actor.objects.visible_to(request.visitor).filter(quarter=quarter)
    actor = get_object_or_404(actors.prefetch_related("goods", "activities", "venues__photos"), code=code)
    actor.quarter = quarter
    audience = audience_of(request.visitor, quarter.pk)
    shown = face(actor, audience)
    people = ContactPerson.objects.visible_to(request.visitor).filter(actor=actor).prefetch_related("consents")
    may_edit = request.visitor.has_perm("quarters.edit_actor", actor)
    context = {
        "quarter": quarter,
        "actor": actor,
        "face": shown,
        "kind": labels.KINDS[shown.kind],
        "group": labels.GROUPS.get(shown.group, ""),
        "fields": [labels.ACTION_FIELDS[code] for code in shown.action_fields],
        "languages": [labels.LANGUAGES[code] for code in shown.languages],
        "offers": _goods(actor, Good.Direction.OFFER),
        "seeks": _goods(actor, Good.Direction.SEEK),
        "people": [_person(person, audience) for person in people],
        "rooms": venues.cards_of(actor.venues.all()),
        "photos": venues.first_photos(actor.venues.all()),
        "sees_numbers": audience != v.PUBLIC,
        "may_edit": may_edit,
        "may_claim": not (may_edit or actor.is_person or actor.archived_on),
        "may_list": request.visitor.has_perm("quarters.list_actor", actor),
        "crumbs": crumbs(quarter),
    }
    answer = render(request, "quarters/actor.html", context)
    patch_cache_control(answer, private=True)  # kept in no shared cache, where nobody counts who reads them all
    return answer


def _goods(actor: Actor, direction: str) -> list[tuple[str, str, Any]]:
    goods = [good for good in actor.goods.all() if good.direction == direction]
    return [(str(labels.GOODS[good.kind]), good.text, good.until) for good in goods]


def _person(person: ContactPerson, audience: str) -> dict[str, Any]:
    """Return a contact person as an audience sees them: numbers and addresses never in public."""
    closer = audience != v.PUBLIC
    valid = {consent.purpose for consent in person.consents.all() if consent.withdrawn_at is None}
    return {
        "person": person,
        "emails": person.emails if closer else [],
        "phones": person.phones if closer else [],
        "language": labels.LANGUAGES.get(person.language, ""),
        "consents": [words for purpose, words in labels.CONSENTS.items() if purpose in valid],
    }
