"""The quarter that a page is about, as its visitor may see it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from quartier.base.prepared import Prepared, Slot
from quartier.quarters.models import Quarter
from quartier.quarters.roles import roles_of

_COLUMNS = [field.attname for field in Quarter._meta.concrete_fields]
_PUBLIC = Prepared(lambda: Quarter.objects.visible_to(AnonymousUser()).filter(code=Slot("code")).values_list(*_COLUMNS))


def fetch_quarter(visitor: Any, code: str) -> Quarter:
    """Return a quarter that the visitor may see. One query for strangers, who are most. Raises Http404."""
    if roles_of(visitor):
        return get_object_or_404(Quarter.objects.visible_to(visitor), code=code)
    found = _PUBLIC.rows(code=code)
    if not found:
        raise Http404
    return Quarter.from_db("default", _COLUMNS, found[0])


def forget() -> None:
    """Write the question anew: the queryset behind it has become another one."""
    _PUBLIC.forget()
