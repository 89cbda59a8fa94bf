"""Documents to print: typst makes tagged PDFs (PDF/UA-1) in a short-lived child, so the server stays small."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import segno
from django.conf import settings

from quartier.ui import houses

TIMEOUT = 60  # seconds

# Paper has one theme. Dark outlines keep the houses apart in black and white.
_COLOURS = {
    "wall-a": "#e9dcc6", "wall-b": "#c9ddd7", "wall-c": "#e7c7b2", "wall-d": "#d8dbc0", "roof": "#9c4421",
    "tree": "#5c7a3b", "tower": "#857b69", "window": "#ffffff",
}  # fmt: skip


class PdfError(Exception):
    """A document could not be made; the message is for the log."""


def houses_svg(code: str, rows: int = 1) -> str:
    """Return the row of houses of a code as SVG, for paper; several rows side by side fill the width of a page."""
    shapes = "".join(
        f'<polygon transform="translate({number * houses.WIDTH} 0)" fill="{_COLOURS[shape.css]}" points="'
        + " ".join(f"{x},{y}" for x, y in shape.corners)
        + '"/>'
        for number in range(rows)
        for shape in houses.row(f"{code}{number or ''}")
    )
    width = houses.WIDTH * rows
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {houses.HEIGHT}">'
        f'<g stroke="#22201c" stroke-width="0.8" stroke-linejoin="round">{shapes}</g></svg>'
    )


def qr_svg(address: str) -> str:
    """Return a QR code of an address as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, svgclass=None, lineclass=None, scale=4)
    return out.getvalue().decode()


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
