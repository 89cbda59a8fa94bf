"""Plain text skips the parser; nobody sees a difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.ui import markdown

PIECES = st.lists(
    st.sampled_from(
        [
            "Wir",
            "Straße 5",
            "(bis 3)",
            "„gut“",
            "\n",
            "\n\n",
            " ",
            "  ",
            "- ",
            "1. ",
            "*x*",
            "_y_",
            "<b>",
            "&amp;",
            "\\",
            "`",
            "=",
            ": ",
            "http://a.de",
            "\u00a0",
            "\t",
            "é",
            "中",
        ]
    ),
    max_size=8,
).map("".join)


def slow(text: str, monkeypatch) -> str:
    """Return what the parser makes of the text."""
    with monkeypatch.context() as patch:
        patch.setattr(markdown, "_PLAIN", NEVER)
        return markdown.render(text)


class Never:
    """Matches nothing."""

    def fullmatch(self, text: str) -> None:
        return None


NEVER = Never()


@given(text=st.one_of(PIECES, st.text(max_size=30)))
def test_the_short_way_gives_what_the_parser_gives(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert markdown.render(text) == slow(text, patch)


@pytest.mark.parametrize("text", ["Ein Satz. Noch einer!", "Zwei\nZeilen", "Zwei\n\nAbsätze (kurz)."])
def test_ordinary_sentences_take_the_short_way(text: str) -> None:
    assert markdown._PLAIN.fullmatch(text)
    with pytest.MonkeyPatch.context() as patch:
        assert markdown.render(text) == slow(text, patch)


@pytest.mark.parametrize("text", ["- Liste", "1. Liste", "a *b*", "a <b>", "a & b", "a\\b", "> zitat", "a  \nb", " a"])
def test_everything_else_does_not(text: str) -> None:
    assert not markdown._PLAIN.fullmatch(text)
