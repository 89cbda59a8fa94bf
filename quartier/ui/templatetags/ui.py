"""Components of the design system, as template tags. /ui/ shows each of them in every state."""

from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from quartier.ui import markdown as markdown_module

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Show Markdown that people wrote."""
    return mark_safe(markdown_module.render(text or ""))  # noqa: S308  (cleaned by an allowlist)


@register.inclusion_tag("ui/components/button.html")
def button(text: str, href: str = "", kind: str = "primary", name: str = "", value: str = "") -> dict[str, Any]:
    """Show a link that looks like a button (with `href`) or a submit button. kind: primary, secondary, quiet."""
    return {"text": text, "href": href, "kind": kind, "name": name, "value": value}


@register.simple_tag
def badge(text: str, tone: str = "neutral") -> SafeString:
    """Show a short state in words. tone: neutral, info, success, warning, danger."""
    return format_html('<span class="badge badge--{}">{}</span>', tone, text)


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "") -> SafeString:
    """Frame a message. tone: info, success, warning, danger."""
    return format_html(
        '<div class="alert alert--{}"><p class="alert__title">{}</p><div class="alert__body">{}</div></div>',
        tone,
        title,
        content,
    )


@register.simple_block_tag
def card(content: str, title: str = "", href: str = "", level: int = 3) -> SafeString:
    """Frame one thing of a list; the title is a heading of the level and, with `href`, the link."""
    head = format_html('<a href="{}">{}</a>', href, title) if href else title
    heading = format_html('<h{0} class="card__title">{1}</h{0}>', level, head) if title else ""
    return format_html('<article class="card">{}{}</article>', heading, content)


@register.simple_block_tag
def empty(content: str, title: str = "") -> SafeString:
    """Say what belongs into an empty place, and offer the first step."""
    return format_html('<div class="empty"><p class="empty__title">{}</p>{}</div>', title, content)


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Page[Any], parameter: str = "seite") -> dict[str, Any]:
    """Show the way through the pages of a list, keeping the rest of the address."""
    query: QueryDict = context["request"].GET.copy()
    query.pop(parameter, None)
    return {"page_obj": page_obj, "parameter": parameter, "query": query.urlencode()}


@register.inclusion_tag("ui/components/form_summary.html")
def form_summary(form: forms.BaseForm) -> dict[str, Any]:
    """List the mistakes of a form on top of it, each with a link to its field; nothing if there are none."""
    return {"form": form, "fields": [field for field in form if field.errors] if form.is_bound else []}


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """Show one field: label above, help, mistake, input; optional fields are marked "(freiwillig)"."""
    return bound.as_field_group()
