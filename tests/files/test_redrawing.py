"""Whatever somebody uploads: only pixels come back, and what is no picture is refused."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Form, ValidationError
from PIL import Image

from quartier.files import redrawing
from quartier.files.forms import PictureField, refused_words
from quartier.files.redrawing import PictureRefusedError, redraw
from tests.files.drawings import SECRET, picture, told_more


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright_and_hides_nothing(kind) -> None:
    given = told_more(kind)
    assert SECRET in given or b"eXIf" in given  # the control
    drawn = redraw(given)
    for rendition in (drawn.large, drawn.small):
        assert (rendition.width, rendition.height) == (40, 60)
        found = _opened(rendition.content)
        assert found.size == (40, 60)
        assert Image.MIME[found.format] == rendition.media_type
        assert not found.getexif()
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(found.info)
        assert SECRET not in rendition.content
        red, _green, blue = found.convert("RGB").getpixel((35, 5))
        assert red > 200 > 60 > blue  # what was upper left is upper right now


def test_large_pictures_become_smaller_and_small_ones_stay() -> None:
    drawn = redraw(picture(size=(3000, 1500)))
    assert (drawn.large.width, drawn.large.height) == (2000, 1000)
    assert (drawn.small.width, drawn.small.height) == (480, 240)
    assert redraw(picture(size=(30, 20))).large.width == 30


def test_what_is_transparent_stays_so() -> None:
    drawn = redraw(picture("PNG", mode="RGBA"))
    assert drawn.large.media_type == "image/png"
    assert _opened(drawn.large.content).mode == "RGBA"
    assert redraw(picture("JPEG", mode="CMYK")).large.media_type == "image/jpeg"


def test_a_page_behind_a_picture_is_gone() -> None:
    page = b"<html><script>alert(1)</script></html>"
    given = picture("PNG") + page
    drawn = redraw(given)
    assert page in given
    assert b"<script" not in drawn.large.content + drawn.small.content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not_a_picture"),
        (b"<?xml version='1.0'?><x/>", "not_a_picture"),
        (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
        (b"%PDF-1.7\n" + picture(), "not_a_picture"),
        (picture("GIF"), "not_a_picture"),
        (picture("TIFF"), "not_a_picture"),
        (b"\0" * 100, "not_a_picture"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "heic"),
        (picture()[:300], "broken"),
        (b"\xff\xd8\xff" + b"<script>" * 20, "broken"),
    ],
)
def test_what_is_no_picture_is_refused(content, code) -> None:
    with pytest.raises(PictureRefusedError) as error:
        redraw(content)
    assert error.value.code == code
    assert refused_words(error.value).endswith(".")


def _bomb(width: int, height: int) -> bytes:
    """Return a small PNG file that says it has so many pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(b"\0" * 1_000_000)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8_000, 7_000), (60_000, 60_000)])
def test_a_picture_that_swells_is_refused_before_it_is_decoded(size) -> None:
    with pytest.raises(PictureRefusedError) as error:
        redraw(_bomb(*size))
    assert error.value.code == "too_many_pixels"


def test_a_file_that_is_too_big_starts_no_child(monkeypatch) -> None:
    monkeypatch.setattr(redrawing.subprocess, "run", lambda *_, **__: pytest.fail("a child was started"))
    with pytest.raises(PictureRefusedError) as error:
        redraw(picture() + b"\0" * redrawing.MOST_BYTES)
    assert error.value.code == "too_big"


@pytest.mark.parametrize("name", ["../../x", "a\u202egnp.exe", "ü" * 300, "a\r\nX: y.png", 'a".png', "a\0.png"])
def test_the_name_and_the_type_that_are_said_do_not_matter(name) -> None:
    class _Form(Form):
        picture = PictureField()

    upload = SimpleUploadedFile("x.png", picture(), "text/html")
    upload._name = name
    form = _Form({}, {"picture": upload})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["picture"].large.media_type == "image/jpeg"


def test_the_field_says_plainly_what_is_wrong() -> None:
    with pytest.raises(ValidationError, match="HEIC"):
        PictureField().clean(SimpleUploadedFile("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 50))
    with pytest.raises(ValidationError, match="Wählen Sie ein Bild"):
        PictureField().clean(None)
    assert PictureField(required=False).clean(None) is None
