"""What the catalogue stores about people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.accounts.holdings import CLOSED, CODE, CONTRACT, DIGEST, TECHNICAL
from quartier.accounts.personal import FreeText, NotPersonal, Processing, register
from quartier.methods.models import Comment, Method, MethodProposal, MethodText, Project, Reference, Version

VOICES = Processing(
    code="voices",
    name=_("Bewertungen"),
    whose=_("Menschen mit einem Konto, die eine Methode bewerten"),
    data=_("was sie zu ihrer Erfahrung schreiben, mit Ort und Rolle"),
    purpose=_("anderen helfen, eine Methode zu wählen"),
    basis=CONTRACT,
    deleted=_("sobald die Person ihr Konto löscht"),
    by=("quartier.accounts.actions.profile.erase_account",),
)


def _methods(user: Any) -> Any:
    return Method.objects.visible_to(user)


def _of_method(model: Any) -> Any:
    return lambda user: model.objects.filter(method__in=_methods(user)).select_related("method")


def _address(row: Any) -> str:
    return str(row.method.get_absolute_url())


TEXT = FreeText(_("Text einer Methode"), _of_method(MethodText), _address)
CREDIT = FreeText(_("Wer eine Methode geschrieben hat"), _methods)
REFERENCE = FreeText(_("Quelle einer Methode"), _of_method(Reference), _address)
PROJECT = FreeText(_("Beispiel zu einer Methode"), _of_method(Project), _address)
VERSION = FreeText(_("Frühere Fassung einer Methode"), _of_method(Version), _address)
COMMENT = FreeText(_("Kommentar zu einer Methode"), lambda user: Comment.objects.visible_to(user), _address)
PROPOSAL = FreeText(
    _("Vorschlag zu einer Methode"), lambda user: MethodProposal.objects.visible_to(user), lambda _row: ""
)


def declare() -> None:
    """Register the fields."""
    lists = "recruitment aims users target_groups action_fields"
    closed = "state kind completeness level setting conflict facilitation licence"
    register("methods.Method", (CREDIT, "authors"), (CLOSED, f"{closed} {lists} estimate"), (CODE, "code"))
    register("methods.MethodText", (TEXT, "title summary sections phases checked_by"), (CLOSED, "language variant"))
    register("methods.Reference", (REFERENCE, "title url"), (CLOSED, "kind"))
    register("methods.Project", (PROJECT, "title place url note"))
    register("methods.RelatedMethod", (CODE, "other_code"))
    register("methods.Version", (VERSION, "note document"))
    register("methods.Assessment", (VOICES, "role place effort note"))
    register("methods.Comment", (COMMENT, "body hidden_reason"), (CODE, "code"), (CLOSED, "state"))
    register("methods.CommentReport", (VOICES, "reason"))
    register("methods.Link", (DIGEST, "digest"), (TECHNICAL, "url problem detail"))
    register(
        "methods.MethodProposal",
        (PROPOSAL, "source document text"),
        (CODE, "code"),
        (CLOSED, "state"),
        (DIGEST, "sha256"),
    )
    register("methods.RelatedRank", (NotPersonal(_("berechnet aus den Methoden")), "reasons"))
