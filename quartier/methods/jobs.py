"""What runs in the background: related methods and the link checker."""

import datetime as dt

from django.conf import settings

from quartier.jobs.schedule import recurring
from quartier.methods.link_checks import check_links
from quartier.methods.relating import recompute_related


@recurring("related-methods", every=dt.timedelta(hours=24))
def relate_methods() -> None:
    """Work out which methods are alike."""
    recompute_related()


# Often and little: each address is asked once a week, and the worker is free again after some seconds.
@recurring("check-links", every=dt.timedelta(minutes=15))
def ask_links() -> None:
    """Ask some links whether they still answer."""
    if settings.LINK_CHECK:
        check_links()
