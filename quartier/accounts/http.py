"""Requests, for type checkers."""

from django.http import HttpRequest

from quartier.accounts.models import User


class AccountRequest(HttpRequest):
    """A request behind `login_required`: somebody has signed in."""

    user: User
