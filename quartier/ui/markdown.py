"""Markdown that people write, as HTML that is safe to show."""

import re
from collections.abc import Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# No HTML, no images: a remote picture would tell a third party who reads the page.
_PARSER = MarkdownIt("zero", {"html": False, "linkify": False}).enable(
    ["emphasis", "link", "list", "blockquote", "newline", "escape", "entity", "backticks", "autolink"]
)
# Lines of a letter or a number, then letters, digits and harmless signs: most of what people write. Such text means itself.
_LINE = r"(?:[„“‚(]?[^\W\d_]|\d+(?![\d.)]))(?:[^\W_]|[ ,.:;?!()„“”‚‘’\"'/€%–—…·×°§²=+-])*(?<! )"
_PLAIN = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*\n?")
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code"}


def render(text: str) -> str:
    """Return HTML with paragraphs, lists, emphasis and links to http, https and mailto; nothing else survives."""
    if _PLAIN.fullmatch(text):  # a hundredth of the parser's time
        return "".join(f"<p>{part}</p>\n" for part in text.rstrip("\n").split("\n\n"))
    return nh3.clean(
        _PARSER.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        url_relative="deny",
    )


def blocks(text: str) -> list[dict[str, object]]:
    """Return the same Markdown as data for printed documents: paragraphs and lists of runs.

    A block is {"kind": "p" | "ul" | "ol" | "quote", "items": [...]}; the items of "p" are runs
    {"text", "strong", "em", "href"}, those of the others are lists of blocks.
    """
    return _walk(iter(_PARSER.parse(text)))


def _walk(tokens: Iterator[Token]) -> list[dict[str, object]]:
    kinds = {"bullet_list_open": "ul", "ordered_list_open": "ol", "blockquote_open": "quote"}
    found: list[dict[str, object]] = []
    for token in tokens:
        if token.type == "inline":
            found.append({"kind": "p", "items": _runs(token.children or [])})
        elif token.type == "list_item_open":
            found.append({"kind": "item", "items": _walk(tokens)})
        elif token.type in kinds:
            inner = _walk(tokens)
            items = [block["items"] for block in inner] if token.type != "blockquote_open" else [inner]
            found.append({"kind": kinds[token.type], "items": items})
        elif token.nesting < 0 and token.type != "paragraph_close":
            break
    return found


def _runs(tokens: list[Token]) -> list[dict[str, object]]:
    runs: list[dict[str, object]] = []
    strong = em = False
    href = ""
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            strong = token.nesting > 0
        elif token.type in {"em_open", "em_close"}:
            em = token.nesting > 0
        elif token.type == "link_open":
            href = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            href = ""
        else:
            text = "\n" if token.type in {"softbreak", "hardbreak"} else token.content
            is_safe = href.startswith(("http://", "https://", "mailto:"))
            runs.append({"text": text, "strong": strong, "em": em, "href": href if is_safe else ""})
    return runs
