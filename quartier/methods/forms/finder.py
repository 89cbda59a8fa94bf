"""What a group has and wants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.methods import labels
from quartier.methods.matching import Means


class FinderForm(forms.Form):
    """Seven voluntary questions; the words in the address are German."""

    menschen = forms.IntegerField(
        label=_("Wie viele Menschen sollen mitmachen?"),
        min_value=1,
        max_value=100_000,
        required=False,
        error_messages={"min_value": _("Nennen Sie mindestens eine Person, oder lassen Sie das Feld leer.")},
    )
    stunden = forms.IntegerField(
        label=_("Wie viele Stunden haben alle Helfenden zusammen?"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("Vorbereitung und Nachbereitung gehören dazu."),
    )
    euro = forms.IntegerField(
        label=_("Wie viel Geld haben Sie, in Euro?"), min_value=0, max_value=10_000_000, required=False
    )
    wochen = forms.IntegerField(
        label=_("In wie vielen Wochen soll es losgehen?"), min_value=0, max_value=520, required=False
    )
    ziele = forms.MultipleChoiceField(
        label=_("Was wollen Sie erreichen?"),
        choices=list(labels.AIMS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    streit = forms.BooleanField(label=_("Es gibt einen offenen Streit"), required=False)
    ort = forms.ChoiceField(
        label=_("Wo soll es stattfinden?"),
        choices=[
            ("", _("ist uns gleich")),
            ("on_site", labels.SETTINGS["on_site"]),
            ("online", labels.SETTINGS["online"]),
        ],
        required=False,
    )

    def means(self) -> Means:
        """Return the answers."""
        data = self.cleaned_data
        return Means(
            people=data["menschen"],
            hours=data["stunden"],
            money=data["euro"],
            weeks=data["wochen"],
            aims=tuple(data["ziele"]),
            conflict=data["streit"],
            setting=data["ort"],
        )
