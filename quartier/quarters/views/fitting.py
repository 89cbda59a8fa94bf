"""Who should talk: pairs that fit, proposing them to each other, and what both sides have decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.quarters import consents
from quartier.quarters import vocabulary as v
from quartier.quarters.actions import introductions as actions
from quartier.quarters.directory import directory
from quartier.quarters.fitting import pairs_of
from quartier.quarters.forms.network import DecisionForm
from quartier.quarters.models import Actor, ContactPerson, Introduction, Quarter, Tie
from quartier.quarters.models.network import Decision
from quartier.quarters.pairs import Pair
from quartier.quarters.reasons import sentences
from quartier.quarters.roles import PERSON_LINK, audience_of, links_of
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.quarters.views.network import own_actors

MOST_SHOWN = 60  # pairs on one page: whoever has talked to so many does not need a second one


@within("quarters.see_members")
def fitting_page(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show pairs that could talk, with the reasons, and the introductions that concern the visitor."""
    found = pairs_of(quarter)[:MOST_SHOWN]
    names = {entry.face.code: entry.face.name for entry in directory(quarter, v.MEMBERS).entries.values()}
    coordinates = audience_of(request.visitor, quarter.pk) == v.COORDINATORS
    own = {actor.code for actor in own_actors(request, quarter)}
    start = reverse("propose_introduction", args=[quarter.code])
    pairs = []
    for pair in found:
        seeker, offerer = names.get(pair.seek.actor), names.get(pair.offer.actor)
        if seeker and offerer:  # somebody may have left in this very moment
            may_propose = coordinates or pair.seek.actor in own or pair.offer.actor in own
            address = f"{start}?{_query(pair)}" if may_propose else ""
            reasons = sentences(pair)
            pairs.append((seeker, pair.seek.text, offerer, pair.offer.text, reasons, address))
    introductions = Introduction.objects.visible_to(request.visitor).filter(quarter=quarter)
    context = {
        "quarter": quarter,
        "pairs": pairs,
        "introductions": introductions.select_related("quarter", "offer_side", "seek_side"),
        "crumbs": crumbs(quarter)[:2],
    }
    return render(request, "quarters/fitting.html", context)


def _query(pair: Pair) -> str:
    return f"sucht={int(pair.seek.key)}&bietet={int(pair.offer.key)}"


@within("quarters.see_members")
def propose(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show whom a proposal would reach; only pressing the button sends anything."""
    wanted = f"sucht={request.GET.get('sucht')}&bietet={request.GET.get('bietet')}"
    pair = next((pair for pair in pairs_of(quarter) if _query(pair) == wanted), None)
    codes = [pair.seek.actor, pair.offer.actor] if pair else []
    actors = {actor.code: actor for actor in quarter.actors.filter(code__in=codes)}
    if pair is None or len(actors) < len(codes):
        messages.info(request, _("Dieses Paar steht nicht mehr auf der Liste."))
        return redirect("fitting", quarter.code)
    introduction = Introduction(
        quarter=quarter,
        offer_side=actors[pair.offer.actor],
        seek_side=actors[pair.seek.actor],
        offer_text=pair.offer.text,
        seek_text=pair.seek.text,
    )
    if not request.visitor.has_perm("quarters.propose_introduction", introduction):
        raise Http404
    if request.method == "POST":
        try:
            actions.propose(introduction, by=request.visitor)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("fitting", quarter.code)
        messages.success(request, _("Gesendet. Jetzt entscheiden beide Seiten, jede für sich."))
        return redirect(introduction)
    context = {
        "quarter": quarter,
        "introduction": introduction,
        "reasons": sentences(pair),
        "sides": [(actor, actions.asked_person(actor) is not None) for actor in introduction.sides[::-1]],
        "crumbs": fitting_crumbs(quarter),
    }
    return render(request, "quarters/introduction_new.html", context)


@within("quarters.see_members")
def introduction_page(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Show an introduction to those whom it concerns, and take a decision."""
    introduction = get_object_or_404(
        Introduction.objects.visible_to(request.visitor)
        .filter(quarter=quarter)
        .select_related("quarter", "offer_side", "seek_side"),
        code=code,
    )
    if request.method == "POST":
        return _decide(request, introduction)
    coordinates = request.visitor.has_perm("quarters.note_decision", introduction)
    own = _own_people(request, introduction)
    decided = {decision.actor_id: decision for decision in introduction.decisions.select_related("person")}
    is_made = introduction.state == Introduction.State.BOTH_AGREED
    sides = [_side(actor, decided.get(actor.pk), own, coordinates, is_made) for actor in introduction.sides[::-1]]
    context = {
        "quarter": quarter,
        "introduction": introduction,
        "sides": sides,
        "is_made": is_made,
        "coordinates": coordinates,
        "words": consents.EXCHANGE,
        "rights": consents.RIGHTS,
        "is_tied": _is_tied(introduction) if is_made else True,
        "crumbs": fitting_crumbs(quarter),
    }
    return render(request, "quarters/introduction.html", context)


def _own_people(request: QuarterRequest, introduction: Introduction) -> list[ContactPerson]:
    """Return the contact persons of the two sides that the visitor is, by personal link."""
    codes = [subject for purpose, subject in links_of(request.visitor) if purpose == PERSON_LINK]
    people = ContactPerson.objects.filter(code__in=codes, actor__in=introduction.sides) if codes else []
    return list(people)


def _side(
    actor: Actor, decision: Decision | None, own: list[ContactPerson], coordinates: bool, is_made: bool
) -> dict[str, Any]:
    """Return one side as the visitor sees it: the other side learns of a decision only when both have agreed."""
    mine = next((person for person in own if person.actor_id == actor.pk), None)
    agreed = decision if decision and (not decision.agrees or decision.person) else None
    return {
        "actor": actor,
        "mine": mine,
        "decision": agreed if coordinates or mine or is_made else None,
        "sees_decision": bool(coordinates or mine or is_made),
        "partner": decision.person if decision and is_made else None,
        "form": DecisionForm(people=actor.people.all(), prefix=actor.code) if coordinates else None,
    }


def _is_tied(introduction: Introduction) -> bool:
    return Tie.objects.filter(one__in=introduction.sides, other__in=introduction.sides).exists()


def _decide(request: QuarterRequest, introduction: Introduction) -> HttpResponse:
    """Take the visitor's own decision, or note the one that a coordinator has heard."""
    agrees = request.POST.get("antwort") == "ja"
    mine = [person for person in _own_people(request, introduction) if person.code == request.POST.get("ich")]
    side = next((actor for actor in introduction.sides if actor.code == request.POST.get("seite")), None)
    try:
        if mine:
            actions.decide(introduction, mine[0], agrees, by=request.visitor)
        elif side is not None and request.visitor.has_perm("quarters.note_decision", introduction):
            form = DecisionForm(request.POST, people=side.people.all(), prefix=side.code)
            if not form.is_valid():
                raise ValidationError(_("Wählen Sie, wer entschieden hat und wie Sie es erfahren haben."))
            person = side.people.get(code=form.cleaned_data["person"])
            actions.note_decision(introduction, person, agrees, form.cleaned_data["channel"], by=request.visitor)
        else:
            raise Http404
        messages.success(request, _("Danke. Notiert."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(introduction)


def fitting_crumbs(quarter: Quarter) -> list[tuple[str, str]]:
    """Return the way back to the pairs of a quarter."""
    return [*crumbs(quarter)[:2], (_("Wer zusammenpasst"), reverse("fitting", args=[quarter.code]))]
