"""What runs in the background: sending the outbox, forgetting what is over."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from quartier.jobs.schedule import recurring
from quartier.journal import erasures, outbox, receipts


@recurring("outbox", words=_("Mails verschicken"), every=dt.timedelta(seconds=20), urgent=True)
def send_mail() -> None:
    """Send what waits in the outbox."""
    outbox.drain()


@recurring("forget-secrets", words=_("Alte Anmelde-Codes löschen"), every=dt.timedelta(hours=1))
def forget_secrets() -> None:
    """Blank old sign-in codes."""
    outbox.forget_secrets()


@recurring("forget-receipts", words=_("Gemerkte Antworten von gestern löschen"), every=dt.timedelta(hours=1))
def forget_receipts() -> None:
    """Delete the answers to submissions of yesterday."""
    receipts.forget()


@recurring("forget-mails", words=_("Alte Mails löschen"), every=dt.timedelta(days=1))
def forget_mails() -> None:
    """Delete the mails of long ago."""
    outbox.forget_old()


@recurring("erasures", words=_("Noch einmal löschen, was ein Backup zurückgebracht hat"), every=dt.timedelta(days=1))
def erase_again() -> None:
    """Complete the ledger of erasures, and erase again what a restored backup has brought back."""
    erasures.complete()
    erasures.apply()
