"""Sending the outbox: none is lost, an extra copy only in the moment between the server's yes and our note.

An extra copy carries the same Message-ID, so that mail programs recognise it.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.utils import timezone

from quartier.base.text import clean
from quartier.journal.models import Message

log = logging.getLogger("quartier.mail")

LEASE = dt.timedelta(minutes=5)
MOST_TRIES = 170  # with pauses up to half an hour: more than three days
LONGEST_PAUSE = dt.timedelta(minutes=30)  # so long a mail may wait at most when the server is back
LONGEST_RUN = dt.timedelta(minutes=5)  # then other jobs of the same worker have their turn
BATCH = 100
SECRETS_KEPT = dt.timedelta(hours=24)
MAILS_KEPT = dt.timedelta(days=90)  # long enough to answer "did that reach me?"

Send = Callable[[Message, BaseEmailBackend], None]
Headers = Callable[[Message], dict[str, str]]
_headers: dict[str, Headers] = {}  # what the key of a mail says before its colon -> which headers it gets besides


class AwayError(Exception):
    """The mail server cannot be reached, or has closed the connection: it is not about one mail."""


def register_headers(occasion: str, make: Headers) -> None:
    """Give mails whose key is "<occasion>:…" more headers. Apps call it when they are made ready."""
    _headers[occasion] = make


def drain(send: Send | None = None, now: dt.datetime | None = None) -> int:
    """Send what is due; return how many went out. Does nothing while no mail server is set.

    Each message is claimed by a conditional update, sent, and marked; a worker that dies in between leaves a claim
    that runs out. Refusals for good (5xx) end a message, everything else is tried again with growing pauses. When the
    server is away, the rest waits for the next run instead of running into the same wall. `now` stops the clock.
    """
    if not settings.SMTP_HOST:
        return 0

    def clock() -> dt.datetime:
        return now or timezone.now()

    end = clock() + LONGEST_RUN
    sent = 0
    backend = get_connection()
    try:
        while clock() <= end and (keys := list(_due(clock()).values_list("pk", flat=True)[:BATCH])):
            for key in keys:
                if _claim(key, clock()):
                    sent += _deliver(Message.objects.get(pk=key), send or _send, backend, clock())
    except AwayError as error:
        log.warning("The mail server is away: %s", error)
    finally:
        _close(backend)
    return sent


def forget_secrets(now: dt.datetime | None = None) -> int:
    """Blank sign-in codes and links that are older than a day; return how many."""
    old = Message.objects.filter(is_secret=True, created_at__lt=(now or timezone.now()) - SECRETS_KEPT)
    return old.exclude(text="").update(text="", html="")


def forget_old(now: dt.datetime | None = None) -> int:
    """Delete the mails of more than 90 days ago that no longer wait; return how many."""
    old = Message.objects.filter(created_at__lt=(now or timezone.now()) - MAILS_KEPT)
    return old.exclude(state=Message.State.WAITING).delete()[0]


def retry(message: Message) -> None:
    """Let a failed message go out again."""
    Message.objects.filter(pk=message.pk, state=Message.State.FAILED).update(
        state=Message.State.WAITING, next_try_at=timezone.now(), tries=0, error=""
    )


def _due(moment: dt.datetime) -> models.QuerySet[Message]:
    free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=moment)
    return Message.objects.filter(free, state=Message.State.WAITING, next_try_at__lte=moment).order_by("id")


def _claim(key: int, moment: dt.datetime) -> bool:
    return _due(moment).filter(pk=key).order_by().update(claimed_until=moment + LEASE) == 1


def _deliver(message: Message, send: Send, backend: BaseEmailBackend, moment: dt.datetime) -> int:
    row = Message.objects.filter(pk=message.pk)
    try:
        send(message, backend)
    except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: no mail can be made of it
        _note_failure(message, error, moment)
        if _is_away(error):
            raise AwayError(type(error).__name__) from error
        return 0
    with transaction.atomic():
        row.update(state=Message.State.SENT, sent_at=timezone.now(), claimed_until=None, error="")
    return 1


def _note_failure(message: Message, error: Exception, moment: dt.datetime) -> None:
    tries = message.tries + 1
    is_final = _is_refused_for_good(error) or tries >= MOST_TRIES
    pause = min(dt.timedelta(seconds=15) * 2 ** min(tries, 12), LONGEST_PAUSE)
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.FAILED if is_final else Message.State.WAITING,
        tries=tries,
        next_try_at=moment + pause,
        claimed_until=None,
        error=clean(f"{type(error).__name__}: {error}")[:500],
    )
    log.warning("Mail %s not sent (try %s): %s", message.pk, tries, type(error).__name__)


def _is_refused_for_good(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _reason in error.recipients.values())
    return isinstance(error, ValueError) or (isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600)


def _is_away(error: Exception) -> bool:
    of_server = (
        smtplib.SMTPServerDisconnected,
        smtplib.SMTPConnectError,
        smtplib.SMTPHeloError,
        smtplib.SMTPAuthenticationError,  # a hundred more wrong sign-ins would only lock the account
        smtplib.SMTPNotSupportedError,
    )
    if isinstance(error, smtplib.SMTPException):  # which is an OSError, too
        return isinstance(error, of_server)
    return isinstance(error, OSError)


def _close(backend: BaseEmailBackend) -> None:
    """Say goodbye; a server that has gone away already is no failure of the mails before."""
    try:
        backend.close()
    except (OSError, smtplib.SMTPException):
        log.info("The mail server closed the connection first")


def _more_headers(message: Message) -> dict[str, str]:
    make = _headers.get(message.key.partition(":")[0])
    return make(message) if make else {}


def _send(message: Message, backend: BaseEmailBackend) -> None:
    backend.open()  # once for all mails of a run; does nothing when it is open
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.recipient],
        connection=backend,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"} | _more_headers(message),
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.send()
