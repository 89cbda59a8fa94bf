"""Writing to the journal and to the outbox."""

import logging
import uuid
from email.utils import parseaddr
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.utils import timezone

from quartier.jobs.schedule import due_now
from quartier.journal.models import Entry, Message
from quartier.journal.signals import recorded

log = logging.getLogger("quartier.mail")


def record(
    verb: str,
    obj: models.Model,
    *,
    by: AbstractBaseUser | AnonymousUser | None,
    public: bool = False,
    **data: Any,
) -> Entry:
    """Write one entry about an object, in the caller's transaction, and announce it after commit.

    `verb` is "<noun>.<past participle>". `by=None` is the system. `data` must be JSON and holds no personal data
    and no secret: the journal is never erased. Objects of a quarter say which by `quarter_code`.
    """
    entry = Entry.objects.create(
        verb=verb,
        actor=cast(Any, by) if isinstance(by, AbstractBaseUser) else None,
        kind=obj._meta.label_lower,
        code=str(getattr(obj, "code", "") or obj.pk),
        # The journal is never erased: a person is named by code alone.
        title="" if isinstance(obj, AbstractBaseUser) else str(obj)[:200],
        quarter=getattr(obj, "quarter_code", ""),
        is_public=public,
        data=data,
    )
    transaction.on_commit(lambda: recorded.send_robust(Entry, entry=entry), robust=True)
    return entry


def queue_mail(*, key: str, to: str, subject: str, text: str, html: str = "", secret: bool = False) -> Message:
    """Put one mail into the outbox, in the caller's transaction; return the first one when the key repeats.

    `key` names the occasion, so that a repeated action sends nothing twice. A `secret` mail holds a sign-in code or
    link; while no mail server is set it appears on the console, so that nobody is locked out.
    """
    address = parseaddr(to)[1]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    message, created = Message.objects.get_or_create(
        key=key[:120],
        defaults={
            "message_id": f"<{uuid.uuid4().hex}@{domain}>",
            "recipient": address,
            "subject": " ".join(subject.split())[:200],
            "text": text,
            "html": html,
            "next_try_at": timezone.now(),
            "is_secret": secret,
        },
    )
    transaction.on_commit(lambda: due_now("outbox"))
    if created and secret and not settings.SMTP_HOST:
        transaction.on_commit(lambda: _say_on_console(message))
    return message


def _say_on_console(message: Message) -> None:
    """Show a sign-in mail to whoever started the server."""
    lines = "\n".join(f"  | {line}" for line in message.text.strip().splitlines())
    words = "No mail server is set. Mail to %s: %s\n%s"
    log.warning(words, message.recipient, message.subject, lines, extra={"for_console": True})
