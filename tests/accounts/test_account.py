"""One's own account: data, sessions, keys, leaving; and how roles end."""

import json
import time

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from quartier.accounts.actions import profile, roles
from quartier.accounts.actions.links import make_link
from quartier.accounts.actions.tokens import make_token
from quartier.accounts.models import ApiToken, PersonalLink, User
from quartier.accounts.owndata import collect
from quartier.journal.actions import queue_mail
from quartier.journal.models import Entry, Message
from quartier.methods.actions import assessing, commenting
from quartier.methods.models import Assessment, Comment, CommentReport
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db
CANARIES = (
    "Kanarie Name",
    "kanarie-notiz",
    "kanarie-kommentar",
    "kanarie-meldung",
    "kanarie-schluessel",
    "kanarie-mail",
)


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def ben() -> User:
    """Somebody who has left traces everywhere."""
    person, method = make_user("Kanarie Name"), make_method()
    assessing.save_assessment(method, {"time": 2, "note": "kanarie-notiz"}, by=person)
    commenting.write_comment(method, "kanarie-kommentar", by=person)
    other = commenting.write_comment(method, "von Cem", by=make_user("Cem"))
    commenting.report_comment(other, "kanarie-meldung", by=person)
    make_token(person, name="kanarie-schluessel", scopes=["voices:write"], days=9, by=person)
    make_link("probe", by=None, lifetime=roles_day(), user=person, email=person.email)
    queue_mail(key="probe", to=person.email, subject="kanarie-mail", text="Text")
    return person


def roles_day():
    import datetime as dt

    return dt.timedelta(days=1)


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_own_data_hold_everything_of_mine_and_nothing_of_others(ben) -> None:
    answer = signed_in(ben).get("/konto/meine-daten.json")
    said = answer.content.decode()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    for canary in (*CANARIES, ben.email):
        assert canary in said, canary
    assert "von Cem" not in said
    assert json.loads(said)["account"]["email"] == ben.email
    strangers = signed_in(make_user("Dana")).get("/konto/meine-daten.json").content.decode()
    assert not any(canary in strangers for canary in CANARIES)


def test_own_data_hold_no_secret(ben) -> None:
    said = json.dumps(collect(ben), default=str)
    assert ApiToken.objects.get(user=ben).digest not in said
    assert PersonalLink.objects.get(user=ben).digest not in said
    assert ben.password not in said


def test_erasing_leaves_no_name_anywhere(ben) -> None:
    email, code = ben.email, ben.code
    profile.erase_account(ben, by=ben)
    assert not User.objects.filter(code=code).exists()
    assert not Assessment.objects.exists()
    assert not CommentReport.objects.exists()
    assert not ApiToken.objects.exists()
    assert not PersonalLink.objects.exists()
    assert not Message.objects.filter(recipient=email).exists()
    comment = Comment.objects.get(body="kanarie-kommentar")
    assert comment.author is None
    assert "Gelöschte Person" in Client().get("/methoden/probe/").content.decode()
    journal = str(list(Entry.objects.values()))
    assert "Kanarie Name" not in journal
    assert email not in journal
    assert Entry.objects.filter(verb="account.erased", code=code, actor=None).count() == 1


def test_erasing_asks_for_the_word_and_signs_out(ben) -> None:
    browser = signed_in(ben)
    assert "nicht rückgängig" in browser.get("/konto/loeschen/").content.decode()
    for word in ("", "ja", "loesche"):
        assert browser.post("/konto/loeschen/", {"word": word}).status_code == 422
    assert User.objects.filter(pk=ben.pk).exists()
    assert browser.post("/konto/loeschen/", {"word": " löschen "}).status_code == 302
    assert not User.objects.filter(pk=ben.pk).exists()
    assert browser.get("/konto/").status_code == 302


def test_the_last_administrator_stays() -> None:
    ada = make_user("Ada", "administrator")
    with pytest.raises(ValidationError):
        profile.erase_account(ada, by=ada)
    answer = signed_in(ada).post("/konto/loeschen/", {"word": "LÖSCHEN"})
    assert answer.status_code == 422
    assert "Geben Sie sie erst weiter" in answer.content.decode()
    make_user("Ari", "administrator")
    profile.erase_account(ada, by=ada)
    assert not User.objects.filter(name="Ada").exists()


def test_nobody_erases_somebody_else(ben) -> None:
    for person in (make_user("Cem"), make_user("Ada", "administrator")):
        with pytest.raises(PermissionDenied):
            profile.erase_account(ben, by=person)


def test_signing_out_everywhere_leaves_this_browser(ben) -> None:
    here, telephone = signed_in(ben), signed_in(ben)
    assert here.post("/konto/ueberall-abmelden/").status_code == 302
    assert here.get("/konto/").status_code == 200
    assert telephone.get("/konto/").status_code == 302


def test_a_password_ends_the_other_sessions_when_it_is_removed(ben) -> None:
    ben.set_password("drei blaue Boote")
    ben.save()
    here, telephone = signed_in(ben), signed_in(ben)
    here.post("/konto/passwort-entfernen/")
    ben.refresh_from_db()
    assert not ben.has_usable_password()
    assert here.get("/konto/").status_code == 200
    assert telephone.get("/konto/").status_code == 302


def test_s8_a_role_ends_within_five_seconds() -> None:
    ada, edda = make_user("Ada", "administrator"), make_user("Edda", "editor")
    browser = signed_in(edda)
    assert browser.get("/methoden/meldungen/").status_code == 200
    start = time.monotonic()
    roles.change_role(edda, "", by=ada)
    assert browser.get("/methoden/meldungen/").status_code == 404
    assert time.monotonic() - start < 5


def test_s8_a_closed_account_is_out_at_once_with_its_keys() -> None:
    ada, edda = make_user("Ada", "administrator"), make_user("Edda", "editor")
    browser = signed_in(edda)
    secret = make_token(edda, name="Probe", scopes=["voices:write"], days=1, by=edda)[1]
    make_method("offen")
    roles.set_active(edda, False, by=ada)
    assert browser.get("/konto/").status_code == 302
    answer = browser.post(
        "/api/v1/methods/offen/comments", "{}", content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {secret}"
    )
    assert answer.status_code == 401
    roles.set_active(edda, True, by=ada)
    assert browser.get("/konto/").status_code == 302  # the old session does not come back


def test_s8_negative_control_the_epoch_is_what_ends_sessions(monkeypatch, ben) -> None:
    monkeypatch.setattr(User, "_get_session_auth_hash", lambda self, secret=None: "always the same")
    here, telephone = signed_in(ben), signed_in(ben)
    here.post("/konto/ueberall-abmelden/")
    assert telephone.get("/konto/").status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_constant_queries(django_assert_num_queries, number: int) -> None:
    ada = make_user("Ada", "administrator")
    for _ in range(number):
        make_token(ada, name="Probe", scopes=["voices:write"], days=1, by=ada)
        make_user("Mensch")
    browser = signed_in(ada)
    with django_assert_num_queries(4):
        browser.get("/verwaltung/menschen/")
    with django_assert_num_queries(3):
        browser.get("/konto/schluessel/")
    with django_assert_num_queries(4):
        browser.get("/konto/")
