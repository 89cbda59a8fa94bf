"""What search knows of a method."""

from quartier.methods import vocabulary as v
from quartier.methods.models import Method
from quartier.search import index

KIND = "methods.method"
TITLE, SUMMARY, BODY = 12, 4, 1  # what a hit weighs


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
        index.put(KIND, method.pk, language, title, fields)
    index.remove(KIND, method.pk, keep=sorted(languages))
