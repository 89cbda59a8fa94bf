"""The demo: invented people of an invented quarter, on top of the real catalogue.

Everything here belongs to accounts marked `is_demo`, so it is shown with a mark and leaves with them.
"""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from quartier.accounts.actions.instance import load_example, remove_example
from quartier.accounts.models import Instance, User
from quartier.journal.actions import record
from quartier.methods import vocabulary as v
from quartier.methods.actions.assessing import save_assessment
from quartier.methods.actions.commenting import write_comment
from quartier.methods.models import Assessment, Comment, Method
from quartier.portal.demo.quarters import load_quarter, remove_quarter

# Reserved by RFC 2606: no mail can ever be delivered there.
DOMAIN = "lindenhof.invalid"


ADMINISTRATOR = ("amira@lindenhof.invalid", "Amira Wendtland")


def load() -> int:
    """Load the whole demo; return how many things its people say. Repeating it changes nothing."""
    load_quarter(load_instance())
    return load_voices()


@transaction.atomic
def load_instance() -> User:
    """Give the installation the demo's example legal notice and administrator."""
    load_example()
    email, name = ADMINISTRATOR
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, name, role=User.Role.ADMINISTRATOR)


def remove() -> int:
    """Remove all of the demo but its administrator, who is the only one to sign in; return how much was said."""
    removed = remove_voices()
    remove_quarter()
    remove_example()
    return removed


@transaction.atomic
def load_voices() -> int:
    """Add the demo's assessments and comments; return how many. Does nothing where they already are."""
    data = tomllib.loads((Path(__file__).parent / "voices.toml").read_text(encoding="utf-8"))
    if User.objects.filter(is_demo=True).exists():
        return 0
    people = {
        key: User.objects.create_user(f"{key}@{DOMAIN}", person["name"], is_demo=True)
        for key, person in data["people"].items()
    }
    methods = {method.code: method for method in Method.objects.all()}
    said = 0
    for entry in data["assessments"]:
        if method := methods.get(entry["method"]):
            save_assessment(method, _assessment(entry, data["people"]), by=people[entry["person"]])
            said += 1
    for entry in data["comments"]:
        if method := methods.get(entry["method"]):
            comment = write_comment(method, entry["body"], by=people[entry["person"]])
            written = timezone.now() - dt.timedelta(days=entry["days_ago"])
            Comment.objects.filter(pk=comment.pk).update(created_at=written)
            said += 1
    # Nobody signs in as an invented person.
    User.objects.filter(is_demo=True).update(is_active=False)
    return said


@transaction.atomic
def remove_voices() -> int:
    """Remove the invented people and all that they said; return how many things were said."""
    comments, _ = Comment.objects.filter(author__is_demo=True).delete()
    assessments, _ = Assessment.objects.filter(author__is_demo=True).delete()
    User.objects.filter(is_demo=True).delete()
    # The public pages that showed them are old now.
    record("demo.removed", Instance.load(), by=None)
    return comments + assessments


def _assessment(entry: dict[str, Any], people: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {scale: step or None for scale, step in zip(v.SCALES, entry["scales"], strict=True)}
    values["role"] = people[entry["person"]]["role"]
    return values | {key: entry[key] for key in ("people", "place", "effort", "note") if key in entry}
