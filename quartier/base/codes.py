"""Short codes for public addresses."""

import secrets

# No 0/o, 1/l/i, u/v: a code can be read aloud on the phone.
ALPHABET = "23456789abcdefghjkmnpqrstwxyz"


def new_code(length: int = 8) -> str:
    """Return a random code of the given length (8 characters are about 38 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
