"""Pictures drawn anew: what somebody uploads goes into a short-lived child process, only pixels come back.

Why so: docs/adr/0015-pictures-are-drawn-anew.md.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass

MOST_BYTES = 15 * 1024 * 1024
TIMEOUT = 30  # seconds

_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")

# One child at a time: a large picture takes much memory while it is decoded.
_turn = threading.Lock()


class PictureRefusedError(ValueError):
    """It cannot be taken. `code`: empty, too_big, heic, not_a_picture, too_many_pixels, broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Rendition:
    """A picture in one size."""

    width: int
    height: int
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Drawn:
    """A picture that was drawn anew: large, and small for lists."""

    large: Rendition
    small: Rendition


def redraw(content: bytes) -> Drawn:
    """Return the picture drawn anew: upright, at most 2000 px, without anything that was hidden in the file.

    Raises PictureRefusedError.
    """
    _look_at_start(content)
    with _turn:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "quartier.files.redrawing_child"],
                input=content,
                capture_output=True,
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PictureRefusedError("broken") from None
    if done.returncode:
        raise PictureRefusedError("broken")
    head, _newline, body = done.stdout.partition(b"\n")
    answer = json.loads(head)
    if "refused" in answer:
        raise PictureRefusedError(answer["refused"])
    renditions = []
    for about in answer["renditions"]:
        part, body = body[: about["size"]], body[about["size"] :]
        renditions.append(Rendition(about["width"], about["height"], about["media_type"], part))
    return Drawn(*renditions)


def _look_at_start(content: bytes) -> None:
    """Refuse what needs no decoder to be refused."""
    if not content:
        raise PictureRefusedError("empty")
    if len(content) > MOST_BYTES:
        raise PictureRefusedError("too_big")
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise PictureRefusedError("heic")
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not (is_webp or content.startswith(_STARTS)):
        raise PictureRefusedError("not_a_picture")
