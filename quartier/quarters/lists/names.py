"""Names of persons: salutation, title, first and last name with its particles."""

import re

_SALUTATION = re.compile(r"^(frau|herrn|herr|hr\.|fr\.|familie|fam\.|mrs?\.?|ms\.?)\s+", re.IGNORECASE)
_TITLE = re.compile(
    r"^((?:prof\.?|professorin|professor|dr\.?|dipl\.\s?-?\s?\w+\.?|mag\.|med\.|phil\.|ing\.)\s*)+\s", re.IGNORECASE
)
_PARTICLES = re.compile(
    "von|vom|van|de|der|den|dem|zu|zum|zur|da|di|del|della|dos|das|du|la|le|el|al|bin|ibn|ben|ter|ten|af|av",
    re.IGNORECASE,
)


def without_salutation(text: str) -> str:
    """Return the name without "Frau" or "Herr" in front."""
    return _SALUTATION.sub("", text)


def in_order(text: str) -> str:
    """Return "Heide, Anna von der" as "Anna von der Heide"; other texts as they are."""
    last, comma, first = (part.strip() for part in text.partition(","))
    if comma and last and first and "," not in first and len(last.split()) <= 3 and len(first.split()) <= 4:
        return f"{first} {last}"
    return text


def split_title(name: str) -> tuple[str, str]:
    """Return the titles in front of a name, and the name."""
    found = _TITLE.match(f"{name} ")
    title = found[0].strip() if found else ""
    return title, name[len(title) :].strip()


def split(name: str) -> tuple[str, str, str]:
    """Return title, first name and last name. A single word is a last name."""
    title, rest = split_title(name)
    words = rest.split()
    if not words:
        return "", "", name
    start = next(
        (at for at, word in enumerate(words) if at and _PARTICLES.fullmatch(word) and at < len(words) - 1),
        len(words) - 1,
    )
    return title, " ".join(words[:start]), " ".join(words[start:])
