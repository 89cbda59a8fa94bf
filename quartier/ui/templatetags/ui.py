"""Components of the design system, as template tags. /ui/ shows each of them in every state."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from quartier.ui import houses as houses_module
from quartier.ui import markdown as markdown_module
from quartier.ui import scales as scales_module

register = template.Library()

_KERN_KINDS = {"primary": "primary", "secondary": "secondary", "quiet": "tertiary"}


@register.filter
def markdown(text: str) -> SafeString:
    """Show Markdown that people wrote."""
    return mark_safe(markdown_module.render(text or ""))  # noqa: S308  (cleaned by an allowlist)


@register.simple_tag
def button(text: str, href: str = "", kind: str = "primary", name: str = "", value: str = "") -> SafeString:
    """Show a link that looks like a button (with `href`) or a submit button. kind: primary, secondary, quiet."""
    css = f"kern-btn kern-btn--{_KERN_KINDS[kind]}"
    label = format_html('<span class="kern-label">{}</span>', text)
    if href:
        return format_html('<a class="{}" href="{}">{}</a>', css, href, label)
    sends = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="{}" type="submit"{}>{}</button>', css, sends, label)


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
    """Frame one thing of a list; the title is a heading of the level and, with `href`, the whole card a link."""
    head = format_html('<a href="{}">{}</a>', href, title) if href else title
    heading = format_html('<h{0} class="card__title">{1}</h{0}>', level, head) if title else ""
    return format_html(
        '<article class="card{}">{}{}</article>', mark_safe(" cardlink") if href else "", heading, content
    )


@register.simple_block_tag
def empty(content: str, title: str = "") -> SafeString:
    """Say what belongs into an empty place, and offer the first step."""
    return format_html('<div class="empty"><p class="empty__title">{}</p>{}</div>', title, content)


@register.simple_tag
def cards(
    entries: Iterable[tuple[str, str, str, str, str]], pictures: Mapping[str, tuple[str, str]] | None = None
) -> SafeString:
    """Show entries of a list as cards: (address, title, text, facts, state); facts and state may be empty.

    `pictures` has those of some entries: address of the entry -> (address of the picture, what is on it).
    """
    # Written without a loop in the template: this is most of a page with 50 methods.
    shown = []
    for address, title, text, facts, state in entries:
        head = f'<h2 class="card__title h3"><a href="{escape(address)}">{escape(title)}</a></h2>'
        line = f'<p class="card__facts">{escape(facts)}</p>' if facts else ""
        mark = f'<span class="badge badge--warning">{escape(state)}</span>' if state else ""
        body = text if isinstance(text, SafeString) else escape(text)
        css = "card"
        if pictures and address in pictures:
            source, words = map(escape, pictures[address])
            css = "card card--pictured"
            head += f'<img class="card__picture" src="{source}" alt="{words}" width="480" height="360" loading="lazy">'
        shown.append(f'<li><article class="{css}">{head}<p>{body}</p>{line}{mark}</article></li>')
    return mark_safe("".join(shown))  # noqa: S308  (escaped above)


@register.simple_tag
def facets(entries: Iterable[tuple[str, bool, Iterable[tuple[str, int, bool, str]]]]) -> SafeString:
    """Show what a list can be narrowed by: (name, open?, values), a value being (words, how many, chosen?, address)."""
    # Written without a loop in the template: a list of methods has some sixty values.
    shown = []
    for name, is_open, values in entries:
        shown.append(f'<details class="facet"{" open" if is_open else ""}><summary>{escape(name)}</summary><ul>')
        for words, count, is_chosen, address in values:
            current, tick = (' aria-current="true"', "✓ ") if is_chosen else ("", "")
            shown.append(
                f'<li><a href="{escape(address)}"{current}><span>{tick}{escape(words)}</span>'
                f' <span class="count">{count}</span></a></li>'
            )
        shown.append("</ul></details>")
    return mark_safe("".join(shown))  # noqa: S308  (escaped above)


@register.simple_tag
def comparison_cells(cells: Iterable[str], unknown: str) -> SafeString:
    """Show the cells of a row of a comparison, written in Markdown; `unknown` stands in the empty ones."""
    gap = f"<small>{escape(unknown)}</small>"
    return mark_safe("".join(f"<td>{markdown_module.render(cell) if cell else gap}</td>" for cell in cells))  # noqa: S308  (cleaned by an allowlist)


@register.simple_tag
def avatar(name: str) -> SafeString:
    """Show the initials of a name; the name itself stands beside it."""
    initials = "".join(part[0] for part in name.split()[:2]).upper()
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', initials)


@register.simple_tag
def tabs(entries: Iterable[tuple[str, str]], current: str, label: str) -> SafeString:
    """Show links to sibling pages as (words, address); `current` is the address of this one."""
    shown = [f'<nav aria-label="{escape(label)}"><ul class="tabs">']
    for words, address in entries:
        here = ' aria-current="page"' if address == current else ""
        shown.append(f'<li><a href="{escape(address)}"{here}>{escape(str(words))}</a></li>')
    return mark_safe("".join(shown) + "</ul></nav>")  # noqa: S308  (escaped above)


@register.inclusion_tag("ui/components/stepper.html")
def stepper(steps: Sequence[str], current: int) -> dict[str, Any]:
    """Show where somebody is in a row of steps; `current` counts from 1."""
    return {"steps": [(words, number == current) for number, words in enumerate(steps, 1)], "current": current}


@register.simple_tag(takes_context=True)
def pagination(context: template.Context, page_obj: Page[Any], parameter: str = "seite") -> SafeString:
    """Show the way through the pages of a list, keeping the rest of the address; nothing if there is one page."""
    total, number = page_obj.paginator.num_pages, page_obj.number
    if total < 2:
        return SafeString("")
    query: QueryDict = context["request"].GET.copy()

    def way(rel: str, words: str, to: int) -> str:
        query[parameter] = str(to)
        return f'<a rel="{rel}" href="?{escape(query.urlencode())}">{escape(words)}</a>'

    back = way("prev", _("Zurück"), number - 1) if number > 1 else ""
    here = escape(_("Seite %(number)s von %(total)s") % {"number": number, "total": total})
    on = way("next", _("Weiter"), number + 1) if number < total else ""
    return mark_safe(  # noqa: S308  (escaped above)
        f'<nav class="pagination" aria-label="{escape(_("Seiten"))}">{back} <span>{here}</span> {on}</nav>'
    )


@register.inclusion_tag("ui/components/form_summary.html")
def form_summary(form: forms.BaseForm) -> dict[str, Any]:
    """List the mistakes of a form on top of it, each with a link to its field; nothing if there are none."""
    wrong = [field for field in form if field.errors] if form.is_bound else []
    return {"form": form, "mistakes": [(_target(field), field.label, field.errors) for field in wrong]}


def _target(bound: forms.BoundField) -> str:
    """Return the id that a link to a field jumps to; groups of radio buttons have it at their first one."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """Show one field: label above, help, mistake, input; optional fields are marked "(freiwillig)"."""
    return bound.as_field_group()


@register.simple_tag
def scale(
    name: str,
    left: str,
    right: str,
    distribution: Sequence[int],
    median: float | None = None,
    low: int | None = None,
    high: int | None = None,
    estimate: int | None = None,
) -> SafeString:
    """Show a two-ended scale with five steps: who stands where, the middle, the spread, the editorial estimate.

    `distribution` counts raters per step from left to right; `low` and `high` are the quartiles.
    """
    return scales_module.scale(name, left, right, distribution, median, low, high, estimate)


@register.inclusion_tag("ui/components/scale_input.html")
def scale_input(bound: forms.BoundField, left: str, right: str) -> dict[str, Any]:
    """Show the five steps of a two-ended scale as radio buttons, with "keine Angabe"."""
    return {"field": bound, "left": left, "right": right, "options": list(bound.subwidgets)}


@register.simple_tag
@lru_cache(maxsize=256)
def houses(code: str) -> SafeString:
    """Draw the row of houses that belongs to a code; decoration, silent for screen readers."""
    shapes = format_html_join(
        "",
        '<polygon class="{}" points="{}"/>',
        ((shape.css, " ".join(f"{x},{y}" for x, y in shape.corners)) for shape in houses_module.row(code)),
    )
    return format_html(
        '<svg class="houses" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true" focusable="false">'
        '{2}<line class="ground" x1="0" y1="{1}" x2="{0}" y2="{1}"/></svg>',
        houses_module.WIDTH,
        houses_module.HEIGHT,
        shapes,
    )
