"""What runs in the background: related methods."""

import datetime as dt

from quartier.jobs.schedule import recurring
from quartier.methods.relating import recompute_related


@recurring("related-methods", every=dt.timedelta(hours=24))
def relate_methods() -> None:
    """Work out which methods are alike."""
    recompute_related()
