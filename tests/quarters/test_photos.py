"""Photos of a room: added with words, put in order, removed with their bytes, seen by whoever sees the room."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quartier.files.models import Picture
from quartier.files.redrawing import Drawn, Rendition
from quartier.journal.models import Entry
from quartier.quarters.actions import actors, photos
from quartier.quarters.actions.venues import add_venue, remove_venue
from quartier.quarters.models import Venue, VenuePhoto
from tests.factories import make_actor, make_quarter, make_user
from tests.files.drawings import picture as a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue(client) -> Venue:
    """A room of a public quarter; the client is its coordinator's."""
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    return add_venue(make_actor(make_quarter(coordinator=coordinator)), {"name": "Saal"}, by=None)


def address(venue: Venue) -> str:
    return f"{venue.get_absolute_url()}fotos/"


def address_of(one: VenuePhoto) -> str:
    return f"{address(one.venue)}{one.code}/"


def upload(name: str = "saal.png", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_picture() if content is None else content, "text/html")


def photo(venue: Venue, words: str = "Heller Saal") -> VenuePhoto:
    drawing = Rendition(40, 30, "image/png", words.encode())
    return photos.add_photo(venue, Drawn(drawing, drawing), words, by=None)


@pytest.mark.parametrize(
    "name", ["saal.png", "../../etc/passwd", "a" * 300 + ".png", "x\u202egnp.exe", 'a"b\r\nX: y.png']
)
def test_a_photo_is_added_and_shown_with_its_words_whatever_the_file_is_called(client, venue, name: str) -> None:
    sent = {"picture": upload(name), "words": "Heller <b>Saal</b>", "agreed": "on"}
    assert client.post(address(venue), sent).status_code == 302
    found = venue.photos.get()
    page = Client().get(venue.get_absolute_url()).content.decode()
    assert 'alt="Heller &lt;b&gt;Saal&lt;/b&gt;"' in page
    for query in ("", "?klein"):
        answer = Client().get(f"{address(venue)}{found.code}/{query}")
        assert answer["Content-Type"] in {"image/png", "image/jpeg"}
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "passwd" not in answer["Content-Disposition"]
    assert found.picture.given_by.name == "Cora"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"<html></html>",
        b"%PDF-1.7",
        b"\x00" * 99,
    ],
)
def test_what_is_no_picture_is_refused_in_words_and_nothing_is_kept(client, venue, content: bytes) -> None:
    answer = client.post(address(venue), {"picture": upload(content=content), "words": "Saal", "agreed": "on"})
    assert answer.status_code == 422
    assert "form-error" in answer.content.decode() or "Fehler" in answer.content.decode()
    assert not Picture.objects.exists()


def test_words_and_agreement_are_asked_for(client, venue) -> None:
    page = client.post(address(venue), {"picture": upload()}).content.decode()
    assert "Beschreiben Sie das Foto in ein paar Worten." in page
    assert "Nehmen Sie ein Foto ohne Menschen" in page
    assert not VenuePhoto.objects.exists()


def test_photos_are_put_in_order_and_removed_with_their_bytes(
    client, venue, django_capture_on_commit_callbacks
) -> None:
    first, second = photo(venue, "Eins"), photo(venue, "Zwei")
    client.post(f"{address(venue)}{second.code}/ordnen/", {"vorn": "ja"})
    assert [one.words for one in venue.photos.all()] == ["Zwei", "Eins"]
    key = first.picture.key
    assert default_storage.exists(key)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address(venue)}{first.code}/ordnen/", {"weg": "ja"})
    assert [one.words for one in venue.photos.all()] == ["Zwei"]
    assert not default_storage.exists(key)
    assert client.get(f"{address(venue)}{first.code}/").status_code == 404
    assert set(Entry.objects.filter(verb__startswith="photo.").values_list("verb", flat=True)) == {
        "photo.added", "photo.put_first", "photo.removed",
    }  # fmt: skip


def test_a_room_has_no_more_than_six(client, venue) -> None:
    for number in range(photos.MOST):
        photo(venue, f"Foto {number}")
    with pytest.raises(ValidationError):
        photo(venue, "eins zu viel")
    assert "Mehr als 6 Fotos hat ein Raum nicht" in client.get(address(venue)).content.decode()


def test_photos_go_with_their_room(venue, django_capture_on_commit_callbacks) -> None:
    key = photo(venue).picture.key
    with django_capture_on_commit_callbacks(execute=True):
        remove_venue(venue, by=None)
    assert not Picture.objects.exists()
    assert not default_storage.exists(key)


def test_a_photo_of_another_room_is_not_under_this_one(client, venue) -> None:
    """Whoever may change one room cannot reach into another by its code."""
    other = photo(add_venue(make_actor(make_quarter("Süd"), "Fremd"), {"name": "Fremder Saal"}, by=None))
    assert client.get(f"{address(venue)}{other.code}/").status_code == 404
    assert client.post(f"{address(venue)}{other.code}/ordnen/", {"weg": "ja"}).status_code == 404
    assert VenuePhoto.objects.filter(pk=other.pk).exists()
    assert client.get(f"{address(other.venue)}{other.code}/").status_code == 200  # the control: its own place


@pytest.mark.parametrize("place", ["{}/raeume/", "{}/wer-dabei-ist/{}/"])
def test_lists_of_rooms_show_the_first_photo_to_whoever_sees_the_room(client, venue, place: str) -> None:
    add_venue(venue.actor, {"name": "Ohne Foto"}, by=None)
    photo(venue, "Zweites <b>Bild</b>")
    photos.put_first(photo(venue, 'Stühle im "Kreis"'), by=None)
    first = venue.photos.first()
    address = place.format("/stadtteile/lindenhof", venue.actor.code)
    page = Client().get(address).content.decode()
    assert page.count("card__picture") == 1
    assert f'src="{address_of(first)}?klein" alt="Stühle im &quot;Kreis&quot;"' in page
    assert "Zweites" not in page
    assert Client().get(f"{address_of(first)}?klein").status_code == 200
    actors.list_actors([venue.actor], False, by=None)
    hidden = Client().get(address).content.decode()
    assert first.code not in hidden
    assert "Kreis" not in hidden
    assert Client().get(f"{address_of(first)}?klein").status_code == 404
    assert first.code in client.get(address).content.decode()  # the control: the coordinator sees the room


def test_a_room_asks_no_more_the_more_photos_it_has(client, venue, django_assert_max_num_queries) -> None:
    photo(venue)
    with django_assert_max_num_queries(20) as few:
        client.get(venue.get_absolute_url())
    for number in range(5):
        photo(venue, f"Foto {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(venue.get_absolute_url())
