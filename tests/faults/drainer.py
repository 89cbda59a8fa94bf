"""Run as a process: a worker that sends the outbox, and dies where FAILPOINT says.

`python -m tests.faults.drainer NUMBER` fills the outbox with so many mails and sends until nothing is due. CLOCK moves
the clock forward, in seconds: claims of the dead have run out. FAILPOINT is "claimed", "after250" or "marked"; it
strikes at the third mail. MUTANT=mark marks before it sends.
"""

import datetime as dt
import os
import signal
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
STRIKE = 3


def fill(number: int) -> None:
    """Put mails into the outbox."""
    from django.db import transaction

    from quartier.journal.actions import queue_mail

    with transaction.atomic():
        for index in range(number):
            queue_mail(key=f"probe:{index}", to=f"person{index}@example.org", subject=f"Nummer {index}", text="Hallo")


def send() -> None:
    """Send what is due, and die on the way when told to."""
    from django.utils import timezone

    from quartier.journal import outbox
    from quartier.journal.models import Message

    real_now, ahead = timezone.now, dt.timedelta(seconds=float(os.environ.get("CLOCK", "0")))
    timezone.now = lambda: real_now() + ahead
    failpoint, is_mutant = os.environ.get("FAILPOINT", ""), os.environ.get("MUTANT") == "mark"
    number = 0

    def die_at(point: str) -> None:
        if failpoint == point and number == STRIKE:
            os.kill(os.getpid(), signal.SIGKILL)

    def send_one(message, backend) -> None:
        nonlocal number
        number += 1
        if is_mutant:
            Message.objects.filter(pk=message.pk).update(state=Message.State.SENT)
        die_at("claimed")
        outbox._send(message, backend)
        die_at("after250")

    deliver = outbox._deliver

    def deliver_one(*arguments):
        done = deliver(*arguments)
        die_at("marked")
        return done

    outbox._deliver = deliver_one
    outbox.drain(send_one)


if __name__ == "__main__":
    import django

    django.setup()
    fill(int(sys.argv[1]))
    send()
