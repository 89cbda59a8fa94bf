"""The installation: set up once, described for everybody."""

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.actions.tokens import digest
from quartier.accounts.models import Instance, User
from quartier.accounts.permissions import require
from quartier.journal.actions import record

# Invented, and marked as an example wherever it is shown.
EXAMPLE_NOTICE = """**Dies ist ein Beispiel aus der Demo. Ersetzen Sie es durch Ihre eigenen Angaben.**

Quartiersverein Lindenhof e. V.
Lindenplatz 1
00000 Ruhrau

Vertreten durch den Vorstand.
E-Mail: kontakt@lindenhof.invalid
Eingetragen beim Amtsgericht Ruhrau unter VR 0000.

Verantwortlich für den Inhalt nach § 18 Abs. 2 MStV: der Vorstand, Anschrift wie oben."""


def has_administrator() -> bool:
    """Say whether anybody can administer this installation."""
    return User.objects.filter(role=User.Role.ADMINISTRATOR, is_active=True).exists()


@transaction.atomic
def setup_secret() -> str | None:
    """Return a fresh secret for the first-run wizard, or None when there is an administrator already."""
    if has_administrator():
        return None
    secret = secrets.token_urlsafe(12)
    instance = Instance.load()
    instance.setup_digest = digest(secret)
    instance.save(update_fields=["setup_digest"])
    return secret


def is_setup_secret(secret: str) -> bool:
    """Say whether this secret opens the wizard now."""
    stored = Instance.load().setup_digest
    return bool(stored) and not has_administrator() and secrets.compare_digest(stored, digest(secret))


@transaction.atomic
def set_up(secret: str, *, name: str, email: str, person: str, legal_notice: str = "") -> User:
    """Answer the wizard's three questions: make the first administrator and use the secret up."""
    Instance.objects.select_for_update().filter(pk=1).first()
    if not is_setup_secret(secret):
        raise PermissionDenied("setup")
    instance = Instance.load()
    instance.name, instance.legal_notice, instance.setup_digest = name, legal_notice, ""
    instance.contact_email = email
    instance.save()
    user = User.objects.create_user(email, person, role=User.Role.ADMINISTRATOR)
    record("instance.set_up", instance, by=user)
    return user


@transaction.atomic
def change_instance(values: dict[str, Any], *, by: User) -> Instance:
    """Change what the installation says about itself: name, contact_email, legal_notice, privacy."""
    require(by, "accounts.change_instance")
    instance = Instance.load()
    for field in ("name", "contact_email", "legal_notice", "privacy"):
        setattr(instance, field, values[field])
    instance.is_example = instance.is_example and instance.legal_notice == EXAMPLE_NOTICE
    instance.save()
    record("instance.changed", instance, by=by)
    return instance


def require_legal_notice() -> None:
    """Refuse to publish anything while nobody is named as responsible."""
    if not Instance.load().legal_notice.strip():
        raise ValidationError(
            _("Bevor etwas öffentlich wird, braucht es ein Impressum. Tragen Sie es unter „Verwaltung“ ein."),
            code="legal_notice",
        )


@transaction.atomic
def load_example() -> Instance:
    """Give the demo an example legal notice, where there is none."""
    instance = Instance.load()
    if not instance.legal_notice:
        instance.name, instance.legal_notice, instance.is_example = "Quartier Lindenhof", EXAMPLE_NOTICE, True
        instance.save()
        record("instance.changed", instance, by=None)
    return instance


@transaction.atomic
def remove_example() -> None:
    """Take the example legal notice away again."""
    instance = Instance.load()
    if instance.is_example:
        instance.name, instance.legal_notice, instance.is_example = "Quartier", "", False
        instance.save()
        record("instance.changed", instance, by=None)
