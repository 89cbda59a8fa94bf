"""Assessments: one per account and method, changeable, withdrawable."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.methods import vocabulary as v
from quartier.methods.models import Assessment, Method

FIELDS = (*v.SCALES, "role", "people", "place", "effort", "note")


@transaction.atomic
def save_assessment(method: Method, values: dict[str, Any], *, by: User) -> Assessment:
    """Give or change the person's assessment; `values` holds some of FIELDS, the others become empty.

    At least one scale or the note has to say something. The unique constraint of (method, author) decides between
    parallel submissions: the later one changes what the earlier one has written.
    """
    require(by, "methods.assess_method", method)
    empty: dict[str, Any] = {"role": "", "people": None, "place": "", "effort": "", "note": ""}
    cleaned = {**dict.fromkeys(v.SCALES), **empty, **{key: values[key] for key in FIELDS if key in values}}
    if not any(cleaned[key] for key in (*v.SCALES, "note")):
        raise ValidationError(_("Wählen Sie auf mindestens einer Skala eine Stufe, oder schreiben Sie eine Notiz."))
    assessment, created = Assessment.objects.update_or_create(method=method, author=by, defaults=cleaned)
    record("assessment.given" if created else "assessment.changed", method, by=by)
    return assessment


@transaction.atomic
def withdraw_assessment(method: Method, *, by: User) -> bool:
    """Delete the person's own assessment; return whether there was one."""
    deleted, _per_model = Assessment.objects.filter(method=method, author=by).delete()
    if deleted:
        record("assessment.withdrawn", method, by=by)
    return bool(deleted)
