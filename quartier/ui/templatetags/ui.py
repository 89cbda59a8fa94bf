"""Components of the design system, as template tags."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from quartier.ui import markdown as markdown_module

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Show Markdown that people wrote."""
    return mark_safe(markdown_module.render(text or ""))  # noqa: S308  (cleaned by an allowlist)
