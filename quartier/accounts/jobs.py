"""What runs in the background: forgetting who was signed in."""

import datetime as dt
from importlib import import_module

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quartier.jobs.schedule import recurring


@recurring("forget-sessions", words=_("Abgelaufene Anmeldungen löschen"), every=dt.timedelta(days=1))
def forget_sessions() -> None:
    """Delete the sessions that have ended by themselves."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
