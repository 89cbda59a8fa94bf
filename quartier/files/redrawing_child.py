"""The child that decodes a picture: reads the file from standard input, writes it drawn anew in two sizes.

Output: a line of JSON, {"renditions": [{"width", "height", "media_type", "size"}, ...]} or {"refused": code}, then the
bytes of the renditions, one after the other.
"""

import io
import json
import resource
import sys
import warnings

from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2000
LONGEST_SIDE_SMALL = 480
MEMORY = 1024 * 1024 * 1024
SECONDS = 20

_FORMATS = ["JPEG", "PNG", "WEBP"]


def main() -> None:
    """Draw one picture anew."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        parts = _renditions(sys.stdin.buffer.read())
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        sys.stdout.write(json.dumps({"refused": "too_many_pixels"}) + "\n")
        return
    about = [{"width": w, "height": h, "media_type": kind, "size": len(body)} for w, h, kind, body in parts]
    sys.stdout.buffer.write(json.dumps({"renditions": about}).encode() + b"\n")
    for part in parts:
        sys.stdout.buffer.write(part[3])


def _renditions(content: bytes) -> list[tuple[int, int, str, bytes]]:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        is_photo = opened.format == "JPEG" or opened.format == "MPO"
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
        opened.load()
        picture = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(picture)
    picture.info.clear()  # else comments and colour profiles would be written again
    small = picture.copy()
    small.thumbnail((LONGEST_SIDE_SMALL, LONGEST_SIDE_SMALL))
    small.info.clear()
    return [_encoded(picture, is_photo=is_photo), _encoded(small, is_photo=is_photo)]


def _encoded(picture: Image.Image, *, is_photo: bool) -> tuple[int, int, str, bytes]:
    """Write a photo as JPEG, a drawing as PNG: of what is not transparent, the smaller one tells which it is."""
    written: list[tuple[str, bytes]] = []
    if not is_photo:
        written.append(("image/png", _saved(picture, "PNG", optimize=True)))
    if picture.mode == "RGB":
        written.append(("image/jpeg", _saved(picture, "JPEG", quality=85, optimize=True, progressive=True)))
    kind, body = min(written, key=lambda one: len(one[1]))
    return picture.width, picture.height, kind, body


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


if __name__ == "__main__":
    main()
