"""Photos of rooms: added, put in order, removed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.permissions import require
from quartier.accounts.rules import has_account
from quartier.files.actions import drop_picture, keep_picture
from quartier.files.redrawing import Drawn
from quartier.journal.actions import record
from quartier.quarters.models import Venue, VenuePhoto

MOST = 6  # photos of one room


@transaction.atomic
def add_photo(venue: Venue, drawn: Drawn, words: str, *, by: Any) -> VenuePhoto:
    """Add a photo as the last one. At most MOST of one room."""
    require(by, "quarters.edit_venue", venue)
    Venue.objects.select_for_update().get(pk=venue.pk)  # two at once would both find room for one more
    last = venue.photos.last()
    if venue.photos.count() >= MOST:
        raise ValidationError(
            _("Mehr als %(most)s Fotos hat ein Raum nicht. Nehmen Sie erst eines weg.") % {"most": MOST}
        )
    picture = keep_picture(drawn, by=by if by is not None and has_account(by) else None)
    position = last.position + 1 if last else 0
    photo = VenuePhoto.objects.create(venue=venue, picture=picture, words=words, position=position)
    record("photo.added", photo, by=by)
    return photo


@transaction.atomic
def put_first(photo: VenuePhoto, *, by: Any) -> None:
    """Show a photo before all others of its room."""
    require(by, "quarters.edit_venue", photo.venue)
    others = photo.venue.photos.exclude(pk=photo.pk)
    for position, other in enumerate([photo, *others]):
        other.position = position
        other.save(update_fields=["position"])
    record("photo.put_first", photo, by=by)


@transaction.atomic
def remove_photo(photo: VenuePhoto, *, by: Any) -> None:
    """Delete a photo with its bytes."""
    require(by, "quarters.edit_venue", photo.venue)
    record("photo.removed", photo, by=by)
    picture = photo.picture
    photo.delete()
    drop_picture(picture)
