"""The style guide."""

from django.urls import path

from quartier.ui import views

urlpatterns = [path("", views.style_guide, name="ui")]
