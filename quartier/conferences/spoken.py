"""Amounts, shares, counts and lists as people say them, in the language of the page."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

_SHARES = {
    Fraction(1, 2): _lazy("die Hälfte"),
    Fraction(2, 3): _lazy("zwei Drittel"),
    Fraction(3, 4): _lazy("drei Viertel"),
    Fraction(1, 3): _lazy("ein Drittel"),
    Fraction(1, 4): _lazy("ein Viertel"),
}


def money(cents: int) -> str:
    """Return cents as euros, without ",00"."""
    decimals = 2 if cents % 100 else 0
    return _("%(euros)s Euro") % {"euros": number_format(Decimal(cents) / 100, decimals, force_grouping=True)}


def share(value: Fraction) -> str:
    """Return a share as a word, or in percent where that is a whole number."""
    if value in _SHARES:
        return str(_SHARES[value])
    percent = value * 100
    return _("%(percent)s Prozent") % {"percent": percent.numerator} if percent.denominator == 1 else str(value)


def count(number: int) -> str:
    """Return a small number as a word, as it stands after "von"."""
    known = _("einem zwei drei vier fünf sechs sieben acht neun zehn elf zwölf").split()
    return known[number - 1] if 1 <= number <= len(known) else str(number)


def nth(number: int) -> str:
    """Return a small ordinal number as a word."""
    known = _("erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte").split()
    return known[number - 1] if 1 <= number <= len(known) else _("%(number)s.") % {"number": number}


def days(number: int) -> str:
    """Return a number of days."""
    return ngettext("%(count)s Tag", "%(count)s Tage", number) % {"count": number}


def months(number: int) -> str:
    """Return a number of months, as years where they are whole."""
    if number % 12 == 0:
        return ngettext("%(count)s Jahr", "%(count)s Jahre", number // 12) % {"count": number // 12}
    return ngettext("%(count)s Monat", "%(count)s Monate", number) % {"count": number}


def any_of(words: Iterable[object]) -> str:
    """Return several things as "a, b oder c"."""
    return str(get_text_list([str(word) for word in words], _("oder")))


def all_of(words: Iterable[object]) -> str:
    """Return several things as "a, b und c"."""
    return str(get_text_list([str(word) for word in words], _("und")))


def span(within_months: int | None, meetings: int | None) -> str:
    """Return within what presences have to lie, or ""."""
    parts = []
    if within_months is not None:
        text = ngettext("innerhalb von %(count)s Monat", "innerhalb von %(count)s Monaten", within_months)
        parts.append(text % {"count": count(within_months)})
    if meetings is not None:
        parts.append(_("unter den letzten %(count)s Treffen") % {"count": meetings})
    return " ".join(parts)
