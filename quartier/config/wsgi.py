"""The WSGI application: pages, static files, and in the embedded default the background jobs."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.config.settings")


def _application() -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    django = get_wsgi_application()
    from django.conf import settings
    from servestatic import ServeStatic

    from quartier.config.pagecache import PageCache
    from quartier.config.probes import Probes
    from quartier.config.welcome import welcome
    from quartier.jobs.worker import start_embedded

    if os.environ.get("QUARTIER_WORKER", "embedded") == "embedded":
        start_embedded()
    welcome()
    pages = PageCache(django, settings.PAGE_CACHE_BYTES) if settings.PAGE_CACHE_BYTES else django
    application = ServeStatic(
        pages,
        root=str(settings.STATIC_ROOT),
        prefix=settings.STATIC_URL,
        immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",
    )
    return Probes(application)


application = _application()
