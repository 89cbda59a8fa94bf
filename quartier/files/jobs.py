"""What runs in the background: deleting bytes that belong to no picture."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from quartier.files.actions import clean_up
from quartier.jobs.schedule import recurring


@recurring("pictures", words=_("Reste von Bildern löschen, die niemand behalten hat"), every=dt.timedelta(days=1))
def clean_up_pictures() -> None:
    """Delete what is left of writes that were taken back or killed."""
    clean_up()
