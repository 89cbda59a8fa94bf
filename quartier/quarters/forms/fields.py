"""Form fields of a quarter."""

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField

_PHONE = re.compile(r"[\d +()/.\-–]{3,60}")


class LinesField(LongTextField):
    """Several values, one in a line; becomes a list."""

    def __init__(self, *args: Any, most: int = 5, **kwargs: Any) -> None:
        self.most = most
        super().__init__(*args, widget=forms.Textarea(attrs={"rows": 2, "class": "short"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        lines = [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(_("Das sind zu viele. Schreiben Sie die wichtigsten."))
        return list(dict.fromkeys(lines))


class MailsField(LinesField):
    """E-mail addresses, one in a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, help_text=_("Mehrere Adressen: jede in eine eigene Zeile."), **kwargs)

    def clean(self, value: Any) -> Any:
        lines = super().clean(value)
        for line in lines:
            try:
                validate_email(line)
            except forms.ValidationError:
                wrong = _("„%(text)s“ ist keine Adresse. So sieht eine aus: name@beispiel.de")
                raise forms.ValidationError(wrong, params={"text": line}) from None
        return lines


class PhonesField(LinesField):
    """Telephone numbers, one in a line."""

    def clean(self, value: Any) -> Any:
        lines = super().clean(value)
        for line in lines:
            if not _PHONE.fullmatch(line):
                wrong = _("„%(text)s“ ist keine Nummer. Schreiben Sie nur Ziffern und die Zeichen + ( ) / -")
                raise forms.ValidationError(wrong, params={"text": line})
        return lines


class WebField(TextField):
    """An address in the web, with or without https:// in front."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "").strip()
        if text and "://" not in text:
            text = f"https://{text}"
        if text:
            URLValidator(schemes=["http", "https"], message=_("So sieht eine Adresse aus: www.beispiel.de"))(text)
        return text


class PositionField(TextField):
    """A point on the map as "51.4012, 7.1893"; becomes (latitude, longitude) or None."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        wrong = forms.ValidationError(
            _("Schreiben Sie zwei Zahlen mit Komma dazwischen, zum Beispiel 51.4012, 7.1893.")
        )
        try:
            latitude, longitude = (float(part) for part in text.replace(";", ",").split(","))
        except ValueError:
            raise wrong from None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise wrong
        return round(latitude, 6), round(longitude, 6)
