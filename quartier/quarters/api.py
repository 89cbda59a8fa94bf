"""Public quarters and their directories for programs. Needs no key, and shows what a stranger sees."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from quartier.accounts.api import without_key
from quartier.base import ratelimit
from quartier.base.text import clean
from quartier.quarters import vocabulary as v
from quartier.quarters.directory import Entry, directory
from quartier.quarters.models import Good, Quarter
from quartier.ui.api import PROBLEMS

router = Router(tags=["quarters"], auth=without_key)
PER_PAGE = 50
PAGES_PER_MINUTE = 30  # of one address


class QuarterOut(Schema):
    """A quarter; the boundary as rings of [longitude, latitude]."""

    code: str
    name: str
    municipality: str
    description: str
    languages: list[str]
    boundary: list[list[tuple[float, float]]] | None
    url: str


class QuarterList(Schema):
    """All public quarters."""

    quarters: list[QuarterOut]


class GoodOut(Schema):
    """Something offered or sought: a room, a skill, time, money or material."""

    kind: str
    text: str


class ActorOut(Schema):
    """An actor as a stranger sees it. Addresses for writing to are never among it."""

    code: str
    name: str
    kind: str
    group: str
    about: str
    action_fields: list[str]
    languages: list[str]
    street: str
    place: str
    web: str
    opening_hours: str
    people: list[str]
    offers: list[GoodOut]
    seeks: list[GoodOut]
    url: str


class ActorList(Schema):
    """One page of actors by name, or, with words, best hits first."""

    count: int
    page: int
    pages: int
    actors: list[ActorOut]


class ActorQuery(Schema):
    """What a directory can be asked for."""

    page: int = Field(1, ge=1, le=100_000)
    q: str = Field("", max_length=200)
    group: str = Field("", pattern=f"^({'|'.join(v.GROUPS)})?$")


@router.get("", response={200: QuarterList, **PROBLEMS})
def list_quarters(request: HttpRequest) -> Any:
    """List the public quarters."""
    return {"quarters": [_quarter(quarter) for quarter in Quarter.objects.filter(is_public=True)]}


@router.get("/{code}/actors", response={200: ActorList, **PROBLEMS})
def list_actors(request: HttpRequest, code: str, query: Query[ActorQuery]) -> Any:
    """List the actors of a public quarter, fifty a page."""
    ratelimit.check("api-actors", request.META.get("REMOTE_ADDR", ""), PAGES_PER_MINUTE, 60)
    quarter = get_object_or_404(Quarter, code=clean(code), is_public=True)
    shown = directory(quarter, v.PUBLIC)
    keys = shown.finder.find(clean(query.q))[0] if query.q.strip() else [row.key for row in shown.index.rows]
    entries = [shown.entries[key] for key in keys if query.group in {"", shown.entries[key].face.group}]
    pages = max(1, -(-len(entries) // PER_PAGE))
    number = min(query.page, pages)
    some = entries[(number - 1) * PER_PAGE : number * PER_PAGE]
    return {
        "count": len(entries),
        "page": number,
        "pages": pages,
        "actors": [_actor(quarter, entry) for entry in some],
    }


def _quarter(quarter: Quarter) -> dict[str, Any]:
    fields = ("code", "name", "municipality", "description", "languages", "boundary")
    return {field: getattr(quarter, field) for field in fields} | {"url": quarter.get_absolute_url()}


def _actor(quarter: Quarter, entry: Entry) -> dict[str, Any]:
    fields = ("code", "name", "kind", "group", "about", "action_fields", "languages", "street", "place", "web")
    return {field: getattr(entry.face, field) for field in (*fields, "opening_hours")} | {
        "people": list(entry.people),
        "offers": _goods(entry, Good.Direction.OFFER),
        "seeks": _goods(entry, Good.Direction.SEEK),
        "url": f"{quarter.get_absolute_url()}wer-dabei-ist/{entry.face.code}/",
    }


def _goods(entry: Entry, direction: str) -> list[dict[str, str]]:
    return [{"kind": kind, "text": text} for towards, kind, text in entry.goods if towards == direction]
