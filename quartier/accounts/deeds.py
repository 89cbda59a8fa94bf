"""What entries of the journal about people, their keys and links are about, by name."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from quartier.accounts.models import ApiToken, PersonalLink, User
from quartier.journal.models import Entry
from quartier.journal.reading import Subject


def subjects(entries: Sequence[Entry]) -> dict[int, Subject]:
    """Say whom entries are about, as they are called now: one query each for people, keys and links, if there are any.

    Erased people have no name any more, and their keys and links went with them.
    """
    found: dict[int, Subject] = {}
    for model in (User, ApiToken, PersonalLink):
        codes = {entry.pk: entry.code for entry in entries if entry.kind == model._meta.label_lower}
        names = _names(model, set(codes.values())) if codes else {}
        gone, nameless = _("ein gelöschtes Konto"), _("jemand ohne Namen")
        found.update({pk: Subject(names.get(code, gone) or nameless) for pk, code in codes.items()})
    return found


def _names(model: type[User | ApiToken | PersonalLink], codes: set[str]) -> dict[str, str]:
    """Return the names behind codes of one kind."""
    if model is User:
        return {person.code: str(person) for person in User.objects.filter(code__in=codes)}
    if model is ApiToken:
        return {key.code: str(key.user) for key in ApiToken.objects.filter(code__in=codes).select_related("user")}
    links = PersonalLink.objects.filter(code__in=codes).select_related("user")
    return {link.code: str(link.user or link.name) for link in links}
