"""The demo's quarter: Lindenhof, with its actors and people, and who works with whom."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from quartier.accounts.models import User
from quartier.files.actions import drop_picture
from quartier.portal.demo.conferences import load_conference
from quartier.quarters.actions import actors, approaches, founding, network, people, photos, plans, venues
from quartier.quarters.models import Actor, Membership, Quarter, QuarterPlan, VenuePhoto


@transaction.atomic
def load_quarter(coordinator: User) -> Quarter:
    """Add the quarter with its coordinator, published. Does nothing where it already is."""
    data = tomllib.loads((Path(__file__).parent / "quarters.toml").read_text(encoding="utf-8"))
    found = Quarter.objects.filter(is_demo=True).first()
    if found is not None:
        return found
    from quartier.portal.demo import pictures  # loads the library that draws: only where the demo is made

    about = data["quarter"]
    quarter = founding.found_quarter(about["name"], about["municipality"], by=None, is_demo=True)
    Membership.objects.create(quarter=quarter, user=coordinator, role=Membership.Role.COORDINATOR)
    founding.change_quarter(quarter, {**about, "description": about["description"].strip()}, data["figures"], by=None)
    founding.set_boundary(quarter, [data["boundary"]["ring"]], by=None)
    about_plan = tomllib.loads((Path(__file__).parent / "plan.toml").read_text(encoding="utf-8"))
    plan = plans.add_plan(quarter, pictures.plan(about_plan), about["plan"], by=None)
    plans.change_plan(plan, {"is_shown": True}, by=None)
    plans.lay_level(plan, about_plan["middle"], about_plan["across"], by=None)
    named = {entry["name"]: _add(quarter, entry) for entry in data["actors"]}
    for room in tomllib.loads((Path(__file__).parent / "rooms.toml").read_text(encoding="utf-8"))["rooms"]:
        venue = venues.add_venue(named[room["host"]], room, by=None)
        if "drawing" in room:
            photos.add_photo(venue, pictures.ROOMS[room["drawing"]](), room["drawn"], by=None)
    for tie in data["ties"]:
        one, other = (named[name] for name in tie["between"])
        network.add_tie(one, other, tie, by=None)
    approaches.choose_sort(quarter, about["sort"], about["residents"], by=None)
    for asked in data["approaches"]:
        day = timezone.localdate() - dt.timedelta(days=asked["days_ago"])
        approaches.ask_somebody(quarter, asked["kind"], day, asked["note"], by=None)
    founding.publish_quarter(quarter, by=None)
    load_conference(quarter)
    return quarter


def _add(quarter: Quarter, entry: dict[str, Any]) -> Actor:
    latitude, longitude = entry.get("at", (None, None))
    actor = actors.add_actor(quarter, entry | {"latitude": latitude, "longitude": longitude}, by=None)
    goods = [{"direction": "offer", "kind": kind, "text": text} for kind, text in entry.get("offers", ())]
    goods += [{"direction": "seek", "kind": kind, "text": text} for kind, text in entry.get("seeks", ())]
    actors.set_goods(actor, goods, by=None)
    for text in entry.get("activities", ()):
        actors.say_activity(actor, text, by=None)
    for person in entry.get("people", ()):
        added = people.add_person(actor, person, by=None)
        for purpose in person.get("agreed", ()):
            people.note_consent(added, purpose, "paper", by=None)
    actors.list_actors([actor], True, by=None)
    return actor


@transaction.atomic
def remove_quarter() -> int:
    """Remove the quarter with everything in it, its pictures among it; return how many actors it had."""
    quarter = Quarter.objects.filter(is_demo=True).first()
    if quarter is None:
        return 0
    number = quarter.actors.count()
    drawn = [plan.picture for plan in QuarterPlan.objects.filter(quarter=quarter)]
    taken = [photo.picture for photo in VenuePhoto.objects.filter(venue__actor__quarter=quarter)]
    quarter.delete()
    for picture in [*drawn, *taken]:
        drop_picture(picture)
    return number
