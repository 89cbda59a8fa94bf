"""The catalogue for programs. Reading needs no key; with an editor's key it shows drafts too."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from quartier.accounts.api import BearerToken, IdempotencyKey, answer_once, speaker, without_key
from quartier.accounts.models import ApiToken
from quartier.base.text import clean
from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.actions import assessing, commenting
from quartier.methods.actions.editing import read_document, save_document
from quartier.methods.exporting import hidden_codes, without_hidden
from quartier.methods.limits import count_voice
from quartier.methods.models import Comment, Method, MethodText
from quartier.methods.models.assessment import Raters, summaries
from quartier.ui.api import PROBLEMS

router = Router(tags=["methods"])
SPEAK = BearerToken(ApiToken.Scope.SPEAK)
EDIT = BearerToken(ApiToken.Scope.EDIT)
READ = [BearerToken(), without_key]
PER_PAGE = 50


class MethodRow(Schema):
    """A method in a list."""

    code: str
    title: str
    summary: str
    kind: str
    completeness: str
    url: str


class MethodList(Schema):
    """One page of methods."""

    count: int
    page: int
    pages: int
    methods: list[MethodRow]


class ListQuery(Schema):
    """What a list can be asked for."""

    page: int = Field(1, ge=1, le=100_000)
    kind: str = Field("", max_length=20)
    language: str = Field("de", pattern=r"^[a-z]{2,3}$")


class ScaleOut(Schema):
    """What raters said on one scale; `distribution` counts raters per step from the left to the right pole."""

    scale: str
    left: str
    right: str
    raters: int
    median: float | None
    quartiles: tuple[int, int] | None
    distribution: list[int]
    editorial_estimate: int | None


class CommentOut(Schema):
    """A comment."""

    code: str
    author: str
    body: str
    created_at: str


class CommentIn(Schema):
    """A new comment."""

    body: str = Field(min_length=1, max_length=4000)


class AssessmentIn(Schema):
    """An assessment; leave out what is not known."""

    phase: int | None = Field(None, ge=1, le=5)
    time: int | None = Field(None, ge=1, le=5)
    staff: int | None = Field(None, ge=1, le=5)
    money: int | None = Field(None, ge=1, le=5)
    participation: int | None = Field(None, ge=1, le=5)
    complexity: int | None = Field(None, ge=1, le=5)
    role: str = Field("", pattern=f"^({'|'.join(v.RATER_ROLES)})?$")
    people: int | None = Field(None, ge=1, le=100_000)
    place: str = Field("", max_length=200)
    effort: str = Field("", max_length=500)
    note: str = Field("", max_length=2000)


class DocumentIn(Schema):
    """A whole method in the form of the export; `based_on` is the revision that the change starts from."""

    based_on: int | None = None
    document: dict[str, Any]


class Saved(Schema):
    """What a write led to."""

    code: str
    revision: int


def _visible(request: HttpRequest, code: str) -> Method:
    return get_object_or_404(Method.objects.visible_to(request.user), code=code)


@router.get("", auth=READ, response={200: MethodList, **PROBLEMS})
def list_methods(request: HttpRequest, query: Query[ListQuery]) -> Any:
    """List published methods by title, fifty a page."""
    texts = (
        MethodText.objects.filter(language=query.language, variant=v.STANDARD)
        .filter(method__in=Method.objects.visible_to(request.user))
        .select_related("method")
        .order_by("title", "id")
    )
    if query.kind:
        texts = texts.filter(method__kind=query.kind)
    page = Paginator(texts, PER_PAGE).get_page(query.page)
    return {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "methods": [
            {
                "code": text.method.code,
                "title": text.title,
                "summary": text.summary,
                "kind": text.method.kind,
                "completeness": text.method.completeness,
                "url": request.build_absolute_uri(text.method.get_absolute_url()),
            }
            for text in page
        ],
    }


@router.get("/{code}", auth=READ, response={200: dict[str, Any], **PROBLEMS})
def read_method(request: HttpRequest, code: str) -> Any:
    """Return one method in the form of the export, with its revision."""
    method = _visible(request, code)
    document = read_document(method)
    return {"revision": method.revision, "document": without_hidden(document, hidden_codes(request.user))}


@router.put("/{code}", auth=EDIT, response={200: Saved, **PROBLEMS})
def write_method(request: HttpRequest, code: str, body: DocumentIn) -> Any:
    """Create or change a method; a new one is a draft. 409 when somebody has saved since `based_on`."""
    method = save_document(body.document | {"code": code}, by=speaker(request), based_on=body.based_on)
    return {"code": method.code, "revision": method.revision}


@router.get("/{code}/assessments", auth=READ, response={200: list[ScaleOut], **PROBLEMS})
def read_assessments(request: HttpRequest, code: str) -> Any:
    """Return the six scales with what raters said. They are never averaged into one figure."""
    method = _visible(request, code)
    said = summaries(Raters(method.pk))
    return [
        {
            "scale": scale,
            "left": str(left),
            "right": str(right),
            "raters": said[scale].n,
            "median": said[scale].median,
            "quartiles": (said[scale].low, said[scale].high) if said[scale].is_rated else None,
            "distribution": list(said[scale].distribution),
            "editorial_estimate": method.estimate.get(scale),
        }
        for scale, (_name, left, right) in labels.SCALES.items()
    ]


@router.put("/{code}/assessment", auth=SPEAK, response={200: Saved, **PROBLEMS})
def write_assessment(request: HttpRequest, code: str, body: AssessmentIn, key: IdempotencyKey = "") -> Any:
    """Give or change one's own assessment. A repeat with the same Idempotency-Key changes nothing."""
    method = _visible(request, code)
    values = {key: clean(value) if isinstance(value, str) else value for key, value in body.dict().items()}

    def act() -> dict[str, Any]:
        count_voice(speaker(request))
        assessing.save_assessment(method, values, by=speaker(request))
        return {"code": method.code, "revision": method.revision}

    return answer_once(request, key, act)


@router.get("/{code}/comments", auth=READ, response={200: list[CommentOut], **PROBLEMS})
def read_comments(request: HttpRequest, code: str) -> Any:
    """Return the newest hundred visible comments."""
    comments = _visible(request, code).comments.filter(state="visible").select_related("author")
    return [_shown(comment) for comment in comments.order_by("-created_at")[:100]]


@router.post("/{code}/comments", auth=SPEAK, response={200: CommentOut, 201: CommentOut, **PROBLEMS})
def write_comment(request: HttpRequest, code: str, body: CommentIn, key: IdempotencyKey = "") -> Any:
    """Write a comment. A repeat with the same Idempotency-Key within a day writes nothing and gets the first answer."""
    method = _visible(request, code)

    def act() -> dict[str, Any]:
        count_voice(speaker(request))
        return _shown(commenting.write_comment(method, clean(body.body), by=speaker(request)))

    return answer_once(request, key, act, status=201)


def _shown(comment: Comment) -> dict[str, Any]:
    return {
        "code": comment.code,
        "author": str(comment.author or ""),
        "body": comment.body,
        "created_at": comment.created_at.isoformat(),
    }
