"""What runs in the background: the outbox."""

import datetime as dt

from quartier.jobs.schedule import recurring
from quartier.journal import outbox


@recurring("outbox", every=dt.timedelta(seconds=20))
def send_mail() -> None:
    """Send what waits in the outbox."""
    outbox.drain()


@recurring("forget-secrets", every=dt.timedelta(hours=1))
def forget_secrets() -> None:
    """Blank old sign-in codes."""
    outbox.forget_secrets()
