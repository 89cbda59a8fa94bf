"""Phone numbers as people write them in Germany: readable, with country code, an extension kept."""

import re

_SPLIT = re.compile(r"[;,|\n]|\b(?:oder|und|bzw|or|and)\b\.?|\bu\.(?=\s)|(?=\bfax\b)", re.IGNORECASE)
_SECOND = re.compile(r"(?<=\d)\s*/\s*(?=(?:0|\+)[\d\s/()\-]{6})")
_NUMBER = re.compile(r"(?:\+\s*|\(\s*)?\d[\d\s()/.\-–]*\d")
_LABELS = re.compile(r"\b(telefon|tel|fon|phone|mobil|mobile|handy|festnetz|nr)\b[.:]*", re.IGNORECASE)
_MOBILE = re.compile(r"1(5\d|6\d|7\d)")
# Area codes of two and three digits, after the zero. All others have four or five, and only their place tells which.
_AREA = re.compile(
    r"[3468][09]|20[1-9]|21[24]|2[2-9]1|22[18]|234|33[15]|34[0135]|35[15]|36[15]|37[15]|38[15]|39[15]|4[2-9]1"
    r"|5[1-9]1|6[1235-8]1|7[1-9]1|8[2-7]1|906|9[1-9]1|211"
)
_MOST_READINGS = 4
_LOCAL = range(4, 9)  # digits of a number without area code


def find(text: str) -> tuple[list[str], bool, bool]:
    """Return the numbers of a cell, whether all of its text was understood, and whether a number is incomplete.

    An incomplete number has no area code, or had lost its leading zero in a spreadsheet.
    """
    numbers, understood, incomplete = [], True, False
    for part in (piece for half in _SPLIT.split(text) for piece in _SECOND.split(half)):
        fax = re.search(r"\bfax\b", part, re.IGNORECASE)
        readings = [] if fax else [(found[0], *_settled(found[0])) for found in _NUMBER.finditer(part)]
        said, number, whole = max(readings, key=lambda reading: len(reading[1]), default=("", "", True))
        rest = _LABELS.sub("", part.replace(said, "", 1) if number else part)
        understood = understood and not re.search(r"\w", rest)
        incomplete = incomplete or not whole
        if number and number not in numbers:
            numbers.append(number)
    return numbers, understood, incomplete


def _settled(text: str) -> tuple[str, bool]:
    """Return a number formatted until formatting it again changes nothing: odd ones only then read the same twice."""
    number, whole = _format(text)
    for _time in range(_MOST_READINGS):
        again = _format(number)[0]
        if again == number:
            return number, whole
        number = again
    return "", True


def _format(text: str) -> tuple[str, bool]:
    """Return a number as "+49 201 2199-25", or "" when it is none, and whether it was complete."""
    text = re.sub(r"\(\s*0\s*\)", " ", text.replace("–", "-")).strip()
    digits = re.sub(r"\D", "", text)
    if not 4 <= len(digits) <= 15:
        return "", True
    if text.startswith("+") or digits.startswith("00"):
        return _international(text, digits.removeprefix("00")), True
    if digits.startswith("0"):
        return _german(re.sub(r"^\D*0", "", text)), True
    if len(digits) in (10, 11) and _MOBILE.match(digits):
        return _german(text), False
    if len(digits) in _LOCAL:
        return re.sub(r"\s*-\s*", "-", re.sub(r"[^\d\-]+", " ", text)).strip(" -"), False
    if digits.startswith("49") and len(digits) >= 11:
        return _german(digits[2:]), True
    return "", True


def _international(text: str, digits: str) -> str:
    if not digits.startswith("49"):
        groups = re.sub(r"\D+", " ", text).strip().lstrip("0 ")
        return f"+{groups}" if len(groups.replace(" ", "")) >= 4 else ""
    return _german(re.sub(r"^\D*(00)?\D*4\D*9\D*0?", "", text))


def _german(text: str) -> str:
    """Return a number that begins with its area code, without the zero."""
    digits = re.sub(r"\D", "", text)
    if mobile := _MOBILE.match(digits):
        return f"+49 {mobile[0]} {digits[mobile.end() :]}"
    groups = re.findall(r"(-?)[^\d\-]*(\d+)", text)
    if not groups:  # a country code alone
        return ""
    code = _AREA.match(digits)
    area = code[0] if code else groups[0][1] if len(groups) > 1 and 2 <= len(groups[0][1]) <= 5 else ""
    rest = digits[len(area) :]
    extension = groups[-1][1] if groups[-1][0] and len(groups[-1][1]) <= 4 else ""
    if extension and len(rest) > len(extension):
        rest = f"{rest[: -len(extension)]}-{extension}"
    return " ".join(filter(None, ("+49", area, rest)))
