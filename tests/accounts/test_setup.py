"""The first run: three questions on a secret, once."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client

from quartier.accounts.actions import instance
from quartier.accounts.models import Instance, User
from quartier.config.welcome import welcome
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "Quartier Probe", "person": "Ada Probe", "email": "ada@example.org", "legal_notice": ""}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def test_the_console_prints_a_way_in_and_no_password(capsys) -> None:
    welcome()
    said = capsys.readouterr().err
    secret = said.partition("geheimnis=")[2].split()[0]
    assert instance.is_setup_secret(secret)
    assert secret not in str(Instance.objects.values().get())
    assert "pass" not in said.lower()
    assert not User.objects.exists()


def test_three_answers_make_an_administrator_without_a_password() -> None:
    secret, browser = instance.setup_secret(), Client()
    answer = browser.post("/einrichten/", ANSWERS | {"geheimnis": secret})
    assert answer.status_code == 302
    ada = User.objects.get()
    assert (ada.is_administrator, ada.has_usable_password()) == (True, False)
    assert browser.session["_auth_user_id"] == str(ada.pk)


def test_the_secret_works_once() -> None:
    secret = instance.setup_secret()
    assert Client().post("/einrichten/", ANSWERS | {"geheimnis": secret}).status_code == 302
    again = Client().post("/einrichten/", ANSWERS | {"geheimnis": secret, "email": "boese@example.org"})
    assert again.status_code == 404
    assert Client().get(f"/einrichten/?geheimnis={secret}").status_code == 404
    assert User.objects.count() == 1
    with pytest.raises(PermissionDenied):
        instance.set_up(secret or "", name="x", email="x@example.org", person="x")
    assert instance.setup_secret() is None


@pytest.mark.parametrize("secret", ["", "falsch", "%00", "x" * 5000])
def test_a_wrong_secret_opens_nothing(secret: str) -> None:
    instance.setup_secret()
    assert Client().post("/einrichten/", ANSWERS | {"geheimnis": secret}).status_code == 404
    assert not User.objects.exists()


def test_guessing_the_secret_is_stopped() -> None:
    instance.setup_secret()
    answers = [Client().get(f"/einrichten/?geheimnis={n}").status_code for n in range(70)]
    assert answers[-1] == 429


def test_a_missing_answer_keeps_the_others() -> None:
    secret = instance.setup_secret()
    answer = Client().post("/einrichten/", ANSWERS | {"geheimnis": secret, "email": "kein-at"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fehler:" in page
    assert "Ada Probe" in page
    assert secret is not None
    assert secret in page
    assert not User.objects.exists()


def test_an_installation_with_people_but_no_administrator_can_be_set_up() -> None:
    make_user("Ben")
    assert instance.setup_secret()
