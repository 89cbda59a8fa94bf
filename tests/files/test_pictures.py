"""The bytes of a picture come before its row and go after it, and are served as nothing but a picture."""

import datetime as dt
import os

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from quartier.files.actions import clean_up, drop_picture, keep_picture
from quartier.files.models import Picture
from quartier.files.redrawing import redraw
from quartier.files.serving import answer
from quartier.quarters.models import Venue, VenuePhoto
from tests.factories import make_actor, make_quarter, make_user
from tests.files.drawings import picture as a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def picture() -> Picture:
    return keep_picture(redraw(a_picture()), by=make_user())


def _age(key: str) -> None:
    os.utime(default_storage.path(key), (1_700_000_000, 1_700_000_000))


def _bytes(key: str) -> bytes:
    with default_storage.open(key) as stream:
        return stream.read()


def _keys() -> list[str]:
    return sorted(default_storage.listdir("pictures")[1])


def test_a_picture_lies_under_its_random_code(picture) -> None:
    assert _keys() == [picture.code, f"{picture.code}-small"]
    assert len(_bytes(picture.key)) == picture.size
    assert (picture.width, picture.height) == (60, 40)


def test_bytes_go_after_commit_and_not_when_it_is_taken_back(picture, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks() as left:
        drop_picture(picture)
    assert len(_keys()) == 2  # not yet: it could still be taken back
    for callback in left:
        callback()
    assert _keys() == []
    assert not Picture.objects.exists()


def test_what_a_write_that_was_taken_back_leaves_is_cleaned_up(picture) -> None:
    with transaction.atomic():
        lost = keep_picture(redraw(a_picture()), by=None)
        transaction.set_rollback(True)
    assert clean_up() == 0  # the controls: it is too young, and what has a row stays however old
    for key in (lost.key, lost.small_key, picture.key, picture.small_key):
        _age(key)
    assert clean_up() == 2
    assert _keys() == [picture.code, f"{picture.code}-small"]


def test_a_picture_that_nothing_shows_any_more_goes_after_a_day(picture, django_capture_on_commit_callbacks) -> None:
    shown = keep_picture(redraw(a_picture()), by=None)
    venue = Venue.objects.create(actor=make_actor(make_quarter()), name="Saal")
    VenuePhoto.objects.create(venue=venue, picture=shown, words="Blick", position=0)
    assert clean_up() == 0  # the control: it may be on its way to its owner
    Picture.objects.update(given_at=timezone.now() - dt.timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert clean_up() == 1
    assert list(Picture.objects.all()) == [shown]
    assert _keys() == [shown.code, f"{shown.code}-small"]
    venue.actor.delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert clean_up() == 1
    assert _keys() == []


def test_cleaning_up_where_nothing_was_ever_kept() -> None:
    assert clean_up() == 0


def test_the_picture_stays_when_who_gave_it_goes(picture) -> None:
    picture.given_by.delete()
    picture.refresh_from_db()
    assert picture.given_by is None


@pytest.mark.parametrize("small", [False, True])
def test_the_answer_is_a_picture_and_nothing_else(picture, rf, small) -> None:
    response = answer(picture, rf.get("/"), small=small)
    assert response["Content-Type"] == (picture.small_media_type if small else picture.media_type)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["Content-Disposition"].startswith(f'inline; filename="{picture.code}.')
    assert response["Cache-Control"].startswith("private")
    assert response.content == _bytes(picture.small_key if small else picture.key)


def test_a_browser_that_has_it_gets_no_bytes(picture, rf) -> None:
    etag = answer(picture, rf.get("/"))["ETag"]
    assert answer(picture, rf.get("/", headers={"if-none-match": etag})).status_code == 304
    assert answer(picture, rf.get("/", headers={"if-none-match": etag}), small=True).status_code == 200
    assert answer(picture, rf.get("/"), is_public=True)["Cache-Control"].startswith("public")


def test_missing_bytes_are_not_found(picture, rf) -> None:
    default_storage.delete(picture.key)
    with pytest.raises(Http404):
        answer(picture, rf.get("/"))
