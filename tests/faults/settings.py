"""The product's settings, without built static files, and with the mutants that controls switch on."""

import os

from quartier.config.settings import *  # noqa: F403
from quartier.config.settings import DATABASES, INSTALLED_APPS, STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if os.environ.get("QUARTIER_MUTANT"):
    INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.mutants.MutantsConfig"]
if os.environ.get("QUARTIER_SYNCHRONOUS"):
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace(
        "synchronous=FULL", f"synchronous={os.environ['QUARTIER_SYNCHRONOUS']}"
    )
