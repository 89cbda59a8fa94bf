"""Who is missing: the kinds of actors that a quarter of its sort usually has, who was asked, and what they said."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.quarters import gaps, labels, labels_network, shares
from quartier.quarters.actions import approaches as actions
from quartier.quarters.forms.network import AnswerForm, ApproachForm, SortForm
from quartier.quarters.models import Approach, Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status

# Residents of a quarter that has not said how many it has: as if it were large enough for every kind.
MANY = 1_000_000


@within("quarters.see_gaps")
def missing_page(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show who is missing, and write down that somebody was asked."""
    form = ApproachForm(request.POST or None, initial={"kind": request.GET.get("art", "")})
    if request.method == "POST" and form.is_valid():
        actions.ask_somebody(quarter, **form.cleaned_data, by=request.visitor)
        messages.success(request, _("Notiert. Die Antwort können Sie später dazuschreiben."))
        return redirect("missing", quarter.code)
    kinds = list(quarter.actors.filter(archived_on=None).values_list("kind", flat=True))
    present = [gaps.Contact(kind, gaps.PRESENT) for kind in kinds]
    approaches = list(Approach.objects.visible_to(request.visitor).filter(quarter=quarter).select_related("asked_by"))
    balances = gaps.balances(present)
    context = {
        "quarter": quarter,
        "form": form,
        "sort_form": SortForm(initial={"sort": quarter.sort, "residents": quarter.residents}),
        "missing": _missing(quarter, [*present, *_contacts(approaches, set(kinds))], approaches),
        "balances": [(labels.GROUPS[b.group], b.present, b.share * 100, b.balanced * 100, b.missing) for b in balances],
        "picture": _picture(balances),
        "fewest": gaps.FEWEST,
        "number": len(kinds),
        "answers": Approach.Answer.choices,
        "crumbs": crumbs(quarter)[:2],
    }
    return render(request, "quarters/missing.html", context, status=status(form))


def _contacts(approaches: list[Approach], present: set[str]) -> list[gaps.Contact]:
    """Return what was asked; who has joined counts only while no actor of the kind has been entered."""
    found = []
    for approach in approaches:
        if approach.answer == Approach.Answer.DECLINED:
            found.append(gaps.Contact(approach.kind, gaps.DECLINED, approach.answered_on))
        elif approach.answer == Approach.Answer.OPEN:
            found.append(gaps.Contact(approach.kind, gaps.ASKED, approach.asked_on))
        elif approach.kind not in present:
            found.append(gaps.Contact(approach.kind, gaps.PRESENT, approach.answered_on))
    return found


def _missing(quarter: Quarter, contacts: list[gaps.Contact], approaches: list[Approach]) -> list[dict[str, Any]]:
    """Return the kinds that are missing, the most usual first, each in a sentence, with who was asked."""
    asked: dict[str, list[Approach]] = defaultdict(list)
    for approach in approaches:
        asked[approach.kind].append(approach)
    residents = MANY if quarter.residents is None else quarter.residents
    start = reverse("missing", args=[quarter.code])
    entered = {contact.kind for contact in contacts if contact.state == gaps.PRESENT and contact.on is None}
    return [
        {
            "name": labels.KINDS[gap.kind],
            "usual": _("Schon zugesagt") if gap.state == gaps.PRESENT else labels_network.WEIGHTS[gap.weight],
            "sentence": _sentence(gap) if gap.state in (gaps.NEVER_ASKED, gaps.PRESENT) else "",
            "approaches": asked[gap.kind],
            "ask": f"{start}?art={gap.kind}#anfragen" if gap.state != gaps.PRESENT else "",
        }
        for gap in gaps.gaps(quarter.sort, residents, contacts)
        if gap.kind not in entered
    ]


def _sentence(gap: gaps.Gap) -> str:
    """Say how it stands where nobody was asked, or where everything is said but the entry."""
    joined = _("Macht mit, steht aber noch nicht im Verzeichnis.")
    return joined if gap.state == gaps.PRESENT else _("Noch nicht angefragt.")


def _picture(balances: list[gaps.Balance]) -> SafeString:
    if not balances:
        return SafeString("")
    names = {group: str(words) for group, words in labels.GROUPS.items()}
    desc = _("Balken: Anteil der Gruppe. Strich: Anteil an einem ausgewogenen Tisch. Die Tabelle sagt dasselbe.")
    title = _("Wer am Tisch sitzt")
    return mark_safe(shares.draw(balances, names, title, desc))  # noqa: S308  (escaped by drawing.py)


@within("quarters.edit_quarter")
@require_POST
def choose_sort(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Say what the quarter looks like and how many people live there."""
    form = SortForm(request.POST)
    if form.is_valid():
        actions.choose_sort(quarter, form.cleaned_data["sort"], form.cleaned_data["residents"], by=request.visitor)
        messages.success(request, _("Gespeichert. Die Liste passt jetzt dazu."))
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect("missing", quarter.code)


@within("quarters.see_gaps")
@require_POST
def note_answer(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Write down what somebody answered."""
    approach = get_object_or_404(Approach.objects.visible_to(request.visitor).filter(quarter=quarter), code=code)
    form = AnswerForm(request.POST)
    if form.is_valid():
        actions.note_answer(approach, form.cleaned_data["answer"], by=request.visitor)
        messages.success(request, _("Die Antwort ist notiert."))
    return HttpResponseRedirect(f"{reverse('missing', args=[quarter.code])}#a-{approach.code}")
