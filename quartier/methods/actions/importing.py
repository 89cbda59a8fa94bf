"""Importing a print view or an export: what is new becomes a draft, what exists gets a proposal beside it."""

import re
from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.base.codes import code_for
from quartier.journal.actions import record
from quartier.methods import document as documents
from quartier.methods import printview
from quartier.methods import vocabulary as v
from quartier.methods.actions.editing import publish_method, read_document, save_document
from quartier.methods.models import Method, MethodProposal, MethodText
from quartier.methods.parts import differences

# Steps of a plan, and outcomes of an import.
NEW, BESIDE, REPEATED, SAME = "new", "beside", "repeated", "same"


@dataclass(frozen=True)
class Related:
    """A module that a page names; `is_known` says whether it is in the catalogue."""

    title: str
    code: str
    is_known: bool


@dataclass(frozen=True)
class Step:
    """What becomes of one document; `method` and `proposal` are what is there already."""

    kind: str
    title: str
    document: documents.Document
    sha256: str
    method: Method | None = None
    proposal: MethodProposal | None = None


@dataclass(frozen=True)
class Plan:
    """What importing a text would do. `page` and `related` are set for a print view."""

    steps: list[Step]
    page: printview.Page | None = None
    related: tuple[Related, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What importing one document did; `stubs` are the drafts made for modules that it names."""

    kind: str
    title: str
    method: Method
    proposal: MethodProposal | None = None
    stubs: tuple[Method, ...] = ()


def is_export(text: str) -> bool:
    """Say whether the text is an export (JSON) rather than a print view."""
    return text.lstrip().startswith(("{", "["))


def plan_import(text: str) -> Plan:
    """Say what importing the text would do, and change nothing. Raises ValidationError."""
    try:
        return _plan_export(text) if is_export(text) else _plan_page(text)
    except documents.DocumentError as error:
        problems = [f"{place}: {message}" if place else message for place, message in error.problems[:20]]
        raise ValidationError(problems) from None


def import_text(text: str, *, by: User | None, source: str = "", publish: bool = False) -> tuple[Plan, list[Outcome]]:
    """Import a print view or an export; return what was planned and what came of it.

    A method that is not here yet becomes a draft (public with `publish`), with stubs for unknown modules that a page
    names. Where there is one, a proposal stands beside it; nothing of ours changes. The same content again changes
    nothing. All or nothing. Raises ValidationError.
    """
    require(by, "methods.import_method")
    source = source.strip()[:200]
    try:
        return _import(text, by=by, source=source, publish=publish)
    except IntegrityError:
        # Somebody else imported the same at the same moment: now it is there and is recognised.
        return _import(text, by=by, source=source, publish=publish)


@transaction.atomic
def _import(text: str, *, by: User | None, source: str, publish: bool) -> tuple[Plan, list[Outcome]]:
    plan = plan_import(text)
    outcomes = []
    for step in plan.steps:
        made = _carry_out(step, plan, text, by=by, source=source)
        if publish and made.kind == NEW:
            publish_method(made.method, by=by)
        outcomes.append(made)
    return plan, outcomes


def _carry_out(step: Step, plan: Plan, text: str, *, by: User | None, source: str) -> Outcome:
    method = step.method
    stubs: tuple[Method, ...] = ()
    if step.kind in (REPEATED, SAME) and method is not None:
        return Outcome(step.kind, step.title, method, step.proposal)
    if method is None:
        document: documents.Document = {"completeness": _completeness(step.document)} | step.document
        method = save_document(document, by=by, note=_("Eingelesen aus %(source)s") % {"source": source or "?"})
        stubs = make_stubs(plan.related, by=by)
    state = MethodProposal.State.TAKEN if step.kind == NEW else MethodProposal.State.OPEN
    proposal = MethodProposal.objects.create(
        method=method,
        state=state,
        source=source,
        author=by,
        document=step.document,
        text=text if plan.page else "",
        sha256=step.sha256,
    )
    if step.kind == BESIDE:
        record("proposal.made", proposal, by=by, method=method.code)
    return Outcome(step.kind, step.title, method, proposal, stubs)


def make_stubs(related: tuple[Related, ...], *, by: User | None) -> tuple[Method, ...]:
    """Make a draft with nothing but a title for each module that is not in the catalogue yet."""
    require(by, "methods.edit_method")
    unknown = {other.code: other.title for other in related if not other.is_known}
    existing = set(Method.objects.filter(code__in=unknown).values_list("code", flat=True))
    return tuple(
        save_document({"code": code, "texts": {"de": {"title": title}}}, by=by, note=_("Stichwort aus einem Import"))
        for code, title in unknown.items()
        if code not in existing
    )


def related_modules(titles: list[str]) -> tuple[Related, ...]:
    """Find the methods that a page names by their titles; unknown ones get the code that they would have."""
    names = _Names()
    found: dict[str, Related] = {}
    for title in titles:
        code = names.find(title)
        other = Related(title, code or _new_code(title), code is not None)
        found.setdefault(other.code, other)
    return tuple(found.values())


def _plan_page(text: str) -> Plan:
    page = printview.parse(text)
    if not page.is_recognised:
        raise ValidationError(
            _(
                "Das ist keine Druckansicht eines Moduls. Erwartet werden eine erste Zeile „Modul …“ und Überschriften wie „Zielsetzung“."
            )
        )
    code = _Names().find(page.title) or _new_code(page.title)
    related = tuple(other for other in related_modules(page.related) if other.code != code)
    document = documents.parse(page.document(code, [other.code for other in related]))
    # The page says nothing about these two; they are ours.
    document = {key: value for key, value in document.items() if key not in ("kind", "completeness")}
    return Plan(_steps([document], [printview.digest(text)]), page, related)


def _plan_export(text: str) -> Plan:
    found = documents.loads(text)
    if twice := [code for code, times in Counter(document["code"] for document in found).items() if times > 1]:
        raise ValidationError(_("Diese Methoden stehen zweimal darin: %(codes)s") % {"codes": ", ".join(twice[:20])})
    return Plan(_steps(found, [printview.digest(documents.dumps([document])) for document in found]))


def _steps(found: list[documents.Document], digests: list[str]) -> list[Step]:
    codes = [document["code"] for document in found]
    methods = Method.objects.filter(code__in=codes).prefetch_related("texts", "references", "projects", "relations")
    by_code = {method.code: method for method in methods}
    read_before = MethodProposal.objects.filter(sha256__in=digests).select_related("method")
    by_digest = {proposal.sha256: proposal for proposal in read_before}
    return [
        _step(document, sha256, by_code.get(document["code"]), by_digest.get(sha256))
        for document, sha256 in zip(found, digests, strict=True)
    ]


def _step(document: documents.Document, sha256: str, method: Method | None, proposal: MethodProposal | None) -> Step:
    title = next(iter(document["texts"].values()))["title"]
    if proposal is not None:
        return Step(REPEATED, title, document, sha256, proposal.method, proposal)
    if method is None:
        return Step(NEW, title, document, sha256)
    kind = BESIDE if differences(read_document(method), document) else SAME
    return Step(kind, title, document, sha256, method)


def _completeness(document: documents.Document) -> str:
    return "partial" if any(text.get("sections") for text in document["texts"].values()) else "stub"


def _new_code(title: str) -> str:
    """Return the code of a new method; titles of which no letter is left in an address get one from their digest."""
    code = code_for(title)
    if not code:
        return f"methode-{printview.digest(title)[:8]}"
    return f"methode-{code}"[:60].rstrip("-") if code in v.RESERVED_CODES else code


class _Names:
    """The titles of the catalogue, read once."""

    # "Charrette-Verfahren" is our "Charrette", "Open-Space-Konferenz" our "Open Space".
    SUFFIX = re.compile(r"(?:verfahren|methode|konferenz)$")

    def __init__(self) -> None:
        rows = MethodText.objects.filter(variant=v.STANDARD).order_by("-method_id").values_list("method__code", "title")
        self.codes: dict[str, str] = {}
        for code, title in rows:
            self.codes[printview.key_of(title)] = self.codes[printview.key_of(code)] = code

    def find(self, title: str) -> str | None:
        """Return the code of the method with this title, spelled this way or nearly so."""
        key = printview.key_of(title)
        return self.codes.get(key) or self.codes.get(self.SUFFIX.sub("", key))
