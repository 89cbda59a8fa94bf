"""What search knows of a method."""

from collections.abc import Sequence

from django.db import transaction

from quartier.methods import vocabulary as v
from quartier.methods.models import Method
from quartier.search import healing, index

KIND = "methods.method"
TITLE, SUMMARY, BODY = 12, 4, 1  # what a hit weighs


@transaction.atomic
def index_method(method: Method) -> None:
    """Put the texts of a method into the index, one document per language; drafts are not found."""
    texts = list(method.texts.all()) if method.state == Method.State.PUBLISHED else []
    languages = {text.language for text in texts if text.variant == v.STANDARD}
    for language in sorted(languages):
        fields: list[tuple[str, int]] = []
        title = ""
        for text in texts:
            if text.language == language:
                title = text.title if text.variant == v.STANDARD else title
                fields += [(text.title, TITLE), (text.summary, SUMMARY)]
                fields.append(("\n".join(text.sections.values()), BODY))
        index.put(KIND, method.pk, language, title, fields, stamp=method.updated_at.isoformat())
    index.remove(KIND, method.pk, keep=sorted(languages))


def _stamps() -> dict[int, str]:
    published = Method.objects.filter(state=Method.State.PUBLISHED, texts__variant=v.STANDARD)
    return {key: at.isoformat() for key, at in published.values_list("pk", "updated_at")}


def _write(keys: Sequence[int]) -> None:
    methods = {method.pk: method for method in Method.objects.filter(pk__in=keys).prefetch_related("texts")}
    for key in keys:
        if key in methods:
            index_method(methods[key])
        else:
            index.remove(KIND, key)


def register() -> None:
    """Let the index be compared with the methods."""
    healing.register_source(KIND, _stamps, _write)
