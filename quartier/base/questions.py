"""Lists that are filtered in memory: what their address asks for, and what their page shows.

Values that do not exist are left out. Words of facets come resolved, since translating each of sixty words on every
page takes longer than counting all rows; `resolved` does it, and callers keep the answer per language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from quartier.base.facets import Index
from quartier.base.text import clean

MOST_WORDS = 200  # characters of a question
# facet -> (words above it, its codes in order, words of the codes); the parameter in the address has the facet's name
Facets = Mapping[str, tuple[Any, tuple[str, ...], Mapping[str, Any]]]
_NONE: Mapping[str, Sequence[str]] = {}


def resolved(facets: Facets) -> Facets:
    """Return the facets with their words in the active language."""
    return {
        facet: (str(name), codes, {code: str(said) for code, said in words.items()})
        for facet, (name, codes, words) in facets.items()
    }


@dataclass(frozen=True)
class Question:
    """One question; further parameters that a list keeps in its addresses stand in `kept`."""

    words: str
    chosen: dict[str, list[str]]
    order: str
    page: int
    kept: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        facets: Facets,
        orders: Sequence[str] = (),
        kept: Mapping[str, Sequence[str]] = _NONE,
    ) -> "Question":
        """Read the address; `kept` names further parameters with the values that they may have."""
        chosen = {
            facet: [code for code in codes if code in request.GET.getlist(facet)]
            for facet, (_name, codes, _words) in facets.items()
        }
        order, page = request.GET.get("sortierung", ""), request.GET.get("seite", "1")
        others = {name: request.GET.get(name, "") for name in kept}
        return cls(
            words=clean(request.GET.get("q", ""))[:MOST_WORDS].strip(),
            chosen={facet: codes for facet, codes in chosen.items() if codes},
            order=order if order in orders else "",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
            kept={name: value for name, value in others.items() if value in kept[name]},
        )

    def address(self, **changes: Any) -> str:
        """Return the query part of the same question with some parts changed, always from page one."""
        parts: dict[str, Any] = {"q": self.words, **self.chosen, "sortierung": self.order} | self.kept | changes
        return "?" + urlencode({key: value for key, value in parts.items() if value}, doseq=True)

    def toggled(self, facet: str, code: str) -> str:
        """Return the address with one value chosen, or not chosen any more."""
        now = self.chosen.get(facet, [])
        if not now:  # most of the values on a page; codes need no quoting
            head = self._plain
            return f"{head}{'&' if len(head) > 1 else ''}{facet}={code}"
        return self.address(**{facet: [c for c in now if c != code] if code in now else [*now, code]})

    @cached_property
    def _plain(self) -> str:
        return self.address()

    def narrowing(
        self, facets: Facets, index: Index, within: int | None, opened: frozenset[str]
    ) -> list[tuple[str, bool, list[tuple[str, int, bool, str]]]]:
        """Return (name, open?, values) of resolved facets, as the tag `facets` wants them; empty values are left out.

        `opened` names the facets that stand open from the start.
        """
        shown = []
        for facet, (name, codes, words) in facets.items():
            chosen = self.chosen.get(facet, [])
            counted = zip(codes, index.counts(facet, codes, self.chosen, within), strict=True)
            values = [
                (words[code], count, code in chosen, self.toggled(facet, code))
                for code, count in counted
                if count or code in chosen
            ]
            if values:
                shown.append((name, bool(chosen) or facet in opened, values))
        return shown

    def removable(self, facets: Facets) -> list[tuple[str, str]]:
        """Return what narrows the list, in words, each with the address without it."""
        removable = [(f"„{self.words}“", self.address(q=""))] if self.words else []
        for facet, codes in self.chosen.items():
            removable += [(facets[facet][2][code], self.toggled(facet, code)) for code in codes]
        return removable

    def one_page(self, index: Index, selected: int, length: int) -> tuple[list[int], dict[str, Any]]:
        """Return the keys on the page that is asked for, and what the template needs to lead on from there.

        That is `total` of the selected rows, `everything` in the list, this page's `number`, how many `pages` there
        are, and the addresses of the `previous` and the `next` one ("" for none).
        """
        total = selected.bit_count()
        pages = max(1, -(-total // length))
        number = min(max(self.page, 1), pages)
        shown = {
            "question": self,
            "total": total,
            "everything": len(index.rows),
            "number": number,
            "pages": pages,
            "previous": self.address(seite=number - 1) if number > 1 else "",
            "next": self.address(seite=number + 1) if number < pages else "",
        }
        return index.page(selected, (number - 1) * length, length, self.order), shown
