"""The forms of signing in: allauth's, in our words. The words are given here, so that no page mixes two voices."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quartier.accounts.models import User
from quartier.base.fields import TextField

# Label and help of every field that a person can meet.
WORDS: dict[str, tuple[Any, Any]] = {
    "email": (_("Ihre E-Mail-Adresse"), _("Zum Beispiel: name@beispiel.de")),
    "login": (_("Ihre E-Mail-Adresse"), ""),
    "code": (_("Ihr Code"), _("Er steht in der Mail. Groß und klein ist egal.")),
    "password": (_("Ihr Passwort"), ""),
    "oldpassword": (_("Ihr jetziges Passwort"), ""),
    "password1": (_("Neues Passwort"), _("Mindestens 12 Zeichen. Drei oder vier Wörter hintereinander sind gut.")),
    "password2": (_("Neues Passwort noch einmal"), _("Damit sich kein Tippfehler einschleicht.")),
    "name": (_("Ihr Name"), ""),
}
_REQUIRED = {
    "email": _("Geben Sie Ihre E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
    "login": _("Geben Sie Ihre E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
    "code": _("Geben Sie den Code aus der Mail ein."),
    "password": _("Geben Sie Ihr Passwort ein."),
    "oldpassword": _("Geben Sie Ihr jetziges Passwort ein."),
    "password1": _("Geben Sie ein neues Passwort ein."),
    "password2": _("Geben Sie das neue Passwort noch einmal ein."),
    "name": _("Geben Sie einen Namen ein."),
}


class _OurWords(forms.Form):
    """Gives the fields our words: no placeholder in place of a label, help before the input."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in WORDS:
                field.label, field.help_text = WORDS[name]
                field.error_messages["required"] = _REQUIRED[name]
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _REQUIRED["email"]


class AskForCodeForm(_OurWords, allauth_forms.RequestLoginCodeForm):
    """Who wants to sign in?"""


class LoginCodeForm(_OurWords, allauth_forms.ConfirmLoginCodeForm):
    """The code from the mail, to sign in."""


class EmailCodeForm(_OurWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code from the mail, to confirm an address."""


class ResetCodeForm(_OurWords, allauth_forms.ConfirmPasswordResetCodeForm):
    """The code from the mail, to choose another password."""


class PasswordLoginForm(_OurWords, allauth_forms.LoginForm):
    """Address and password."""

    def _setup_password_field(self) -> None:
        """Keep the password: allauth drops it because nobody gives one when signing up."""


class NewAccountForm(_OurWords, allauth_forms.SignupForm):
    """A new account: an address, and a name for those who want one."""

    name = TextField(max_length=100, required=False)
    field_order = ["email", "name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("So steht er neben dem, was Sie schreiben. Ein Vorname genügt.")
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class NewAddressForm(_OurWords, allauth_forms.AddEmailForm):
    """Another address for the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Ihre neue E-Mail-Adresse")


class FirstPasswordForm(_OurWords, allauth_forms.SetPasswordForm):
    """A first password."""


class OtherPasswordForm(_OurWords, allauth_forms.ChangePasswordForm):
    """Another password."""


class LostPasswordForm(_OurWords, allauth_forms.ResetPasswordForm):
    """Whose password is lost?"""


class NewPasswordForm(_OurWords, allauth_forms.ResetPasswordKeyForm):
    """A new password in place of a lost one."""


class PasswordAgainForm(_OurWords, allauth_forms.ReauthenticateForm):
    """The password, before something important changes."""


class _RecoveryWords(_OurWords):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Ein Notfall-Code")
        self.fields["code"].help_text = _("Sie haben die Codes bekommen, als Sie den Passkey eingerichtet haben.")
        self.fields["code"].error_messages["required"] = _("Geben Sie einen Ihrer Notfall-Codes ein.")


class RecoveryCodeForm(_RecoveryWords, mfa_forms.AuthenticateForm):
    """A recovery code in place of the passkey."""


class RecoveryCodeAgainForm(_RecoveryWords, mfa_forms.ReauthenticateForm):
    """A recovery code, before something important changes."""


class NewPasskeyForm(_OurWords, passkey_forms.AddWebAuthnForm):
    """A name for a new passkey; the browser adds the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Wie soll der Passkey heißen?")
        self.fields["name"].help_text = _("Zum Beispiel: Mein Telefon")


class PasskeyNameForm(_OurWords, passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""
