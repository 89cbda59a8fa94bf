"""The style guide, and the pages of errors."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.ui.context import page


class ExampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=gettext_lazy("Ihr Name"), help_text=gettext_lazy("So, wie andere Sie nennen."))
    number = forms.IntegerField(label=gettext_lazy("Wie viele kommen?"), required=False, min_value=1)
    day = forms.DateField(
        label=gettext_lazy("An welchem Tag?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    text = forms.CharField(label=gettext_lazy("Was möchten Sie sagen?"), required=False, widget=forms.Textarea)
    choice = forms.ChoiceField(
        label=gettext_lazy("Wo?"), choices=[("a", gettext_lazy("drinnen")), ("b", gettext_lazy("draußen"))]
    )
    radio = forms.ChoiceField(
        label=gettext_lazy("Kommen Sie?"),
        choices=[("ja", gettext_lazy("ja")), ("nein", gettext_lazy("nein"))],
        widget=forms.RadioSelect,
        required=False,
    )
    several = forms.MultipleChoiceField(
        label=gettext_lazy("Was brauchen Sie?"),
        choices=[("a", gettext_lazy("Dolmetschen")), ("b", gettext_lazy("Kinderbetreuung"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    scale = forms.ChoiceField(
        label=gettext_lazy("Zeitaufwand"),
        choices=[
            (1, gettext_lazy("schnell")),
            (2, gettext_lazy("eher links")),
            (3, gettext_lazy("Mitte")),
            (4, gettext_lazy("eher rechts")),
            (5, gettext_lazy("lang")),
            ("", gettext_lazy("keine Angabe")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )


def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    context = {
        "empty_form": ExampleForm(prefix="leer"),
        "wrong_form": ExampleForm({"falsch-name": "", "falsch-number": "-1"}, prefix="falsch"),
        "page_obj": Paginator(range(90), 10).get_page(request.GET.get("seite", 4)),
        "tones": ["neutral", "info", "success", "warning", "danger"],
        "colours": ["paper", "card", "tint", "ink", "action", "brick", "ochre", "moss", "danger"],
        "codes": ["lindenhof", "nordstadt", "am-bach", "hafen"],
        "tab_entries": [(_("Start"), "#tabs"), (_("Treffen"), "#treffen"), (_("Beschlüsse"), "#beschluesse")],
        "steps": [_("Hochladen"), _("Prüfen"), _("Übernehmen")],
        "scales": [
            {"name": _("Noch nicht bewertet"), "distribution": [0, 0, 0, 0, 0]},
            {"name": _("Nur die Redaktion"), "distribution": [0, 0, 0, 0, 0], "estimate": 2},
            {"name": _("Wenige"), "distribution": [0, 1, 0, 1, 0], "median": 3.0, "low": 2, "high": 4, "estimate": 3},
            {"name": _("Viele"), "distribution": [1, 2, 4, 9, 3], "median": 4.0, "low": 3, "high": 4, "estimate": 4},
        ],
    }
    if request.GET.get("richtung") == "rtl":
        context["page"] = page(request)["page"] | {"direction": "rtl"}
    return render(request, "ui/style_guide.html", context)
