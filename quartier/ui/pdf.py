"""Documents to print: typst makes tagged PDFs (PDF/UA-1) in a short-lived child, so the server stays small."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

TIMEOUT = 60  # seconds


class PdfError(Exception):
    """A document could not be made; the message is for the log."""


def render(template: Path, data: dict[str, Any]) -> bytes:
    """Return the PDF that the typst template makes of the data (reaching it as JSON, never as code).

    Raises PdfError when typst refuses, for example because the document would not be accessible.
    """
    job = {"template": str(template), "fonts": str(settings.BUILD / "fonts"), "data": json.dumps(data)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "quartier.ui.typst_child"],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PdfError(f"no PDF within {TIMEOUT} seconds") from None
    if done.returncode:
        raise PdfError(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout
