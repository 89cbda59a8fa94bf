"""Comparing a whole catalogue in a short-lived child process: 10,000 methods take 30 MB and most of a minute.

The parent writes JSON lines: first how many answers it wants and the parts of compounds, then one line per method.
The child answers with one line per method, as soon as it has read them all.
"""

import json
import os
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, cast

from quartier.methods.keywords import Keywords
from quartier.methods.related import Profile, relate

# One method: its key, its codes per field, and its German title and text (if any), from which the keywords come.
Row = tuple[int, Mapping[str, Sequence[str]], tuple[str, str] | None]
# What is alike, best first, each as [key, [[field, shared codes or words], ...]].
Answer = list[tuple[int, list[Any]]]


class ChildError(Exception):
    """The child has ended before it had answered."""


def relate_all(parts: Mapping[str, list[str]], rows: Iterable[Row], most: int) -> Generator[tuple[int, Answer]]:
    """Return what `related.relate` returns for these methods. Raises ChildError; ends the child when it is closed."""
    with subprocess.Popen(
        [sys.executable, "-m", "quartier.methods.related_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as child:
        try:
            _tell(cast(IO[str], child.stdin), (most, parts), rows)
            for line in cast(IO[str], child.stdout):
                key, answer = json.loads(line)
                yield key, [(other, reasons) for other, reasons in answer]
            if child.wait():
                raise ChildError(f"related_child ended with {child.returncode}")
        finally:
            child.kill()


def _tell(child: IO[str], head: tuple[int, Mapping[str, list[str]]], rows: Iterable[Row]) -> None:
    try:
        with child:
            child.write(json.dumps(head) + "\n")
            for row in rows:
                child.write(json.dumps(row) + "\n")
    except BrokenPipeError as error:
        raise ChildError("related_child ended while it was told the methods") from error


def main() -> None:
    """The child: people who read pages come first, so it asks for little of the processor."""
    os.nice(10)
    fields: dict[int, dict[str, Sequence[str]]] = {}
    alike: dict[tuple[str, ...], tuple[str, ...]] = {}  # methods share most of their sets of codes
    most, parts = json.loads(sys.stdin.readline())
    keywords = Keywords(parts)
    for line in sys.stdin:
        key, codes, text = json.loads(line)
        fields[key] = {
            sys.intern(name): alike.setdefault(tuple(values), tuple(values)) for name, values in codes.items()
        }
        if text:
            keywords.add(key, *text)
    for key, found in relate(_profiles(keywords, fields), most):
        sys.stdout.write(json.dumps([key, [[other.key, other.reasons] for other in found]]) + "\n")


def _profiles(keywords: Keywords, fields: dict[int, dict[str, Sequence[str]]]) -> Iterator[Profile]:
    """Return what is compared, those without a German text last; `fields` is used up."""
    for key, words in keywords.vectors():
        yield Profile(key, fields.pop(key), words)
    for key, codes in fields.items():
        yield Profile(key, codes, {})


if __name__ == "__main__":
    main()
