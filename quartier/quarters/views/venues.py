"""The rooms of a quarter."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.quarters import labels
from quartier.quarters import vocabulary as v
from quartier.quarters.actions import venues as actions
from quartier.quarters.faces import face
from quartier.quarters.forms.venues import VenueForm, WishForm
from quartier.quarters.models import Quarter, Venue
from quartier.quarters.roles import audience_of
from quartier.quarters.rooms import Fit, fit
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.actors import fetch as fetch_actor
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status


def fetch(request: QuarterRequest, quarter: Quarter, code: str) -> Venue:
    """Return a room of the quarter that the visitor may change; 404 for everything else."""
    venue = get_object_or_404(_visible(request, quarter), code=code)
    if not request.visitor.has_perm("quarters.edit_venue", venue):
        raise Http404
    return venue


@within()
def venue_list(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show the rooms, and with a wish which of them fit, fit in part, or are not known enough."""
    form = WishForm(request.GET)
    wish = form.wish()
    venues = list(_visible(request, quarter).filter(actor__archived_on=None).prefetch_related("photos"))
    fits = [(venue, fit(wish, venue.seats, venue.access, venue.equipment)) for venue in venues]
    groups = [
        (v.YES, _("Diese Räume passen") if wish else ""),
        (v.PARTLY, _("Diese passen zum Teil")),
        (v.UNKNOWN, _("Nicht bekannt")),
    ]
    context = {
        "quarter": quarter,
        "form": form,
        "is_wish": bool(wish),
        "total": len(venues),
        "found": [
            (answer, words, found)
            for answer, words in groups
            if (found := [_card(venue, how) for venue, how in fits if how.answer == answer])
        ],
        "photos": first_photos(venues),
        "unfit": sum(how.answer == v.NO for _venue, how in fits),
        "may_add": request.visitor.has_perm("quarters.add_actor", quarter),
        "crumbs": crumbs(quarter)[:2],
    }
    return render(request, "quarters/venues.html", context)


@within()
def venue_page(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Show a room; printed, it is a sheet for the wall or for whoever plans a meeting."""
    venue = get_object_or_404(_visible(request, quarter), code=code)
    audience = audience_of(request.visitor, quarter.pk)
    context = {
        "quarter": quarter,
        "venue": venue,
        "host": face(venue.actor, audience),
        "photos": venue.photos.select_related("picture"),
        "seats": [(labels.SEATINGS[seating], venue.seats[seating]) for seating in v.SEATINGS if seating in venue.seats],
        "access": _by_answer(venue),
        "equipment": [labels.EQUIPMENT[code] for code in v.EQUIPMENT if code in venue.equipment],
        "is_member": audience != v.PUBLIC,
        "may_edit": request.visitor.has_perm("quarters.edit_venue", venue),
        "crumbs": way_to(quarter),
    }
    return render(request, "quarters/venue.html", context)


@within("quarters.see_members")
def add(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Add a room to an actor."""
    actor = fetch_actor(request, quarter, code, "quarters.edit_venue")
    form = VenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        venue = actions.add_venue(actor, form.values(), by=request.visitor)
        messages.success(request, _("%(venue)s ist eingetragen.") % {"venue": venue.name})
        return redirect(venue)
    context = {"quarter": quarter, "actor": actor, "form": form, "crumbs": crumbs(quarter, actor)}
    context |= {"back": actor.get_absolute_url()}
    return render(request, "quarters/venue_edit.html", context, status=status(form))


@within("quarters.see_members")
def edit(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Change a room."""
    venue = fetch(request, quarter, code)
    form = VenueForm(request.POST or None, venue=venue)
    if request.method == "POST" and form.is_valid():
        actions.change_venue(venue, form.values(), by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect(venue)
    context = {
        "quarter": quarter,
        "actor": venue.actor,
        "venue": venue,
        "form": form,
        "crumbs": way_to(quarter, venue),
    }
    context |= {"back": venue.get_absolute_url()}
    return render(request, "quarters/venue_edit.html", context, status=status(form))


@within("quarters.see_members")
@require_POST
def remove(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Delete a room."""
    venue = fetch(request, quarter, code)
    actions.remove_venue(venue, by=request.visitor)
    messages.success(request, _("Der Raum ist gelöscht."))
    return redirect("venues", quarter.code)


def cards_of(venues: Iterable[Venue]) -> list[tuple[str, str, str, str, str]]:
    """Return rooms for the page of their actor, as the tag `cards` wants them."""
    return [_card(venue, Fit(v.YES)) for venue in venues]


def first_photos(venues: Iterable[Venue]) -> dict[str, tuple[str, str]]:
    """Return the first photo of each room that has one, as the tag `cards` wants them. Their photos are fetched."""
    found = {}
    for venue in venues:
        for photo in venue.photos.all()[:1]:
            address = reverse("venue_photo", args=[venue.quarter_code, venue.code, photo.code])
            found[venue.get_absolute_url()] = f"{address}?klein", photo.words
    return found


def _visible(request: QuarterRequest, quarter: Quarter) -> QuerySet[Venue]:
    found = Venue.objects.visible_to(request.visitor).filter(actor__quarter=quarter)
    return found.select_related("actor__quarter")


def _card(venue: Venue, how: Fit) -> tuple[str, str, str, str, str]:
    """Return (address, name, text, facts, state) of a room."""
    seats = [f"{venue.seats[seating]} {labels.SEATINGS[seating]}" for seating in v.SEATINGS if seating in venue.seats]
    room = (
        _("Platz für %(seats)s") % {"seats": ", ".join(seats)}
        if seats
        else _("Wie viele hineinpassen, ist nicht bekannt")
    )
    step_free = venue.access.get("step_free", v.UNKNOWN)
    facts = f"{room} · {labels.ACCESS['step_free']}: {labels.ANSWERS[step_free]}"
    return venue.get_absolute_url(), venue.name, venue.actor.name, facts, _open_questions(how)


def _open_questions(how: Fit) -> str:
    """Say what about a room is not known."""
    if not how.unknown:
        return ""
    names: dict[str, dict[str, Any]] = {"access": labels.ACCESS, "equipment": labels.EQUIPMENT}
    asked = [str(names[part][code]) if part in names else _("Platz") for part, code in how.unknown]
    return _("nicht bekannt: %(what)s") % {"what": ", ".join(asked)}


def _by_answer(venue: Venue) -> list[tuple[str, Any, list[Any]]]:
    """Return (answer, its words, attributes), unknown ones last."""
    return [
        (
            answer,
            labels.ANSWERS[answer],
            [labels.ACCESS[code] for code in v.ACCESS if venue.access.get(code, v.UNKNOWN) == answer],
        )
        for answer in v.ANSWERS
    ]


def way_to(quarter: Quarter, venue: Venue | None = None) -> list[tuple[str, str]]:
    """Return the crumbs that lead to the rooms, or to one of them."""
    way = [*crumbs(quarter)[:2], (_("Räume"), reverse("venues", args=[quarter.code]))]
    return [*way, (venue.name, venue.get_absolute_url())] if venue else way
