"""Sources, links and projects of a method; and which methods are shown beside it."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quartier.base.codes import code_for
from quartier.base.fields import LongTextField, TextField
from quartier.base.rows import raw_rows
from quartier.methods import vocabulary as v
from quartier.methods.document import Document
from quartier.methods.forms.editing import PartForm
from quartier.methods.models import Method, MethodText

_LONGEST = 2000


class _AddressField(TextField):
    """An address on the web; "www.example.org" gets its https:// in front."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Adresse im Internet"),
            max_length=_LONGEST,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
        )

    def clean(self, value: Any) -> str:
        address = str(super().clean(value))
        if re.match(r"www\.[^\s/]", address):
            address = f"https://{address}"
        if address and not re.match(r"https?://[^\s/]", address):
            raise ValidationError(_("Eine Adresse beginnt mit https://, zum Beispiel https://www.beispiel.de."))
        return address


class ReferenceForm(forms.Form):
    """A source or a link."""

    title = TextField(
        label=_("Was ist dort zu finden?"),
        max_length=_LONGEST,
        error_messages={"required": _("Schreiben Sie, was dort zu finden ist.")},
    )
    url = _AddressField()


class ProjectForm(forms.Form):
    """Where the method has been used."""

    title = TextField(
        label=_("Wie heißt das Projekt?"),
        max_length=_LONGEST,
        error_messages={"required": _("Geben Sie dem Projekt einen Namen.")},
    )
    place = TextField(label=_("Wo war das?"), max_length=_LONGEST, required=False)
    url = _AddressField()
    note = LongTextField(
        label=_("Was ist daraus geworden?"),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ListsForm(PartForm):
    """Sources, links and projects as rows."""

    row_classes = {"projects": ProjectForm, "links": ReferenceForm, "sources": ReferenceForm}

    def read(self, document: Document) -> dict[str, Any]:
        """Return nothing: everything stands in rows."""
        return {}

    def read_rows(self, document: Document) -> dict[str, list[dict[str, Any]]]:
        """Return the rows as the document has them."""
        return {name: list(document.get(name, [])) for name in self.row_classes}

    def written_to(self, document: Document) -> Document:
        """Return the document with these rows."""
        return {**document, **{name: rows.cleaned() for name, rows in self.rows.items()}}


class RelatedForm(forms.Form):
    """One other method, by its title."""

    name = TextField(
        label=_("Methode"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "methoden", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, known: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_name(self) -> str:
        """Return the code of the method."""
        name = self.cleaned_data["name"]
        code = self.known.get(name) or self.known.get(code_for(name), "")
        if name and not code:
            message = _("„%(name)s“ steht nicht im Katalog. Schreiben Sie den Titel so, wie er dort steht.")
            raise ValidationError(message % {"name": name})
        return code


class RelationsForm(PartForm):
    """Which methods are always shown beside this one, and which never."""

    # The removed methods when the form was opened: what others changed meanwhile is kept.
    removed_then = forms.CharField(required=False, max_length=10_000, widget=forms.HiddenInput)
    row_classes = {"pinned": RelatedForm, "removed": RelatedForm}

    def __init__(self, data: Mapping[str, Any] | None = None, *, code: str, removed: list[str], **kwargs: Any) -> None:
        self.code = code
        self.removed_before = removed
        super().__init__(data, **kwargs)

    def read(self, document: Document) -> dict[str, Any]:
        """Return the codes of the removed methods; everything else stands in rows."""
        return {"removed_then": " ".join(self.removed_before)}

    def read_rows(self, document: Document) -> dict[str, list[dict[str, Any]]]:
        """Return the titles of both lists."""
        codes = {"pinned": document.get("related", []), "removed": self.removed_before}
        titles = _titles([*codes["pinned"], *codes["removed"]])
        return {name: [{"name": titles.get(code, code)} for code in found] for name, found in codes.items()}

    def row_kwargs(self, data: Mapping[str, Any] | None) -> dict[str, Any]:
        """Look up everything that was typed, in one query."""
        if data is None:
            return {"known": {}}
        names = [row["name"].strip() for each in self.row_classes for row in raw_rows(each, RelatedForm, data)]
        held = {*self.document.get("related", []), *self.removed_before}
        return {"known": {code: code for code in held} | _codes([name[:200] for name in names if name])}

    def is_valid(self) -> bool:
        """Refuse the method itself, and one that is on both lists."""
        if not super().is_valid():
            return False
        pinned, removed = self.chosen("pinned"), self.chosen("removed")
        if self.code in {*pinned, *removed}:
            self.add_error(None, _("Eine Methode passt nicht zu sich selbst. Nehmen Sie sie aus der Liste."))
        if set(pinned) & set(removed):
            self.add_error(None, _("Eine Methode steht in beiden Listen. Nehmen Sie sie aus einer davon."))
        return not self.errors

    def chosen(self, name: str) -> list[str]:
        """Return the codes of one list, each once."""
        return list(dict.fromkeys(row["name"] for row in self.rows[name].cleaned() if row["name"]))

    def removed(self) -> list[str]:
        """Return the codes that are to be removed, with those that others added or took back meanwhile."""
        then, wanted = set(self.cleaned_data["removed_then"].split()), set(self.chosen("removed"))
        return sorted((set(self.removed_before) | (wanted - then)) - (then - wanted))

    def written_to(self, document: Document) -> Document:
        """Return the document with the pinned methods; the removed ones are no part of it."""
        return {**document, "related": self.chosen("pinned")}


def _titles(codes: list[str]) -> dict[str, str]:
    texts = MethodText.objects.filter(method__code__in=codes, language="de", variant=v.STANDARD)
    return dict(texts.values_list("method__code", "title"))


def _codes(names: list[str]) -> dict[str, str]:
    """Return code by title and by code."""
    wanted = Q(texts__title__in=names) | Q(code__in=[code_for(name) for name in names])
    found = Method.objects.filter(wanted).values_list("code", "texts__title")
    return {name: code for code, title in found for name in (code, title)}
