"""How forms are rendered."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Form templates come from the apps' template folders."""
