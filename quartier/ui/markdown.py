"""Markdown that people write, as HTML that is safe to show."""

import nh3
from markdown_it import MarkdownIt

# No HTML, no images: a remote picture would tell a third party who reads the page.
_PARSER = MarkdownIt("zero", {"html": False, "linkify": False}).enable(
    ["emphasis", "link", "list", "blockquote", "newline", "escape", "entity", "backticks", "autolink"]
)
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code"}


def render(text: str) -> str:
    """Return HTML with paragraphs, lists, emphasis and links to http, https and mailto; nothing else survives."""
    return nh3.clean(
        _PARSER.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        url_relative="deny",
    )
