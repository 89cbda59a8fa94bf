"""Tables for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# What a spreadsheet would take for a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """Return a cell that a spreadsheet shows as text: what looks like a formula gets an apostrophe in front.

    Numbers and telephone numbers ("+49 …") stay readable.
    """
    text = "" if value is None else str(value)
    if not text.lstrip(" ;").startswith(_FORMULA):
        return text
    digits = text.replace(" ", "").replace("/", "").replace("-", "").removeprefix("+")
    return text if isinstance(value, int | float) or (text.startswith("+") and digits.isdigit()) else f"'{text}"


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return CSV that German and English spreadsheets open by double click (UTF-8 with mark, semicolons)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in head])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return the text of `csv_text` as a file."""
    answer = HttpResponse(csv_text(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
