"""How forms are rendered and answered."""

from django.forms import BaseForm
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Form templates come from the apps' template folders, first from ours."""

    field_template_name = "django/forms/field.html"


def status(form: BaseForm) -> int:
    """Return the HTTP status of a page that shows the form: 422 when it holds mistakes."""
    return 422 if form.is_bound and not form.is_valid() else 200
