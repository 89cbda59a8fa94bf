"""Photos of a room: seen by whoever sees the room, kept by whoever may change it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.files.serving import answer
from quartier.quarters.actions import photos as actions
from quartier.quarters.forms.photos import PhotoForm
from quartier.quarters.models import Quarter, VenuePhoto
from quartier.quarters.views import venues
from quartier.quarters.views.access import QuarterRequest, within
from quartier.ui.forms import status


@within()
def photo(request: QuarterRequest, quarter: Quarter, code: str, photo: str) -> HttpResponse:
    """Give a photo to whoever sees the room; `?klein` the small one."""
    seen = VenuePhoto.objects.visible_to(request.visitor).filter(venue__actor__quarter=quarter, venue__code=code)
    found = get_object_or_404(seen.select_related("picture"), code=photo)
    return answer(found.picture, request, small="klein" in request.GET)


@within("quarters.see_members")
def photos(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Show the photos of a room, and take in another one."""
    venue = venues.fetch(request, quarter, code)
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_photo(venue, form.cleaned_data["picture"], form.cleaned_data["words"], by=request.visitor)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Das Foto ist da."))
            return redirect("venue_photos", quarter.code, venue.code)
    shown = list(venue.photos.select_related("picture"))
    context = {"quarter": quarter, "venue": venue, "photos": shown, "form": form, "most": actions.MOST}
    context |= {"is_full": len(shown) >= actions.MOST, "crumbs": venues.way_to(quarter, venue)}
    return render(request, "quarters/venue_photos.html", context, status=status(form))


@within("quarters.see_members")
@require_POST
def keep_order(request: QuarterRequest, quarter: Quarter, code: str, photo: str) -> HttpResponse:
    """Show a photo first, or with `weg` remove it."""
    venue = venues.fetch(request, quarter, code)
    found = get_object_or_404(venue.photos.select_related("venue__actor__quarter", "picture"), code=photo)
    if "weg" in request.POST:
        actions.remove_photo(found, by=request.visitor)
        messages.success(request, _("Das Foto ist entfernt."))
    else:
        actions.put_first(found, by=request.visitor)
        messages.success(request, _("Dieses Foto steht jetzt vorn."))
    return redirect("venue_photos", quarter.code, venue.code)
