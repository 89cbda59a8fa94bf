"""House rules that stand in lists, one form for one of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import TextField
from quartier.conferences.forms.amounts import EuroField, ShareField
from quartier.conferences.forms.asking import GONE, NamingForm, number, select, several
from quartier.conferences.forms.conferences import day


class NamedForm(forms.Form):
    """Something with a name: a kind of membership, a seat, a kind of decision."""

    name = TextField(label=_("Name"), max_length=200, error_messages={"required": _("Schreiben Sie einen Namen.")})
    code = forms.SlugField(max_length=60, required=False, widget=forms.HiddenInput)


class OfficeForm(NamingForm, NamedForm):
    """An office."""

    naming = {"memberships": "memberships"}
    rare = ("begins", "ends", "memberships", "no_politicians")
    rare_title = _("Mehr zu diesem Amt")

    least = number(_("Mindestens so viele Personen"), 100_000)
    most = number(_("Höchstens so viele Personen"), 100_000)
    months = number(_("Amtszeit in Monaten"), 1200, 1)
    begins = day(label=_("oder vom"), required=False)
    ends = day(label=_("bis zum"), required=False)
    memberships = several(_("Gewählt wird nur aus"))
    no_politicians = forms.BooleanField(label=_("Niemand mit politischem Mandat."), required=False)


class VoteForm(NamingForm):
    """One way to a vote."""

    naming = {"memberships": "memberships", "offices": "offices"}
    rare = ("presences", "months", "meetings", "lapse_months", "lapse_absences", "offices")
    rare_title = _("Wenn man mehrmals kommen oder gewählt sein muss")

    how = select(
        _("Abstimmen darf, wer"),
        [
            ("", _("Bitte wählen")),
            ("present", _("da ist")),
            ("presences", _("zum wiederholten Mal da ist")),
            ("seat", _("einen Sitz hat")),
            ("elected", _("in ein Amt gewählt ist")),
            ("member", _("dazugehört und da ist")),
        ],
        required=True,
        error_messages={"required": _("Wählen Sie, wodurch man eine Stimme hat.")},
    )
    minimum_age = number(_("und mindestens so alt ist (Jahre)"), 120)
    is_local = forms.BooleanField(label=_("und hier wohnt oder arbeitet"), required=False)
    memberships = several(_("und dazu gehört"))
    offices = several(_("in diese Ämter gewählt"))
    presences = number(_("beim wievielten Mal?"), 1000, 1)
    months = number(_("innerhalb von so vielen Monaten"), 1200, 1)
    meetings = number(_("oder unter den letzten so vielen Treffen"), 1000, 1)
    lapse_months = number(_("Erlischt nach so vielen Monaten ohne Kommen"), 1200, 1)
    lapse_absences = number(_("Erlischt nach so oft unentschuldigt fehlen"), 1000, 1)


class MajorityForm(NamingForm):
    """How some decisions are taken."""

    naming = {"kinds": "decisions", "electorate": "memberships"}
    rare = ("kinds", "electorate", "abstentions_block", "secret_on_request")
    rare_title = _("Nur für manches, nur von manchen, geheim")

    kinds = several(_("Gilt nur für"))
    how = select(
        _("Angenommen ist"),
        [
            ("", _("Bitte wählen")),
            ("simple", _("was mehr Ja als Nein bekommt")),
            ("absolute", _("was mehr als die Hälfte bekommt")),
            ("share", _("was einen Anteil bekommt")),
            ("consensus", _("wogegen niemand etwas einwendet")),
        ],
        required=True,
        error_messages={"required": _("Wählen Sie, wann etwas angenommen ist.")},
    )
    share = ShareField(label=_("Welcher Anteil?"))
    of = select(
        _("Hälfte oder Anteil wovon?"),
        [
            ("cast", _("der abgegebenen Stimmen")),
            ("present", _("der anwesenden Stimmberechtigten")),
            ("entitled", _("aller Stimmberechtigten")),
        ],
        initial="cast",
    )
    tie = select(
        _("Bei Stimmengleichheit"),
        [
            ("rejected", _("ist es abgelehnt")),
            ("chair", _("entscheidet der Vorsitz")),
            ("lot", _("entscheidet das Los")),
        ],
        initial="rejected",
    )
    electorate = several(_("Darüber stimmen nur ab"))
    abstentions_block = forms.BooleanField(label=_("Auch eine Enthaltung verhindert den Konsens."), required=False)
    secret_on_request = forms.BooleanField(label=_("Wer es verlangt, bekommt eine geheime Abstimmung."), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how") == "share" and data.get("share") is None and "share" not in self.errors:
            self.add_error("share", _("Schreiben Sie den Anteil."))
        return data


class QuotaForm(NamingForm):
    """How many of a membership have to be there."""

    naming = {"membership": "memberships"}
    membership = select(_("Davon aus"), [], required=True, error_messages=GONE)
    count = number(_("mindestens so viele"), 100_000)


class ConditionForm(NamingForm):
    """How many holders of an office have a membership."""

    naming = {"membership": "memberships", "office": "offices"}
    office = select(_("Im Amt"), [], required=True, error_messages=GONE)
    at_least = number(_("sind mindestens so viele"), 100_000, 1)
    membership = select(_("aus"), [], required=True, error_messages=GONE)


class BandForm(forms.Form):
    """Who decides on which amounts."""

    above = EuroField(label=_("Bei mehr als (Euro)"))
    up_to = EuroField(label=_("bis (Euro)"))
    decides = TextField(
        label=_("entscheidet"), max_length=200, error_messages={"required": _("Schreiben Sie, wer entscheidet.")}
    )
    recommends = TextField(label=_("nachdem jemand empfohlen hat"), max_length=200, required=False)


ROWS: dict[str, type[forms.Form]] = {
    "memberships": NamedForm,
    "seats": NamedForm,
    "decisions": NamedForm,
    "offices": OfficeForm,
    "votes": VoteForm,
    "quotas": QuotaForm,
    "majorities": MajorityForm,
    "conditions": ConditionForm,
    "competence": BandForm,
}
