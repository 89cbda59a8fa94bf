"""What a person says about their own account."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.accounts.models import ApiToken
from quartier.base.fields import TextField


class AccountForm(forms.Form):
    """Name and language."""

    name = TextField(
        label=_("Ihr Name"),
        max_length=100,
        required=False,
        help_text=_("So steht er neben dem, was Sie schreiben. Ein Vorname genügt."),
    )
    language = forms.ChoiceField(label=_("Sprache Ihrer Mails"), choices=settings.LANGUAGES)


class TokenForm(forms.Form):
    """A new key for the API."""

    name = TextField(label=_("Wofür ist der Schlüssel?"), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=_("Was darf das Programm?"), choices=ApiToken.Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(label=_("Wie viele Tage soll er gelten?"), min_value=1, max_value=366, initial=90)


class EraseForm(forms.Form):
    """A word that nobody types by accident."""

    word = TextField(
        label=_("Tippen Sie das Wort LÖSCHEN"),
        max_length=20,
        help_text=_("So passiert es nicht aus Versehen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_word(self) -> str:
        """Compare the word, in any case, in the language of the page."""
        word = str(self.cleaned_data["word"]).strip().casefold()
        if word not in {"löschen", "loeschen", gettext("LÖSCHEN").casefold()}:
            raise forms.ValidationError(_("Tippen Sie genau das Wort LÖSCHEN, wenn Sie Ihr Konto löschen wollen."))
        return word
