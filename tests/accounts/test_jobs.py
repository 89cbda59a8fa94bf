"""What ends by itself is not kept."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from quartier.accounts.jobs import forget_sessions
from quartier.jobs.schedule import declared
from tests.factories import make_user


@pytest.mark.django_db
def test_sessions_that_have_ended_are_deleted_and_no_others() -> None:
    browser = Client()
    browser.force_login(make_user())
    old = SessionStore()
    old["x"] = 1
    old.save()
    forget_sessions()
    assert Session.objects.count() == 2  # the control
    Session.objects.filter(pk=old.session_key).update(expire_date=timezone.now())
    forget_sessions()
    assert browser.get("/konto/").status_code == 200
    assert Session.objects.count() == 1
    assert declared()["forget-sessions"].every.days == 1
