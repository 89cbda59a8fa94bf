"""House rules as questions: one form for the rules that stand once, rows for those that stand in lists."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import TextField
from quartier.base.rows import Rows, Summary, posted, raw_rows, typed
from quartier.conferences.forms.amounts import EuroField, ShareField
from quartier.conferences.forms.asking import UNRULED, Names, NamingForm, lines, number, radio, select, several
from quartier.conferences.forms.conferences import day
from quartier.conferences.forms.statutes_rows import ROWS
from quartier.conferences.forms.statutes_values import coded, join, split
from quartier.conferences.governance.statutes import Statutes


class RulesForm(NamingForm):
    """The rules that stand once."""

    naming = {"without_vote": "memberships"}

    base = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    votes_or_opinion = radio(
        _("Wird bei Ihnen abgestimmt?"),
        [("votes", _("Ja, wir stimmen ab")), ("opinion", _("Nein, es gibt nur ein Meinungsbild"))],
        initial="votes",
    )
    without_vote = several(_("Wer hat nie eine Stimme?"))
    one_vote = radio(
        _("Für wen zählt eine Stimme?"),
        [
            UNRULED,
            ("person", _("für jede Person")),
            ("household", _("für jeden Haushalt")),
            ("institution", _("für jede Einrichtung")),
        ],
    )
    substitutes = forms.BooleanField(
        label=_("Ist jemand mit einem Sitz nicht da, stimmt die Vertretung ab."), required=False
    )

    quorum_how = radio(
        _("Wann sind Sie beschlussfähig?"),
        [
            UNRULED,
            ("none", _("immer, es braucht keine Mindestzahl")),
            ("invitation", _("wenn richtig eingeladen wurde")),
            ("count", _("wenn eine Zahl von Stimmberechtigten da ist")),
            ("share", _("wenn ein Anteil da ist")),
        ],
    )
    quorum_count = number(_("Wie viele müssen da sein?"), 100_000, help_text=_("Wenn Sie eine Zahl gewählt haben."))
    quorum_share = ShareField(
        label=_("Welcher Anteil muss da sein?"),
        help_text=_("Wenn Sie einen Anteil gewählt haben, zum Beispiel 1/3 oder 50 %."),
    )
    quorum_of = select(
        _("Anteil wovon?"), [("entitled", _("aller Stimmberechtigten")), ("seats", _("der Sitze"))], initial="entitled"
    )
    quorum_counted = select(
        _("Wann wird gezählt?"), [("vote", _("bei der Abstimmung")), ("start", _("zu Beginn"))], initial="vote"
    )
    bias = several(
        _("Wer stimmt bei einem Antrag nicht mit?"),
        [
            ("applicant", _("wer ihn stellt")),
            ("relative", _("wessen Angehörige ihn stellen")),
            ("institution", _("wessen Einrichtung ihn stellt")),
            ("benefit", _("wer einen Vorteil davon hat")),
        ],
    )
    bias_may_speak = forms.BooleanField(label=_("Mitreden dürfen diese Personen trotzdem."), required=False)

    notice_days = number(
        _("Wie viele Tage vorher wird eingeladen?"), 3660, help_text=_("Leer heißt: steht nicht in den Regeln.")
    )
    notice_enclosed = lines(_("Was liegt der Einladung bei?"))
    publicity_how = radio(_("Sind die Treffen öffentlich?"), [UNRULED, ("public", _("ja")), ("closed", _("nein"))])
    guests = select(
        _("Was dürfen Gäste?"),
        [("speak", _("zuhören und mitreden")), ("listen", _("zuhören")), ("none", _("es gibt keine Gäste"))],
        initial="speak",
    )
    minutes_public = forms.BooleanField(label=_("Das Protokoll ist öffentlich."), required=False, initial=True)
    minutes_to = lines(_("An wen geht das Protokoll?"))
    per_year = number(
        _("Wie oft treffen Sie sich im Jahr mindestens?"), 366, 1, help_text=_("Leer heißt: steht nicht in den Regeln.")
    )

    fund_is_there = forms.BooleanField(label=_("Es gibt Geld für Projekte (Verfügungsfonds)."), required=False)
    fund_per_year = EuroField(label=_("Wie viel Euro gibt es im Jahr?"))
    own_share = ShareField(
        label=_("Welchen Anteil trägt, wer Geld bekommt, selbst?"), help_text=_("Zum Beispiel 10 %.")
    )
    hour_cents = EuroField(label=_("Wie viel Euro zählt dabei eine ehrenamtliche Stunde?"))
    applicants = several(
        _("Wer kann Geld beantragen?"),
        [
            ("person", _("Einzelne")),
            ("initiative", _("Initiativen")),
            ("legal_person", _("Vereine und andere juristische Personen")),
        ],
    )
    with_partner = forms.BooleanField(
        label=_("Andere können mit einem Partner beantragen, der dazugehört."), required=False
    )
    applicants_may_vote = forms.BooleanField(label=_("Wer beantragt, darf mit abstimmen."), required=False)
    proof_months = number(
        _("Bis wie viele Monate nach dem Ende wird abgerechnet?"),
        120,
        1,
        help_text=_("Leer heißt: steht nicht in den Regeln."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("quorum_how") == "count" and data.get("quorum_count") is None and "quorum_count" not in self.errors:
            self.add_error("quorum_count", _("Schreiben Sie, wie viele da sein müssen."))
        if data.get("quorum_how") == "share" and data.get("quorum_share") is None and "quorum_share" not in self.errors:
            self.add_error("quorum_share", _("Schreiben Sie den Anteil."))
        if data.get("applicants") == [] and (data.get("with_partner") or data.get("applicants_may_vote")):
            self.add_error("applicants", _("Wählen Sie, wer Geld beantragen kann."))
        return data


# Paragraph -> its questions in the order of the text: fields of RulesForm, and lists of ROWS.
PARTS: dict[str, tuple[str, ...]] = {
    "belonging": ("memberships", "seats"),
    "voting": ("votes_or_opinion", "votes", "without_vote", "one_vote", "substitutes"),
    "deciding": (
        "quorum_how",
        "quorum_count",
        "quorum_share",
        "quorum_of",
        "quorum_counted",
        "quotas",
        "decisions",
        "majorities",
        "bias",
        "bias_may_speak",
    ),
    "meeting": (
        "notice_days",
        "notice_enclosed",
        "publicity_how",
        "guests",
        "minutes_public",
        "minutes_to",
        "per_year",
    ),
    "offices": ("offices", "conditions"),
    "competence": ("competence",),
    "fund": (
        "fund_is_there",
        "fund_per_year",
        "own_share",
        "hour_cents",
        "applicants",
        "with_partner",
        "applicants_may_vote",
        "proof_months",
    ),
}


class StatutesForms:
    """All forms of one set of house rules. A button that adds, moves or takes away a row keeps what was typed."""

    def __init__(self, rules: Statutes, base: int, data: QueryDict | None) -> None:
        single, lists = split(rules)
        of, _sign, command = str(data.get("zeilen", "")).partition(":") if data is not None else ("", "", "")
        self.pressed = of if command else ""
        named = {
            kind: coded(raw_rows(kind, ROWS[kind], data) if data is not None else lists[kind])
            for kind in ("memberships", "offices", "decisions")
        }
        names = Names(**{kind: tuple((row["code"], row["name"]) for row in rows) for kind, rows in named.items()})
        if data is not None and self.pressed:
            kept = {key: typed(field, data, key) for key, field in RulesForm.base_fields.items()}
            self.single = RulesForm(initial=kept, names=names)
        else:
            self.single = RulesForm(data, initial=single | {"base": base}, names=names)
        self.rows: dict[str, Rows] = {}
        for kind, form_class in ROWS.items():
            kwargs = {"names": names} if issubclass(form_class, NamingForm) else {}
            if data is not None:
                self.rows[kind] = posted(kind, form_class, data, kwargs)[0]
            else:
                self.rows[kind] = Rows(kind, form_class, initial=lists[kind], form_kwargs=kwargs)

    @property
    def is_bound(self) -> bool:
        return self.single.is_bound

    def is_valid(self) -> bool:
        """Validate everything, so that every mistake shows at once."""
        return all([self.single.is_valid(), *[rows.is_valid() for rows in self.rows.values()]])

    def open_again(self, base: int) -> None:
        """Let what was typed be saved over the newest state, after whoever typed it has been told."""
        typed_again = cast(QueryDict, self.single.data).copy()
        typed_again["base"] = str(base)
        self.single.data = typed_again

    def everything(self) -> Summary:
        """Return all forms as one, for the list of mistakes."""
        return Summary([self.single, *[form for rows in self.rows.values() for form in rows.forms]])

    def statutes(self, name: str) -> Statutes:
        """Return the rules that were typed. Raises ValidationError."""
        return join(name, self.single.cleaned_data, {kind: rows.cleaned() for kind, rows in self.rows.items()})


class AdoptForm(forms.Form):
    """From when rules hold, and who decided them."""

    holds_from = day(label=_("Ab wann gelten diese Regeln?"))
    decided = TextField(
        label=_("Wer hat sie beschlossen?"),
        help_text=_("Zum Beispiel: Versammlung am 3. März, einstimmig. Es steht unter den Regeln."),
        max_length=200,
        required=False,
    )
