"""Somebody with an account and an address, before an organisation of the directory."""

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from quartier.accounts.models import User
from quartier.quarters.models import Actor, Quarter
from tests.factories import make_actor, make_quarter, make_user

SAID = {"name": "Ida Amsel", "role": "Leitung"}


def make_claimant(email: str, name: str = "Ida", *, verified: bool = True) -> User:
    """Return an account with this address, which its person has confirmed unless said otherwise."""
    user = make_user(name)
    User.objects.filter(pk=user.pk).update(email=email)
    EmailAddress.objects.filter(user=user).update(email=email, verified=verified)
    return anew(user)


def anew(user: User) -> User:
    """Return the account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def browser_of(user: User) -> Client:
    """Return a browser in which somebody has signed in."""
    browser = Client()
    browser.force_login(user)
    return browser


def make_scene() -> tuple[Quarter, Actor, User]:
    """Return a quarter, an organisation whose office has an address of its own, and who coordinates."""
    cache.clear()
    cora = make_user("Cora")
    quarter = make_quarter(coordinator=cora)
    awo = make_actor(quarter, "AWO Aachen", emails=["kanarie-info@awo-aachen.de"], web="https://www.awo-aachen.de")
    return quarter, awo, cora
