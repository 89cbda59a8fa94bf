"""Short codes for public addresses."""

import re
import secrets
import unicodedata

# No 0/o, 1/l/i, u/v: a code can be read aloud on the phone.
ALPHABET = "23456789abcdefghjkmnpqrstwxyz"


def new_code(length: int = 8) -> str:
    """Return a random code of the given length (8 characters are about 38 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def code_for(title: str) -> str:
    """Return the code that a title suggests ("Bürger-Sofa" gives "buerger-sofa"), or "" when it has no such letters."""
    spelled = title.lower().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words)[:60].rstrip("-")
