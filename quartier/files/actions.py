"""Keeping and dropping pictures. Whoever owns them asks for permission, and writes the journal."""

import datetime as dt
import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

from quartier.files.models import FOLDER, Picture
from quartier.files.redrawing import Drawn

# Bytes without a row may belong to a transaction that is still open; after so long they belong to none.
ORPHANED_AFTER = dt.timedelta(days=1)


@transaction.atomic
def keep_picture(drawn: Drawn, *, by: Any) -> Picture:
    """Keep a picture: first the bytes, then the row, so that no row is ever without its bytes."""
    picture = Picture(
        width=drawn.large.width,
        height=drawn.large.height,
        media_type=drawn.large.media_type,
        size=len(drawn.large.content),
        sha256=hashlib.sha256(drawn.large.content).hexdigest(),
        small_width=drawn.small.width,
        small_height=drawn.small.height,
        small_media_type=drawn.small.media_type,
        given_by=by,
    )
    default_storage.save(picture.key, ContentFile(drawn.large.content))
    default_storage.save(picture.small_key, ContentFile(drawn.small.content))
    picture.save()
    return picture


@transaction.atomic
def drop_picture(picture: Picture) -> None:
    """Delete a picture; its bytes go once that is certain."""
    keys = [picture.key, picture.small_key]
    picture.delete()
    transaction.on_commit(lambda: _delete(keys))


def clean_up() -> int:
    """Delete pictures that nothing shows any more, and bytes of writes that were taken back or killed. Return how many."""
    before = timezone.now() - ORPHANED_AFTER
    shown_nowhere = list(_shown_nowhere().filter(given_at__lt=before))
    for picture in shown_nowhere:
        drop_picture(picture)
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return len(shown_nowhere)
    old = [name for name in names if default_storage.get_modified_time(f"{FOLDER}/{name}") < before]
    known = set(Picture.objects.values_list("code", flat=True))
    orphans = [f"{FOLDER}/{name}" for name in old if name.removesuffix("-small") not in known]
    _delete(orphans)
    return len(shown_nowhere) + len(orphans)


def _shown_nowhere() -> models.QuerySet[Picture]:
    """Return the pictures whose owner is gone: a room goes with its actor, without anybody thinking of its photos."""
    pictures = Picture.objects.all()
    for relation in Picture._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            owners = relation.related_model._default_manager.all()
            pictures = pictures.exclude(pk__in=owners.values(relation.field.attname))
    return pictures


def _delete(keys: list[str]) -> None:
    for key in keys:
        default_storage.delete(key)
