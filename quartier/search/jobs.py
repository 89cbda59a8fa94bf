"""What runs in the background: taking compounds apart."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from quartier.jobs.schedule import recurring
from quartier.search.index import forget_terms, learn_compounds


@recurring("search-compounds", words=_("Neue Wörter für die Suche lernen"), every=dt.timedelta(hours=6))
def learn() -> None:
    """Take apart the compounds of new documents; forget the words of old ones."""
    learn_compounds()
    forget_terms()
