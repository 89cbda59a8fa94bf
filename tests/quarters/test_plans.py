"""An uploaded plan: laid on the ground by known points, drawn on, shown to others only when somebody says so."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from quartier.files.models import Picture
from quartier.journal.models import Entry
from quartier.quarters.actions import plans
from quartier.quarters.actions.founding import set_boundary
from quartier.quarters.actions.retaining import retain
from quartier.quarters.directory import _held
from quartier.quarters.models import Quarter, QuarterPlan
from quartier.quarters.plan import Mark
from tests.factories import make_actor, make_quarter, make_user

pytestmark = pytest.mark.django_db

HOME = "/stadtteile/lindenhof"
PLAN = f"{HOME}/grenze/plan/"
MIDDLE = (51.445, 7.08)


@pytest.fixture(autouse=True)
def _forget() -> None:
    _held.clear()


@pytest.fixture
def quarter(client) -> Quarter:
    """A public quarter without a boundary; the client is its coordinator's."""
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    return make_quarter(coordinator=coordinator)


def png(width: int = 800, height: int = 600) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (200, 220, 200)).save(file, "PNG")
    return SimpleUploadedFile("plan.png", file.getvalue(), "image/png")


def upload(client, **size: int) -> QuarterPlan:
    address = PLAN if not QuarterPlan.objects.exists() else f"{PLAN}?neu"
    answer = client.post(address, {"picture": png(**size), "source": "selbst gezeichnet von Cora"})
    assert answer.status_code == 302, answer.content.decode()
    return QuarterPlan.objects.get()


def hidden(page: str) -> dict[str, str]:
    """Return what the form of the plan carries on."""
    found = dict(re.findall(r'<input type="hidden" name="(mitte|weite|nummer)" value="([^"]+)"', page))
    for name in ("punkt", "lage"):
        if match := re.search(rf'<input [^>]*name="{name}"[^>]*>', page):
            value = re.search(r'value="([^"]*)"', match[0])
            found[name] = value[1] if value else ""
    return found


def known(client, x: int, y: int, **where: str) -> str:
    """Click on the plan without a script, say what is there, and keep it."""
    sent = hidden(client.get(PLAN).content.decode())
    clicked = hidden(client.post(PLAN, sent | {"gross.x": x, "gross.y": y}).content.decode())
    return client.post(PLAN, clicked | where | {"speichern": "ja"}, follow=True).content.decode()


def test_a_plan_is_uploaded_laid_and_drawn_on_without_a_script(client, quarter) -> None:
    assert "Plan hochladen" in client.get(PLAN).content.decode()
    upload(client)
    assert "Es fehlen noch 2 Punkte" in client.get(PLAN).content.decode()
    assert "Es fehlt noch 1 Punkt" in known(client, 160, 240, lage="51.445, 7.07")
    page = known(client, 480, 240, lage="51.445, 7.09")
    assert "Der Plan liegt auf der Karte. Er ist rund 2,8 km breit." in page
    assert "Ein dritter Punkt" in page
    assert Entry.objects.filter(verb="plan.laid").count() == 2

    page = client.get(f"{HOME}/grenze/").content.decode()
    assert "selbst gezeichnet von Cora" in page
    assert "<image" in page
    assert "Kästchen" not in page
    sent = dict(re.findall(r'name="(mitte|weite)" value="([^"]+)"', page))
    page = client.post(f"{HOME}/grenze/", sent | {"gross.x": 320, "gross.y": 240}).content.decode()
    lat, lon = (float(part) for part in re.search(r"<textarea[^>]*>\s*([\d., ]+)", page)[1].split(","))
    assert (lat, lon) == pytest.approx(MIDDLE, abs=2e-5)


def test_typing_a_place_does_the_same_as_clicking_on_it(client, quarter) -> None:
    plan = upload(client)
    known(client, 160, 240, lage="51.445, 7.07")
    client.post(PLAN, {"punkt": "300, 200", "lage": "51.445, 7.07", "speichern": "ja"})
    plan.refresh_from_db()
    clicked, typed = plan.marks
    assert clicked == pytest.approx(typed, abs=1.5)
    assert typed == [200, 300, 51.445, 7.07]


def test_pressing_the_plan_with_the_keyboard_sets_nothing_and_says_what_to_do(client, quarter) -> None:
    upload(client)
    sent = hidden(client.get(PLAN).content.decode()) | {"punkt": "20, 30"}
    page = client.post(PLAN, sent | {"gross.x": 0, "gross.y": 0}).content.decode()
    assert hidden(page)["punkt"] == "20, 30"
    assert "Mit der Tastatur" in page


def test_the_plan_can_be_looked_at_from_near(client, quarter) -> None:
    upload(client)
    sent = hidden(client.get(PLAN).content.decode())
    near = hidden(client.post(PLAN, sent | {"ausschnitt": "naeher"}).content.decode())
    assert float(near["weite"]) == float(sent["weite"]) / 2
    clicked = hidden(client.post(PLAN, near | {"gross.x": 640, "gross.y": 240}).content.decode())
    assert clicked["punkt"] == "300.0, 600.0"


def test_a_known_place_can_be_chosen_instead_of_degrees(client, quarter) -> None:
    make_actor(quarter, "Kita am Bach", latitude=51.4461, longitude=7.0812)
    plan = upload(client)
    assert '<option value="51.4461, 7.0812">Kita am Bach</option>' in client.get(PLAN).content.decode()
    known(client, 100, 100, ort="51.4461, 7.0812", lage="")
    plan.refresh_from_db()
    assert plan.marks[0][2:] == [51.4461, 7.0812]


def test_three_points_tell_how_well_they_fit_and_a_wrong_one_is_said(client, quarter) -> None:
    plan = upload(client)
    marks = [Mark(200, 300, 51.445, 7.07), Mark(600, 300, 51.445, 7.09), Mark(400, 50, 51.4529, 7.08)]
    plans.set_marks(plan, marks, by=None)
    page = client.get(PLAN).content.decode()
    assert re.search(r"passen bis auf \d\d? m zusammen", page)
    assert "Das ist viel" not in page
    assert "Norden ist auf diesem Plan nicht oben" not in page
    plans.set_marks(plan, [*marks[:2], Mark(400, 550, 51.4529, 7.08)], by=None)
    assert "Das ist viel" in client.get(PLAN).content.decode()
    plans.set_marks(plan, [Mark(600, 300, 51.445, 7.07), Mark(200, 300, 51.445, 7.09)], by=None)
    assert "Norden ist auf diesem Plan nicht oben" in client.get(PLAN).content.decode()
    plans.set_marks(plan, marks[:1] * 2, by=None)
    assert "an derselben Stelle" in client.get(PLAN).content.decode()


def test_points_are_moved_and_taken_away(client, quarter) -> None:
    plan = upload(client)
    plans.set_marks(plan, [Mark(200, 300, 51.445, 7.07), Mark(600, 300, 51.445, 7.09)], by=None)
    page = client.get(f"{PLAN}?nummer=1").content.decode()
    assert "Punkt 2 verschieben" in page
    sent = hidden(page)
    assert sent["punkt"] == "300.0, 600.0"
    client.post(f"{PLAN}?nummer=1", sent | {"punkt": "310, 610", "speichern": "ja"})
    plan.refresh_from_db()
    assert plan.marks == [[200, 300, 51.445, 7.07], [610, 310, 51.445, 7.09]]
    client.post(f"{PLAN}punkt-weg/", {"nummer": "0"})
    client.post(f"{PLAN}punkt-weg/", {"nummer": "7"})
    plan.refresh_from_db()
    assert plan.marks == [[610, 310, 51.445, 7.09]]


def test_no_more_points_are_kept_than_anybody_needs(client, quarter) -> None:
    plan = upload(client)
    plans.set_marks(plan, [Mark(number, 300, 51.445, 7.07) for number in range(plans.MOST_MARKS)], by=None)
    answer = client.post(PLAN, {"punkt": "1, 1", "lage": "51, 7", "speichern": "ja"}, follow=True)
    assert "Das sind genug Punkte" in answer.content.decode()
    plan.refresh_from_db()
    assert len(plan.marks) == plans.MOST_MARKS


def test_width_and_middle_lay_a_plan_with_north_up(client, quarter) -> None:
    plan = upload(client)
    assert client.post(f"{PLAN}breite/", {"mitte": "", "breite": "3"}).status_code == 422
    client.post(f"{PLAN}breite/", {"mitte": "51.445, 7.08", "breite": "3000"})
    plan.refresh_from_db()
    laid = plan.calibrated
    assert abs(laid.tilt) < 0.01
    assert laid.width * laid.metres_per_pixel == pytest.approx(3000, rel=1e-3)
    assert laid.to_position(400, 300) == pytest.approx(MIDDLE, abs=1e-5)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Klicken Sie auf eine Stelle"),
        ({"punkt": "10, 10"}, "Wählen Sie, was dort ist"),
        ({"punkt": "10", "lage": "51, 7"}, "Bildpunkte von oben"),
        ({"punkt": "nan, 5", "lage": "51, 7"}, "neben dem Plan"),
        ({"punkt": "601, 5", "lage": "51, 7"}, "neben dem Plan"),
        ({"punkt": "10, 10", "lage": "99, 7"}, "zwei Zahlen mit Komma"),
        ({"punkt": "10, 10", "ort": "51, 7"}, "gültig"),
        ({"punkt": "10, 10", "lage": "51, 7", "mitte": "x", "weite": "nan"}, ""),
    ],
)
def test_points_that_say_nothing_are_refused_in_words(client, quarter, sent, words) -> None:
    plan = upload(client)
    answer = client.post(PLAN, sent | {"speichern": "ja"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    plan.refresh_from_db()
    assert plan.marks == []


def test_a_picture_and_its_source_are_needed(client, quarter) -> None:
    assert client.post(PLAN, {"source": "x"}).status_code == 422
    assert client.post(PLAN, {"picture": png()}).status_code == 422
    wrong = SimpleUploadedFile("plan.png", b"<svg onload='x'/>")
    assert client.post(PLAN, {"picture": wrong, "source": "x"}).status_code == 422
    assert not QuarterPlan.objects.exists()


def test_others_see_the_plan_only_when_it_is_shown_and_then_with_its_source(client, quarter) -> None:
    make_actor(quarter, "Kita", latitude=51.445, longitude=7.08)
    plan = upload(client)
    plans.lay_level(plan, MIDDLE, 3000, by=None)
    directory = f"{HOME}/wer-dabei-ist/?ansicht=karte"
    for visitor in (Client(), client):
        assert "<image" not in visitor.get(directory).content.decode()
    assert Client().get(f"{PLAN}bild/").status_code == 404
    assert client.get(f"{PLAN}bild/").status_code == 200
    client.post(f"{PLAN}angaben/", {"source": "Amt <b>für</b> Karten", "is_shown": "on"})
    page = Client().get(directory).content.decode()
    assert page.count("<image") == 2
    assert "Amt &lt;b&gt;für" in page
    assert Client().get(f"{PLAN}bild/").status_code == 200
    quarter.is_public = False
    quarter.save()
    assert Client().get(f"{PLAN}bild/").status_code == 404


def test_a_plan_that_was_taken_away_is_nowhere_and_comes_back(client, quarter) -> None:
    plan = upload(client)
    plans.change_plan(plan, {"is_shown": True}, by=None)
    plans.lay_level(plan, MIDDLE, 3000, by=None)
    page = client.post(f"{PLAN}angaben/", {"entfernen": "ja"}, follow=True).content.decode()
    assert "Rückgängig machen" in page
    assert Client().get(f"{PLAN}bild/").status_code == 404
    assert "<image" not in client.get(f"{HOME}/grenze/").content.decode()
    assert client.get(f"{PLAN}breite/").status_code == 404
    client.post(f"{PLAN}zurueckholen/")
    assert Client().get(f"{PLAN}bild/").status_code == 200
    assert "<image" in client.get(f"{HOME}/grenze/").content.decode()


def test_a_plan_that_was_taken_away_is_deleted_after_thirty_days_with_its_picture(client, quarter) -> None:
    plans.remove_plan(upload(client), by=None)
    retain(timezone.now() + dt.timedelta(days=29))
    assert QuarterPlan.objects.exists()
    retain(timezone.now() + dt.timedelta(days=31))
    assert not QuarterPlan.objects.exists()
    assert not Picture.objects.exists()


def test_a_new_plan_takes_the_place_of_the_old_one(client, quarter) -> None:
    before = upload(client)
    plans.lay_level(before, MIDDLE, 3000, by=None)
    after = upload(client, width=300, height=200)
    assert after.pk != before.pk
    assert after.marks == []
    assert Picture.objects.count() == 1


def test_the_boundary_page_asks_once_for_the_plan(client, quarter, django_assert_num_queries) -> None:
    set_boundary(quarter, [[[7.07, 51.44], [7.09, 51.44], [7.09, 51.45], [7.07, 51.44]]], by=None)
    plans.lay_level(upload(client), MIDDLE, 3000, by=None)
    client.get(f"{HOME}/grenze/")
    with django_assert_num_queries(9):
        client.get(f"{HOME}/grenze/")
