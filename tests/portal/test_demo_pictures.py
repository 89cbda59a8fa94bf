"""The pictures of the demo: drawn by the code, on the maps and in the lists, and gone with it."""

import os
import subprocess
import sys

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from quartier.files.models import FOLDER, Picture
from quartier.journal.models import Entry
from quartier.portal import demo
from quartier.quarters.models import QuarterPlan, VenuePhoto

pytestmark = pytest.mark.django_db


def kept() -> set[str]:
    """Return the names of all bytes that are kept."""
    return set(default_storage.listdir(FOLDER)[1]) if default_storage.exists(FOLDER) else set()


def test_the_plan_and_the_photos_come_and_go_with_the_demo(django_capture_on_commit_callbacks) -> None:
    before = kept()
    quarter = demo.load_quarter(demo.load_instance())
    plan = QuarterPlan.objects.get()
    assert plan.calibrated is not None
    rooms = Client().get(f"{quarter.get_absolute_url()}raeume/").content.decode()
    assert rooms.count("card__picture") == VenuePhoto.objects.count() == 2
    assert rooms.count('alt="Zeichnung: ') == 2  # nobody is told that it is a photo of a room that exists
    shown = Client().get(f"{quarter.get_absolute_url()}wer-dabei-ist/?ansicht=karte").content.decode()
    assert "picture-backdrop" in shown
    assert "für dieses Beispiel gezeichnet" in shown
    assert len(kept() - before) == 2 * Picture.objects.count() == 6
    assert {"plan.added", "plan.changed", "plan.laid", "photo.added"} <= set(
        Entry.objects.values_list("verb", flat=True)
    )
    with django_capture_on_commit_callbacks(execute=True):
        demo.remove_quarter()
    assert not Picture.objects.exists()
    assert kept() == before


def test_every_actor_of_the_demo_lies_on_its_plan() -> None:
    quarter = demo.load_quarter(demo.load_instance())
    plan = QuarterPlan.objects.get()
    for actor in quarter.actors.exclude(latitude=None):
        x, y = plan.calibrated.to_pixels(actor.latitude, actor.longitude)
        assert 0 < x < plan.picture.width, actor.name
        assert 0 < y < plan.picture.height, actor.name


def test_the_library_that_draws_is_loaded_only_where_the_demo_is_made() -> None:
    code = "import django; django.setup(); import quartier.portal.demo.quarters, sys; print('PIL' in sys.modules)"
    environment = {"DJANGO_SETTINGS_MODULE": "quartier.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | environment, check=True
    )
    assert done.stdout.strip() == "False", done.stderr[-500:]
