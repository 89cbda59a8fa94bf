"""Where allauth meets the house."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.template.loader import render_to_string

from quartier.journal.actions import queue_mail


class AccountAdapter(DefaultAccountAdapter):
    """Mail of accounts goes through the outbox; invented people of the demo stay out."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox: asking takes the same time whether or not the address is known."""
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        text = render_to_string(f"{template_prefix}_message.txt", context)
        queue_mail(key=f"account:{uuid.uuid4().hex}", to=email, subject=subject, text=text, secret=True)

    def is_open_for_signup(self, request: Any) -> bool:
        """Everybody may have an account."""
        return True
