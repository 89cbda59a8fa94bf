"""What entries of the journal about quarters are about: the quarter alone. Who is who stays within it."""

from collections.abc import Sequence

from quartier.journal.models import Entry
from quartier.journal.reading import Subject
from quartier.quarters.models import Quarter


def subjects(entries: Sequence[Entry]) -> dict[int, Subject]:
    """Name the quarter of each entry, as it is called now. One query at most."""
    codes = {entry.pk: entry.quarter for entry in entries if entry.quarter}
    if not codes:
        return {}
    quarters = {quarter.code: quarter for quarter in Quarter.objects.filter(code__in=set(codes.values()))}
    return {
        pk: Subject(quarters[code].name, quarters[code].get_absolute_url())
        for pk, code in codes.items()
        if code in quarters
    }
