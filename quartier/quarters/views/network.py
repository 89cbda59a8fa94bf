"""Who works with whom: the picture and the table of a quarter, and entering ties."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.quarters import labels, labels_network
from quartier.quarters import vocabulary as v
from quartier.quarters.actions import network as actions
from quartier.quarters.directory import Directory, Entry, directory
from quartier.quarters.drawn import Question, Slot, drawing
from quartier.quarters.forms.network import NewTieForm, TieForm
from quartier.quarters.models import Actor, Quarter, Tie
from quartier.quarters.network import Network, Node, in_field, outlined
from quartier.quarters.network import Tie as Line
from quartier.quarters.picture import Card, Words, rows
from quartier.quarters.roles import PERSON_LINK, audience_of, links_of
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status

MOST_NAMED = 3  # actors and ties of each kind of risk
AS_MEMBERS = "mitglieder"  # of `?sicht=`
NO_GROUP = "other"  # of actors whose group nobody has said


@within("quarters.see_members")
def network_page(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show the picture of the network with its table, of all or of one action field (`?thema=`).

    Coordinators may look at it as members see it (`?sicht=mitglieder`), to print it for everybody.
    """
    audience = audience_of(request.visitor, quarter.pk)
    coordinates = audience == v.COORDINATORS
    as_members = coordinates and request.GET.get("sicht") == AS_MEMBERS
    audience = v.MEMBERS if as_members else audience
    shown = directory(quarter, audience)
    entries = {entry.key: entry for entry in shown.entries.values() if not entry.is_archived}
    field = request.GET.get("thema", "")
    field = field if field in v.ACTION_FIELDS else ""
    stored = [tie for tie in quarter.ties.all() if tie.one_id in entries and tie.other_id in entries]
    nodes, lines = _input(entries, stored)
    if field:
        nodes, lines = in_field(nodes, lines, field)
    cards = {
        entry.face.code: Card(entry.face.name, reverse("actor", args=[quarter.code, entry.face.code]))
        for entry in entries.values()
    }
    outline = outlined(nodes, lines)
    sees_figures = not as_members and request.visitor.has_perm("quarters.see_figures", quarter)
    inside = {node.key for node in nodes}
    own = None if sees_figures else {actor.code for actor in own_actors(request, quarter)}
    picture, words, network = _picture(quarter, shown, audience, field, outline, cards)
    context = {
        "quarter": quarter,
        "picture": picture,
        "no_picture": words,
        "rows": [
            (row.href, row.name, labels.GROUPS.get(row.group, _("andere")), ", ".join(row.partners))
            for row in rows(network, cards)
            if row.partners
        ],
        "isolated": [cards[key] for key in network.isolated],
        "ties": _ties(stored, entries, inside, own),
        "fields": _fields(quarter, field, entries, as_members=as_members),
        "field": labels.ACTION_FIELDS.get(field, ""),
        "summary": _summary(network),
        "figures": _figures(network, cards) if sees_figures else None,
        "as_members": as_members,
        "other_view": _address(quarter, field, as_members=not as_members) if coordinates else "",
        "hides": coordinates and not as_members and bool(entries.keys() - directory(quarter, v.MEMBERS).entries.keys()),
        "may_tie": own is None or bool(own),
        "crumbs": crumbs(quarter)[:2],
    }
    return render(request, "quarters/network.html", context)


def own_actors(request: QuarterRequest, quarter: Quarter) -> list[Actor]:
    """Return the actors of the quarter of which the visitor is a contact person."""
    codes = [subject for purpose, subject in links_of(request.visitor) if purpose == PERSON_LINK]
    return list(quarter.actors.filter(archived_on=None, people__code__in=codes).distinct()) if codes else []


def _input(entries: dict[int, Entry], ties: list[Tie]) -> tuple[list[Node], list[Line]]:
    faces = {key: entry.face for key, entry in entries.items()}
    nodes = [Node(face.code, face.group or NO_GROUP, tuple(face.action_fields)) for face in faces.values()]
    lines = [Line(faces[t.one_id].code, faces[t.other_id].code, float(t.weight), tuple(t.kinds)) for t in ties]
    return nodes, lines


def _picture(
    quarter: Quarter, shown: Directory, audience: str, field: str, outline: Network, cards: dict[str, Card]
) -> tuple[str, str, Network]:
    """Return the picture, or why there is none, and the network with as many figures as are known."""
    if not outline.ties:
        return "", "", outline
    words = Words(
        title=_("Wer mit wem zusammenarbeitet in %(quarter)s") % {"quarter": quarter.name},
        desc=_summary(outline) + " " + _("Alles, was das Bild zeigt, steht auch in der Tabelle darunter."),
        isolated=_("Noch ohne Verbindung"),
        bridge=_("einzige Verbindung zwischen zwei Teilen"),
        groups={group: str(words) for group, words in labels.GROUPS.items()} | {NO_GROUP: _("andere")},
    )
    names = {node.key: cards[node.key] for node in outline.nodes}
    question = Question(outline.nodes, outline.ties, names, words, bridges=audience == v.COORDINATORS)
    try:
        drawn = drawing(Slot(quarter.pk, audience, field, get_language() or ""), shown.state, question)
    except TimeoutError:
        return "", _("Das Bild wird gerade gezeichnet. Laden Sie die Seite in ein paar Sekunden neu."), outline
    if drawn is None:
        return "", _("Das Bild lässt sich gerade nicht zeichnen. Die Tabelle sagt dasselbe."), outline
    return mark_safe(drawn.svg), "", drawn.network  # noqa: S308  (escaped by drawing.py)


def _summary(network: Network) -> str:
    number = len(network.nodes)
    actors = ngettext("%(number)s Akteur", "%(number)s Akteure", number) % {"number": number}
    number = len(network.ties)
    ties = ngettext("%(number)s Verbindung", "%(number)s Verbindungen", number) % {"number": number}
    return f"{actors}, {ties}."


def _address(quarter: Quarter, field: str, *, as_members: bool) -> str:
    asked = {"thema": field, "sicht": AS_MEMBERS if as_members else ""}
    query = urlencode({key: value for key, value in asked.items() if value})
    return reverse("network", args=[quarter.code]) + (f"?{query}" if query else "")


def _fields(
    quarter: Quarter, chosen: str, entries: dict[int, Entry], *, as_members: bool
) -> list[tuple[str, str, bool]]:
    """Return (words, address, chosen?) of the action fields in which somebody works, all of them first."""
    used = {field for entry in entries.values() for field in entry.face.action_fields}
    words = {"": _("Alle Themen")} | {f: str(labels.ACTION_FIELDS[f]) for f in v.ACTION_FIELDS if f in used}
    return [(said, _address(quarter, f, as_members=as_members), f == chosen) for f, said in words.items()]


def _ties(
    ties: list[Tie], entries: dict[int, Entry], inside: set[str], own: set[str] | None
) -> list[tuple[str, str, list[Any], str, Any, str]]:
    """Return (name, name, kinds in words, since, how often, code of the tie if the visitor may change it)."""
    found = []
    for tie in ties:
        one, other = entries[tie.one_id].face, entries[tie.other_id].face
        if {one.code, other.code} <= inside:
            may_edit = own is None or bool(own & {one.code, other.code})
            kinds = [labels_network.TIE_KINDS[kind] for kind in tie.kinds if kind in labels_network.TIE_KINDS]
            names = sorted((one.name, other.name))
            found.append((names[0], names[1], kinds, tie.since, tie.get_weight_display(), tie.code * may_edit))
    return sorted(found, key=lambda row: row[:2])


def _figures(network: Network, cards: dict[str, Card]) -> dict[str, Any]:
    """Return what hangs on single actors, for those who coordinate: the weightiest of each kind."""
    # That somebody hangs on their only tie is no news: it stands in the table.
    bridges = [bridge for bridge in network.bridges if bridge.cut_off > 1]
    return {
        "cuts": [(cards[cut.key], cut.cut_off) for cut in network.cuts[:MOST_NAMED]],
        "bridges": [(cards[b.one].name, cards[b.other].name, b.cut_off) for b in bridges[:MOST_NAMED]],
        "brokers": [(cards[b.key], round(100 * b.betweenness)) for b in network.brokers[:MOST_NAMED]],
        "density": round(100 * network.density),
        "groups": [
            (labels.GROUPS.get(group, _("andere")), mixing.external, mixing.external + mixing.internal)
            for group, mixing in network.mixing_by_group.items()
            if mixing.external + mixing.internal
        ],
    }


@within("quarters.see_members")
def add_tie(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Enter that two actors work together: coordinators for all, contact persons for their own actor."""
    audience = audience_of(request.visitor, quarter.pk)
    everybody = directory(quarter, audience).entries.values()
    others = [(entry.face.code, entry.face.name) for entry in everybody if not entry.is_archived]
    own = [(actor.code, actor.name) for actor in own_actors(request, quarter)]
    own = others if audience == v.COORDINATORS else own
    if not own:
        raise Http404
    wished = {"one": request.GET.get("wer", ""), "other": request.GET.get("mit", "")}
    form = NewTieForm(request.POST or None, own=own, others=others, initial=wished)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        ends = {actor.code: actor for actor in quarter.actors.filter(code__in=[values["one"], values["other"]])}
        one, other = ends[values.pop("one")], ends[values.pop("other")]
        one.quarter = other.quarter = quarter
        actions.add_tie(one, other, values, by=request.visitor)
        messages.success(request, _("Die Verbindung ist eingetragen."))
        return redirect("network", quarter.code)
    context = {"quarter": quarter, "form": form, "crumbs": network_crumbs(quarter)}
    return render(request, "quarters/tie_add.html", context, status=status(form))


def _fetch(request: QuarterRequest, quarter: Quarter, code: str) -> Tie:
    """Return a tie of the quarter that the visitor may change; 404 for everything else."""
    tie = get_object_or_404(quarter.ties.select_related("one", "other"), code=code)
    tie.quarter = tie.one.quarter = tie.other.quarter = quarter
    if not request.visitor.has_perm("quarters.edit_tie", tie):
        raise Http404
    return tie


@within("quarters.see_members")
def edit_tie(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Change in what two actors work together."""
    tie = _fetch(request, quarter, code)
    form = TieForm(request.POST or None, tie=tie)
    if request.method == "POST" and form.is_valid():
        actions.change_tie(tie, form.cleaned_data, by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect("network", quarter.code)
    context = {"quarter": quarter, "tie": tie, "form": form, "crumbs": network_crumbs(quarter)}
    return render(request, "quarters/tie_edit.html", context, status=status(form))


@within("quarters.see_members")
@require_POST
def remove_tie(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Take a tie away."""
    actions.remove_tie(_fetch(request, quarter, code), by=request.visitor)
    messages.success(request, _("Die Verbindung ist gelöscht."))
    return redirect("network", quarter.code)


def network_crumbs(quarter: Quarter) -> list[tuple[str, str]]:
    """Return the way back to the network of a quarter."""
    return [*crumbs(quarter)[:2], (_("Wer mit wem"), reverse("network", args=[quarter.code]))]
