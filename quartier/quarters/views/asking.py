"""What has grown old in a directory: activities that nobody has confirmed, terms that end, offers that have run out."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from quartier.quarters.models import Activity, ContactPerson, Good, Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs

AHEAD = dt.timedelta(days=60)  # terms that end soon: a successor takes time to find
MOST = 200  # of each kind; who has more begins at the top


@within("quarters.edit_quarter")
def ask_again(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show whom to ask what, the oldest first."""
    today = timezone.localdate()
    here = {"actor__quarter": quarter, "actor__archived_on": None}
    activities = Activity.objects.filter(**here, confirmed_on__lt=today - Activity.LASTS).order_by("confirmed_on", "pk")
    people = ContactPerson.objects.filter(**here, term_until__lte=today + AHEAD).order_by("term_until", "pk")
    goods = Good.objects.filter(**here, until__lt=today).order_by("until", "pk")
    context = {
        "quarter": quarter,
        "activities": activities.select_related("actor")[:MOST],
        "people": people.select_related("actor")[:MOST],
        "goods": goods.select_related("actor")[:MOST],
        "today": today,
        "crumbs": crumbs(quarter),
    }
    return render(request, "quarters/ask_again.html", context)
