"""The demo's conference: Lindenhof's, published, with its concept, groups and mandates. Dates shift with today."""

import dataclasses
import datetime as dt
import tomllib
from pathlib import Path

from django.utils import timezone

from quartier.conferences.actions import concept, founding, groups, mandates, statutes
from quartier.conferences.governance.statutes import Ground, Lapse, Rhythm
from quartier.conferences.models import Conference
from quartier.quarters.models import ContactPerson, Quarter


def load_conference(quarter: Quarter) -> Conference:
    """Add the conference to the quarter that has just been made, in the caller's transaction."""
    data = tomllib.loads((Path(__file__).parent / "conferences.toml").read_text(encoding="utf-8"))
    people = {p.last_name: p for p in ContactPerson.objects.filter(actor__quarter=quarter).select_related("actor")}
    conference = founding.found_conference(quarter, data["conference"], by=None)
    founding.arrange_site(conference, data["blocks"], by=None)
    for section, texts in data["concept"].items():
        for text in texts:
            concept.save_section(conference, section, text, by=None)
    for comment in data["comments"]:
        concept.write_comment(conference, comment["section"], comment["text"], by=None)
    _adopt_rules(conference)
    named = {}
    for entry in data["groups"]:
        group = groups.save_group(conference, None, entry, by=None)
        groups.set_members(
            group, [people[name] for name in entry["members"]], [people[name] for name in entry["leads"]], by=None
        )
        named[entry["name"]] = group
    today = timezone.localdate()
    for entry in data["mandates"]:
        holder = people[entry["who"]]
        values = {
            "role": entry["role"], "way": entry["way"], "holder": holder, "actor": holder.actor,
            "group": named.get(entry.get("group", "")),
            "begins_on": today - dt.timedelta(days=entry["days_ago"]),
            "ends_on": today + dt.timedelta(days=entry["days_left"]) if "days_left" in entry else None,
        }  # fmt: skip
        mandates.give_mandate(conference, values, by=None)
    return founding.set_state(conference, "published", by=None)


def _adopt_rules(conference: Conference) -> None:
    """Let an open assembly's rules hold, and a second version that asks for the third time."""
    rules = statutes.preset("open-assembly", conference.name)
    today = timezone.localdate()
    first = statutes.begin_draft(conference, rules, by=None)
    statutes.adopt(first, today - dt.timedelta(days=690), "Versammlung im Gemeinschaftsraum", by=None)
    regulars = Ground("presences", presences=3, months=12, lapse=Lapse(months=12))
    changed = dataclasses.replace(rules, votes=(regulars,), rhythm=Rhythm(6))
    second = statutes.save_draft(statutes.begin_draft(conference, by=None), changed, by=None)
    statutes.adopt(second, today - dt.timedelta(days=300), "Versammlung im Teehaus, einstimmig", by=None)
