"""What runs in the background: taking compounds apart, and mending the index."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from quartier.jobs.schedule import recurring
from quartier.search.healing import heal
from quartier.search.index import forget_terms, learn_compounds


@recurring("search-compounds", words=_("Neue Wörter für die Suche lernen"), every=dt.timedelta(hours=6))
def learn() -> None:
    """Take apart the compounds of new documents; forget the words of old ones."""
    learn_compounds()
    forget_terms()


# A process may die after it has saved something, and before the index has heard of it.
@recurring("search-healing", words=_("Den Suchindex mit dem vergleichen, was gilt"), every=dt.timedelta(minutes=10))
def mend() -> None:
    """Index what the index has missed, and take out what is gone."""
    heal()
