"""What else belongs to a quarter: apps above this one say what its page links to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from quartier.quarters.models import Quarter


@dataclass(frozen=True)
class Link:
    """A page that belongs to a quarter; `is_office` puts it among the links of the coordinators."""

    title: str
    address: str
    text: str = ""
    is_office: bool = False


Source = Callable[[Quarter, Any], Iterable[Link]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Add a source of links: (quarter, visitor) -> what the visitor may see."""
    _SOURCES.append(source)


def links_of(quarter: Quarter, visitor: Any) -> list[Link]:
    """Return what belongs to a quarter, for this visitor."""
    return [link for source in _SOURCES for link in source(quarter, visitor)]
