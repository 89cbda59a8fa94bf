"""What runs in the background: related methods and the link checker."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quartier.jobs.schedule import recurring
from quartier.methods.link_checks import check_links
from quartier.methods.relating import recompute_related


@recurring("related-methods", words=_("Ähnliche Methoden finden"), every=dt.timedelta(hours=24))
def relate_methods() -> None:
    """Work out which methods are alike."""
    recompute_related()


# Often and little: each address is asked once a week, and the worker is free again after some seconds.
@recurring("check-links", words=_("Links in Methoden prüfen"), every=dt.timedelta(minutes=15))
def ask_links() -> None:
    """Ask some links whether they still answer."""
    if settings.LINK_CHECK:
        check_links()
