"""What has grown old in a directory: activities that nobody has confirmed, terms that end, offers that have run out."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from quartier.quarters import reminding
from quartier.quarters.models import Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs

MOST = 200  # of each kind; who has more begins at the top


@within("quarters.edit_quarter")
def ask_again(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show whom to ask what, the oldest first."""
    today = timezone.localdate()
    here = {"actor__quarter": quarter, "actor__archived_on": None}
    activities, people, goods = (
        found(today).filter(**here) for found in (reminding.old_activities, reminding.ending, reminding.run_out)
    )
    bundles = reminding.due(quarter, today)
    context = {
        "quarter": quarter,
        "activities": activities.select_related("actor")[:MOST],
        "people": people.select_related("actor")[:MOST],
        "goods": goods.select_related("actor")[:MOST],
        "today": today,
        "bundles": bundles,
        "shown_bundles": bundles[:MOST],
        "may_remind": request.visitor.has_perm("quarters.remind_people", quarter),
        "has_mail": bool(settings.SMTP_HOST),
        "crumbs": crumbs(quarter),
    }
    return render(request, "quarters/ask_again.html", context)
