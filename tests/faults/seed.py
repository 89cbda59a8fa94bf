"""Run as a process: prepare a database with people who can sign in and methods; print them as JSON.

`python -m tests.faults.seed NUMBER` makes everything; `... drop-constraint` takes the constraint away for a control.
"""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
METHODS = ("erste", "zweite", "dritte", "vierte", "fuenfte")


def seed(number: int) -> dict[str, object]:
    """Make methods, people with a session and a key each, one comment, and one link that signs in once."""
    import datetime as dt

    from django.contrib.sessions.backends.db import SessionStore

    from quartier.accounts.actions.links import sign_in_path
    from quartier.accounts.actions.tokens import make_token
    from quartier.methods.actions.commenting import write_comment
    from tests.factories import make_method, make_user

    methods = [make_method(code) for code in METHODS]
    people = []
    for index in range(number):
        user = make_user(f"Person {index}")
        session = SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
        session["_auth_user_hash"] = user.get_session_auth_hash()
        session.create()
        _token, secret = make_token(user, name="Last", scopes=["voices:write"], days=1, by=user)
        people.append({"id": user.pk, "session": session.session_key, "key": secret})
    author = make_user("Ada")
    comment = write_comment(methods[0], "Hallo", by=author)
    return {
        "people": people,
        "comment": comment.code,
        "link": sign_in_path(make_user("Lena"), lifetime=dt.timedelta(hours=1)),
    }


def drop_constraint() -> None:
    """Take away what decides between parallel submissions."""
    from django.db import connection

    from quartier.methods.models import Assessment

    constraint = next(c for c in Assessment._meta.constraints if c.name == "assessment_once")
    Assessment._meta.constraints.remove(constraint)  # SQLite makes the table anew from what is left
    with connection.schema_editor() as editor:
        editor.remove_constraint(Assessment, constraint)


if __name__ == "__main__":
    import django
    from django.core.management import call_command
    from django.db import transaction

    django.setup()
    if sys.argv[1] == "drop-constraint":
        drop_constraint()
    else:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        with transaction.atomic():
            made = seed(int(sys.argv[1]))
        sys.stdout.write(json.dumps(made))
