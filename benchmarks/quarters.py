"""What 200 quarters with 300 actors each take, beside one quarter alone and the bare view."""

import os
import random
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

from benchmarks import rig

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.config.settings")
QUARTERS = int(os.environ.get("BENCH_QUARTERS", "200"))
ACTORS = 300  # of each quarter
ROWS = 5000  # of the list that is taken in
PAGES = {
    "directory": "/stadtteile/quartier-0/wer-dabei-ist/",
    "directory_with_facets": "/stadtteile/quartier-0/wer-dabei-ist/?group=professional&group=volunteer",
    "search": "/stadtteile/quartier-0/wer-dabei-ist/?q=Werkstatt",
    "map": "/stadtteile/quartier-0/wer-dabei-ist/?ansicht=karte",
}
_WHAT = "Kita Grundschule Jugendzentrum Heimatverein Sportverein Beratungsstelle Bibliothek Werkstatt Gemeinde Initiative".split()
_WHERE = "am Bach,im Hof,an der Linde,beim Bahnhof,am Markt,hinter der Mühle,im Park,an der Brücke".split(",")
_SAYS = (
    "Offener Treff mit Werkstatt und Garten.",
    "Beratung, Besuchsdienst und ein Frühstück am Mittwoch.",
    "Vier Gruppen, ein Garten am Bach.",
    "Lesen, drucken, Schach am Donnerstag.",
)


def main() -> None:
    """Fill a database, measure, print."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.ROOT_URLCONF = "benchmarks.bare"
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from benchmarks.filling import Filling

    Filling().add(1, 60)  # what the bare view lists
    database = connection.vendor
    _fill(0, 1)
    alone = _processor()
    few = {name: _asked(address) for name, address in PAGES.items()}
    rig.say(f"Making {QUARTERS} quarters with {ACTORS} actors each")
    _fill(1, QUARTERS)
    rig.say("Measuring")
    among = _processor()
    rig.figure(f"quarters.{database}.bare.cpu", among["bare"], "ms CPU")
    for name, address in PAGES.items():
        # The map draws 200 pins; the goal of the lists is that of the 50 rows of the bare view.
        rig.figure(f"quarters.{database}.{name}.cpu", among[name], "ms CPU", among["bare"] * 1.5, among["bare"])
        grown = (among[name] / among["bare"]) / (alone[name] / alone["bare"])
        rig.figure(f"quarters.{database}.{name}.among_many", grown, "times one quarter", 1.2, 1.0)
        rig.figure(f"quarters.{database}.{name}.queries", _asked(address), "queries", few[name], few[name])
    _first_look(database)
    _taking_in(database)
    _network(database)


def _fill(first: int, last: int) -> None:
    """Add the quarters with these numbers, published, with actors, goods and people who agreed."""
    from quartier.accounts.actions.instance import load_example
    from quartier.quarters import vocabulary as v
    from quartier.quarters.actions import founding
    from quartier.quarters.models import Actor, Consent, ContactPerson, Good

    load_example()
    chance = random.Random(11)
    for number in range(first, last):
        quarter = founding.publish_quarter(founding.found_quarter(f"Quartier {number}", by=None), by=None)
        actors = []
        for place in range(ACTORS):
            kind = chance.choice(v.KINDS[3:])
            actors.append(
                Actor(
                    quarter=quarter, name=f"{chance.choice(_WHAT)} {chance.choice(_WHERE)} {place}", kind=kind,
                    group=v.GROUP_OF.get(kind, ""), about=chance.choice(_SAYS), is_listed=True,
                    action_fields=chance.sample(v.ACTION_FIELDS, 2), languages=chance.sample(v.LANGUAGES, 2),
                    street=f"Weg {place}", latitude=51.4 + chance.random() / 50, longitude=7.1 + chance.random() / 50,
                )
            )  # fmt: skip
        Actor.objects.bulk_create(actors)
        people = [ContactPerson(actor=actor, first_name="Kim", last_name=f"Muster{actor.pk}") for actor in actors]
        ContactPerson.objects.bulk_create(people)
        Consent.objects.bulk_create(
            [Consent(person=person, purpose="public", text_version="1", channel="paper") for person in people[::2]]
        )
        Good.objects.bulk_create(
            [Good(actor=actor, direction="offer", kind="room", text="Raum am Abend") for actor in actors]
        )


def _processor() -> dict[str, float]:
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()
    work: dict[str, Callable[[], Any]] = {"bare": partial(rig.get, application, "/kahl/")}
    work |= {name: partial(rig.get, application, address) for name, address in PAGES.items()}
    return rig.cpu(work)


def _asked(address: str) -> int:
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()
    rig.get(application, address)
    return len(rig.queries(partial(rig.get, application, address)))


def _first_look(database: str) -> None:
    """Milliseconds that the first look at a quarter takes after something has happened there."""
    from quartier.quarters.directory import Directory, _entries
    from quartier.quarters.models import Quarter

    quarter = Quarter.objects.get(code="quartier-0")
    taken = rig.cpu({"first": lambda: Directory((), _entries(quarter, "public")).finder}, rounds=5, times=1)
    rig.figure(f"quarters.{database}.first_look.cpu", taken["first"], "ms CPU", 500)


def _taking_in(database: str) -> None:
    """Rows per second of a list of 5,000, from the upload to the last row written."""
    from quartier.quarters import jobs
    from quartier.quarters.actions import founding, lists
    from quartier.quarters.lists.reading import read
    from quartier.quarters.models import Actor

    head = "Einrichtung;Art;Vorname;Name;E-Mail;Telefon;Straße;Plätze;barrierefrei;Themen"
    chance = random.Random(5)
    rows = [
        f"{chance.choice(_WHAT)} {_word(place)};Verein;Kim;{_word(place * 7)};k{place}@verein.example;0201 {100000 + place};"
        f"Weg {place};ca. 80;ja;Kultur"
        for place in range(ROWS)
    ]
    quarter = founding.found_quarter("Lange Liste", by=None)
    began = time.perf_counter()
    made = lists.upload_list(quarter, read("\n".join([head, *rows]).encode(), "liste.csv"), "liste.csv", by=None)
    lists.start_import(made, by=None)
    jobs.work_on_lists()
    took = time.perf_counter() - began
    number = Actor.objects.filter(quarter=quarter).count()
    rig.say(f"{number} actors out of {ROWS} rows in {took:.1f} s")
    # A figure is at most its goal: milliseconds for a row, 500 rows a second are 2 ms each.
    rig.figure(f"quarters.{database}.list.row", took * 1000 / ROWS, "ms per row", 2)


def _word(number: int) -> str:
    syllables = ("an", "be", "ri", "to", "ma", "lu", "ker", "hol", "wen", "dor", "fin", "gar", "sel", "mo", "ra", "ti")
    return "".join(syllables[number >> shift & 15] for shift in (0, 4, 8, 12)).capitalize()


def _network(database: str) -> None:
    """Seconds for the figures and the picture of 300 actors, child process included."""
    from quartier.quarters.network import Node, Tie, analyse

    chance = random.Random(3)
    nodes = [Node(f"k{number}", "volunteer") for number in range(ACTORS)]
    ties = [Tie(*(f"k{place}" for place in chance.sample(range(ACTORS), 2))) for _number in range(600)]
    began = time.perf_counter()
    analyse(nodes, ties)
    rig.figure(f"quarters.{database}.network", time.perf_counter() - began, "s", 1)


if __name__ == "__main__":
    main()
