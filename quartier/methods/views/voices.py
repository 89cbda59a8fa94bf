"""Saying something about a method: assessments and comments."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.accounts.http import AccountRequest
from quartier.methods.actions import assessing, commenting
from quartier.methods.forms.voices import AssessmentForm, CommentForm, ReportForm
from quartier.methods.limits import count_voice
from quartier.methods.models import Comment, Method
from quartier.methods.views.editing_common import crumbs
from quartier.ui.forms import status


def _method(request: AccountRequest, code: str) -> Method:
    return get_object_or_404(Method.objects.visible_to(request.user).prefetch_related("texts"), code=code)


def _comment(request: AccountRequest, code: str) -> Comment:
    """Fetch a comment that the person can see, on a method that the person can see."""
    comments = Comment.objects.visible_to(request.user).select_related("method")
    return get_object_or_404(comments.filter(method__in=Method.objects.visible_to(request.user)), code=code)


def _to_comments(comment: Comment) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{comment.method.get_absolute_url()}#kommentare")


@login_required
def assess(request: AccountRequest, code: str) -> HttpResponse:
    """Give or change one's assessment."""
    method = _method(request, code)
    own = method.assessments.filter(author=request.user).first()
    form = AssessmentForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        count_voice(request.user)
        try:
            assessing.save_assessment(method, form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Danke! Ihre Bewertung ist gespeichert. Sie können sie jederzeit ändern."))
            return HttpResponseRedirect(f"{method.get_absolute_url()}#bewertungen")
    context = {"method": method, "text": method.text(), "form": form, "own": own, "crumbs": crumbs(method)}
    return render(request, "methods/assess.html", context, status=status(form))


@login_required
@require_POST
def withdraw_assessment(request: AccountRequest, code: str) -> HttpResponse:
    """Take back one's assessment."""
    method = _method(request, code)
    if assessing.withdraw_assessment(method, by=request.user):
        messages.success(request, _("Ihre Bewertung ist gelöscht."))
    return HttpResponseRedirect(f"{method.get_absolute_url()}#bewertungen")


@login_required
def write_comment(request: AccountRequest, code: str) -> HttpResponse:
    """Write a comment."""
    method = _method(request, code)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count_voice(request.user)
        commenting.write_comment_once(method, form.cleaned_data["body"], form.cleaned_data["once"], by=request.user)
        messages.success(request, _("Danke! Ihr Kommentar ist zu sehen."))
        return HttpResponseRedirect(f"{method.get_absolute_url()}#kommentare")
    context = {
        "method": method,
        "text": method.text(),
        "form": form,
        "heading": _("Kommentar schreiben"),
        "crumbs": crumbs(method),
    }
    return render(request, "methods/comment_form.html", context, status=status(form))


@login_required
def edit_comment(request: AccountRequest, code: str) -> HttpResponse:
    """Change one's own comment."""
    comment = get_object_or_404(Comment, code=_comment(request, code).code, author=request.user.pk, state="visible")
    form = CommentForm(request.POST or None, initial={"body": comment.body})
    if request.method == "POST" and form.is_valid():
        count_voice(request.user)
        try:
            commenting.edit_comment(comment, form.cleaned_data["body"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Ihr Kommentar ist geändert."))
            return _to_comments(comment)
    context = {
        "method": comment.method,
        "text": comment.method.text(),
        "form": form,
        "heading": _("Kommentar ändern"),
        "crumbs": crumbs(comment.method),
    }
    return render(request, "methods/comment_form.html", context, status=status(form))


@login_required
def report_comment(request: AccountRequest, code: str) -> HttpResponse:
    """Ask the editors to look at a comment."""
    comment = _comment(request, code)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count_voice(request.user)
        commenting.report_comment(comment, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Danke für den Hinweis. Die Redaktion sieht sich den Kommentar an."))
        return _to_comments(comment)
    context = {
        "comment": comment,
        "method": comment.method,
        "text": comment.method.text(),
        "form": form,
        "crumbs": crumbs(comment.method),
    }
    return render(request, "methods/report.html", context, status=status(form))


@login_required
@require_POST
def withdraw_comment(request: AccountRequest, code: str) -> HttpResponse:
    """Take back one's own comment; the page offers to undo it."""
    return _change_own(request, code, commenting.withdraw_comment, _("Ihr Kommentar ist zurückgezogen."))


@login_required
@require_POST
def return_comment(request: AccountRequest, code: str) -> HttpResponse:
    """Undo the withdrawal of one's own comment."""
    return _change_own(request, code, commenting.return_comment, _("Ihr Kommentar ist wieder zu sehen."))


def _change_own(request: AccountRequest, code: str, action: Callable[..., Comment], done: str) -> HttpResponse:
    comment = _comment(request, code)
    try:
        action(comment, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, done)
    return _to_comments(comment)


@login_required
def own_voices(request: AccountRequest) -> HttpResponse:
    """Show a person everything that they have said."""
    visible = Method.objects.visible_to(request.user)
    assessments = request.user.assessments.filter(method__in=visible).prefetch_related("method__texts")
    comments = request.user.method_comments.filter(method__in=visible).prefetch_related("method__texts")
    return render(
        request,
        "methods/own_voices.html",
        {
            "assessments": [(item, item.method.text()) for item in assessments.order_by("-updated_at")],
            "crumbs": [(_("Mein Konto"), reverse("account"))],
            "comments": [(item, item.method.text()) for item in comments.order_by("-created_at")],
        },
    )
