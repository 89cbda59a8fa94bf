"""The picture of a two-ended scale and its words.

Made here and not in a template: the page of a method shows six of them, each with some twenty numbers.
"""

from collections.abc import Sequence

from django.utils.formats import localize
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_FEW = 3
_LINE = '<line class="scale__line" x1="30" y1="50" x2="270" y2="50"/>' + "".join(
    f'<line class="scale__line" x1="{x}" y1="45" x2="{x}" y2="55"/>' for x in range(30, 271, 60)
)


def scale(
    name: str,
    left: str,
    right: str,
    distribution: Sequence[int],
    median: float | None,
    low: int | None,
    high: int | None,
    estimate: int | None,
) -> SafeString:
    """Return the HTML of a scale; see the tag of this name."""
    raters = sum(distribution)
    picture = _picture(name, distribution, median, low, high, estimate) if raters or estimate else ""
    words = _words(distribution, median, low, high) if raters else _("Noch nicht bewertet.")
    if estimate:
        words += "<br>" + _("Einschätzung der Redaktion (Raute): %(estimate)s von 5.") % {"estimate": estimate}
    return mark_safe(  # noqa: S308  (escaped here; the rest are numbers and our own words)
        f'<section class="scale"><h3>{escape(name)}</h3>\n{picture}'
        f'<p class="scale__poles"><span>{escape(left)}</span><span>{escape(right)}</span></p>\n'
        f'<p class="scale__words">{words}</p>\n</section>'
    )


def _words(distribution: Sequence[int], median: float | None, low: int | None, high: int | None) -> str:
    raters = sum(distribution)
    few = f"<strong>{_('Wenige Bewertungen.')}</strong> " if raters < _FEW else ""
    number = ngettext("%(raters)s Bewertung.", "%(raters)s Bewertungen.", raters) % {"raters": localize(raters)}
    middle = _("Mitte: %(median)s von 5, die Hälfte liegt zwischen %(low)s und %(high)s.") % {
        "median": localize(median),
        "low": low,
        "high": high,
    }
    return f"{few}{number} {middle} {_('Von links nach rechts:')} {', '.join(map(str, distribution))}."


def _picture(
    name: str,
    distribution: Sequence[int],
    median: float | None,
    low: int | None,
    high: int | None,
    estimate: int | None,
) -> str:
    tallest = max(distribution)
    shapes = [
        f'<rect class="scale__bar" x="{_x(step) - 22:g}" y="0" width="44" height="{round(40 * count / tallest)}"'
        ' transform="translate(0 44) scale(1 -1)"/>'
        for step, count in enumerate(distribution, 1)
        if count and round(40 * count / tallest)
    ]
    shapes.append(_LINE)
    if low and high:
        shapes.append(f'<line class="scale__spread" x1="{_x(low):g}" y1="50" x2="{_x(high):g}" y2="50"/>')
    if median:
        shapes.append(f'<circle class="scale__median" cx="{_x(median):g}" cy="50" r="8"/>')
    if estimate:
        shapes.append(
            '<rect class="scale__estimate" x="-6" y="-6" width="12" height="12"'
            f' transform="translate({_x(estimate):g} 50) rotate(45)"/>'
        )
    label = escape(_("Verteilung auf der Skala %(name)s") % {"name": name})
    head = f'<svg viewBox="0 0 300 64" role="img" aria-label="{label}" focusable="false">'
    return f"{head}\n{''.join(shapes)}\n</svg>"


def _x(position: float) -> float:
    """Return where a position stands on a picture of 300 units."""
    return 30 + (position - 1) * 60
