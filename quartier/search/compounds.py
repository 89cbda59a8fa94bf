"""Parts of German compounds: "Stadtteilspaziergang" is "Stadtteil" and "Spaziergang".

The dictionary takes 35 MB, packed; it lives in a short-lived child process.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable

SHORTEST = 4  # letters of a part
SHORTEST_COMPOUND = 9  # "Haushalt" has left house and hold behind; longer words seldom have
_LINKS = ("", "s", "n", "en", "es", "er")


def split(word: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the parts of a compound and their own parts, or nothing; `is_known` says what the dictionary holds.

    The longest known last part wins: in German it says what the thing is.
    """
    if len(word) < SHORTEST_COMPOUND:
        return []
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        last = word[cut:]
        if not is_known(last) and not is_known(last.capitalize()):
            continue
        for link in _LINKS:
            first = word[: cut - len(link)] if link and word[:cut].endswith(link) else (word[:cut] if not link else "")
            if len(first) >= SHORTEST and (is_known(first) or is_known(first.capitalize())):
                return [first, last, *split(first, is_known), *split(last, is_known)]
    return []


def split_all(words: Iterable[str], timeout: float = 120) -> dict[str, list[str]]:
    """Split many words in a child process; words that are no compounds are left out of the answer."""
    long_words = sorted({word for word in words if len(word) >= SHORTEST_COMPOUND and word.isalpha()})
    if not long_words:
        return {}
    done = subprocess.run(
        [sys.executable, "-m", "quartier.search.compounds"],
        input=json.dumps(long_words).encode(),
        capture_output=True,
        timeout=timeout,
        check=True,
    )
    parts: dict[str, list[str]] = json.loads(done.stdout)
    return parts


def main() -> None:
    """The child: read words as JSON, write their parts as JSON."""
    from simplemma import is_known

    words = json.load(sys.stdin)
    found = {
        word: parts for word in words if (parts := split(word, lambda part: is_known(part, "de", low_memory=True)))
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
