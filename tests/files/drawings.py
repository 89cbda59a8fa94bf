"""Pictures to upload, good and bad ones."""

import io

from PIL import Image

SECRET = b"52.5200,13.4050 Feldkamp"


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object) -> bytes:
    """Return a picture whose upper left quarter is red, the rest blue."""
    made = Image.new(mode, size, "blue")
    made.paste(Image.new(mode, (size[0] // 2, size[1] // 2), "red"), (0, 0))
    out = io.BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def told_more(kind: str = "JPEG") -> bytes:
    """Return a picture lying on its side, whose file tells who made it and where."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x013B] = SECRET.decode()
    more = {"comment": SECRET} if kind == "JPEG" else {}
    return picture(kind, exif=exif, icc_profile=b"icc" + SECRET, **more)
