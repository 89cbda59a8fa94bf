"""Texts as keys: equal for spellings that people mean alike, and patterns for texts that have lost letters."""

import re
import unicodedata

# Letters that Unicode does not take apart, and the German way to write umlauts without them.
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th"}
)
_LOST_MARK = "\ue000"  # stands for a lost letter in keys
_SEPARATORS = re.compile(f"[^0-9a-z\\w{_LOST_MARK}]+|_+")
_ASCII_SEPARATORS = {code: " " for code in range(128) if not chr(code).isalnum()}
_LEGAL_FORM = re.compile(r"(?<=\w) (e ?v|e ?g|g?gmbh|mbh|ug|gbr|kg|ag|ohg)$")
_TITLES = frozenset(("dr", "prof", "professor", "dipl", "ing", "mag", "med", "phil", "frau", "herr", "hr", "fr"))
_ABBREVIATED = {"st": "sankt", "str": "strasse", "u": "und"}

# A question mark or replacement character where a letter was. At the end of a word it is one only in names.
_LOST = re.compile(r"\ufffd|\?(?=\w)|(?<=\w)\?(?=\w)")
_LOST_IN_NAMES = re.compile(r"\ufffd|\?(?=\w)|(?<=\w)\?")
# UTF-8 that was read as Windows-1252: "Ã¼", "â€™", "Å‚".
_MOJIBAKE = re.compile("[ÃÂÄÅâĂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€¼]")


def fold(text: str) -> str:
    """Return the text in small letters without accents and signs: "Żeromski-Platz" is "zeromski platz"."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_SEPARATORS).split())
    text = text.casefold().translate(_SPELLED)
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _SEPARATORS.sub(" ", text).strip()


def organisation_key(name: str) -> str:
    """Return what makes an organisation's name the same: without legal form, with abbreviations written out."""
    key = fold(name)
    while shorter := _LEGAL_FORM.sub("", key):
        if shorter == key:
            break
        key = shorter
    return " ".join(_ABBREVIATED.get(word, word) for word in key.split())


def person_key(name: str) -> str:
    """Return what makes a person's name the same: without titles."""
    words = fold(name).split()
    return " ".join([word for word in words if word not in _TITLES] or words)


def street_key(street: str) -> str:
    """Return what makes a street the same: "Hauptstr.12 A" and "Hauptstraße 12a"."""
    key = re.sub(r"str(asse)?\b", "strasse", fold(street))
    return re.sub(r"(?<=[a-z])(?=\d)|\s+", "", key)


def phone_key(phone: str) -> str:
    """Return the digits of a phone number."""
    return re.sub(r"\D", "", phone)


def is_damaged(text: str, *, name: bool = False) -> bool:
    """Tell whether letters are lost or garbled. In a `name` a question mark after a letter is a lost one, too."""
    if text.isascii() and "?" not in text:
        return False
    return bool((_LOST_IN_NAMES if name else _LOST).search(text) or _MOJIBAKE.search(text))


def repaired(text: str) -> str:
    """Return the text with garbled letters put right, where that is certain; otherwise as it is."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def marked(text: str) -> str:
    """Return the text with a mark that survives folding for each lost letter."""
    return _LOST_IN_NAMES.sub(_LOST_MARK, text) if "?" in text or "\ufffd" in text else text


def name_key(name: str, *, individual: bool) -> str:
    """Return what makes the names of two individuals, or of two organisations, the same; lost letters are marked."""
    return person_key(marked(name)) if individual else organisation_key(marked(name))


def fits(key: str, other: str) -> bool:
    """Tell whether two keys are equal when each mark (`marked`) may stand for one or two letters."""
    if key == other:
        return True
    if _LOST_MARK in key and _matches(key, other):
        return True
    return _LOST_MARK in other and _matches(other, key)


def _matches(damaged: str, other: str) -> bool:
    if len(damaged.replace(_LOST_MARK, "")) < 3:  # too little is left to recognise anything
        return False
    pattern = "".join("[^ ]{1,2}" if char == _LOST_MARK else re.escape(char) for char in damaged)
    return re.fullmatch(pattern, other) is not None


def whole_words(key: str) -> list[str]:
    """Return the words of a key that have lost nothing."""
    return [word for word in key.split() if _LOST_MARK not in word]
