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

from quartier.journal.models import Message

log = logging.getLogger("quartier.mail")

LEASE = dt.timedelta(minutes=5)
MOST_TRIES = 40  # with pauses up to two hours: more than three days
LONGEST_PAUSE = dt.timedelta(hours=2)
BATCH = 100
SECRETS_KEPT = dt.timedelta(hours=24)


def drain(send: Callable[[Message, BaseEmailBackend], None] | None = None, now: dt.datetime | None = None) -> int:
    """Send what is due; return how many went out. Does nothing while no mail server is set.

    Each message is claimed by a conditional update, sent, and marked; a worker that dies in between leaves a claim
    that runs out. Refusals for good (5xx) end a message, everything else is tried again with growing pauses.
    """
    if not settings.SMTP_HOST:
        return 0
    moment = now or timezone.now()
    sent = 0
    backend = get_connection()
    try:
        for key in list(_due(moment).values_list("pk", flat=True)[:BATCH]):
            if _claim(key, moment):
                sent += _deliver(Message.objects.get(pk=key), send or _send, backend, moment)
    finally:
        backend.close()
    return sent


def forget_secrets(now: dt.datetime | None = None) -> int:
    """Blank sign-in codes and links that are older than a day; return how many."""
    old = Message.objects.filter(is_secret=True, created_at__lt=(now or timezone.now()) - SECRETS_KEPT)
    return old.exclude(text="").update(text="", html="")


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


def _deliver(
    message: Message, send: Callable[[Message, BaseEmailBackend], None], backend: BaseEmailBackend, moment: dt.datetime
) -> int:
    row = Message.objects.filter(pk=message.pk)
    try:
        send(message, backend)
    except (OSError, smtplib.SMTPException) as error:
        _note_failure(message, error, moment)
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
        error=f"{type(error).__name__}: {error}"[:500],
    )
    log.warning("Mail %s not sent (try %s): %s", message.pk, tries, type(error).__name__)


def _is_refused_for_good(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600


def _send(message: Message, backend: BaseEmailBackend) -> None:
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.recipient],
        connection=backend,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.send()
