"""Lints the migrations of the product: none may break the servers that still run the code before it."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.config.settings")

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django_migration_linter import MigrationLinter  # noqa: E402

ours = [config.label for config in apps.get_app_configs() if config.name.startswith("quartier.")]
linter = MigrationLinter(str(ROOT), include_apps=ours, no_cache=True)
linter.lint_all_migrations()
linter.print_summary()
sys.exit(linter.has_errors)
