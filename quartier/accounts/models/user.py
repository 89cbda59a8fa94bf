"""The account."""

from typing import Any, ClassVar

import rules
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.base.codes import new_code


class UserManager(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, email: str, name: str = "", **fields: Any) -> "User":
        """Make an account that signs in by code; a password is optional and set later."""
        user = self.model(email=self.normalize_email(email), name=name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        # allauth's note of the address: the first code that its person types confirms it.
        apps.get_model("account", "EmailAddress").objects.create(user=user, email=user.email, primary=True)
        return user


class User(AbstractBaseUser):
    """A person with an account. Roles at the instance; roles in a quarter live with the quarter."""

    class Role(models.TextChoices):
        NONE = "", _("ohne besondere Rolle")
        EDITOR = "editor", _("Redaktion")
        ADMINISTRATOR = "administrator", _("Administration")

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    email = models.EmailField("E-Mail-Adresse", max_length=254, unique=True)
    name = models.CharField("Name", max_length=100, blank=True)
    language = models.CharField("Sprache", max_length=8, default="de")
    role = models.CharField(max_length=20, choices=Role, default=Role.NONE, blank=True)
    is_active = models.BooleanField(default=True)
    # Invented people of the demo: they own the demo's assessments and comments, cannot sign in, and leave with it.
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    # Part of what a session is checked against: one more, and every session of the account has ended.
    session_epoch = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
            models.CheckConstraint(
                condition=models.Q(role__in=["", "editor", "administrator"]), name="user_role_known"
            ),
        ]
        verbose_name = "Konto"
        verbose_name_plural = "Konten"

    def __str__(self) -> str:
        return self.name or gettext("Konto ohne Namen")

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.role == self.Role.ADMINISTRATOR

    @property
    def is_editor(self) -> bool:
        """Administrators are editors too."""
        return self.is_active and self.role in {self.Role.EDITOR, self.Role.ADMINISTRATOR}

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Bind sessions to the password and the epoch (Django compares this on every request)."""
        state = f"{self.password}:{self.session_epoch}"
        return salted_hmac("quartier.accounts.session", state, secret=secret, algorithm="sha256").hexdigest()

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Ask the permission tables (`rules.py` of each app)."""
        return bool(rules.has_perm(perm, self, obj))

    def has_module_perms(self, app_label: str) -> bool:
        return False
