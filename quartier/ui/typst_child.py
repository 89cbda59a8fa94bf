"""The child that makes one PDF: reads a job as JSON from standard input, writes the PDF to standard output."""

import json
import sys
from pathlib import Path

import typst


def main() -> None:
    """Compile one document; a mistake in it ends the process with typst's message."""
    job = json.load(sys.stdin)
    template = Path(job["template"])
    pdf = typst.compile(
        template,
        root=template.parent,
        font_paths=[job["fonts"]] if Path(job["fonts"]).is_dir() else [],
        sys_inputs={"data": job["data"]},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
