"""Builds what the pages load, from packages: one stylesheet, subset fonts, compiled translations.

Needs no database. Every input goes into a stamp, so a second run does nothing.
"""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings

KERN = settings.BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"
CSS = settings.PACKAGE / "ui" / "css"
PARTS = ("tokens", "base", "layout", "components", "pictures", "places", "print")
WEIGHTS = {"Regular": 400, "SemiBold": 600}
# Latin for German and English; the second file is fetched only by pages with Turkish, Polish and the like.
RANGES = {
    "latin": "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2009,U+2010-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212,U+00D7",
    "latin-ext": "U+0100-0130,U+0132-0151,U+0154-02C5,U+1E00-1EFF",
}


class AssetError(Exception):
    """Assets cannot be built; the message says what is missing."""


def build_assets() -> bool:
    """Build everything into settings.BUILD unless nothing has changed; return whether something was built."""
    if not KERN.is_dir():
        raise AssetError("The design system's files are missing: run ./start or npm ci first.")
    stamp = settings.BUILD / "assets.stamp"
    state = _state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return False
    assets = settings.BUILD / "assets" / "ui"
    shutil.rmtree(assets, ignore_errors=True)
    (assets / "fonts").mkdir(parents=True)
    (assets / "quartier.css").write_text(_stylesheet(), encoding="utf-8")
    _fonts(assets / "fonts")
    _translations()
    stamp.write_text(state, encoding="ascii")
    return True


def _inputs() -> list[Path]:
    fonts = [KERN / "fonts" / "fira-sans" / f"FiraSans-{weight}.woff2" for weight in WEIGHTS]
    catalogues = sorted(settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.po"))
    return [KERN / "kern.min.css", *fonts, *(CSS / f"{part}.css" for part in PARTS), *catalogues, Path(__file__)]


def _state() -> str:
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stylesheet() -> str:
    """Return the one stylesheet: KERN unmodified in a layer of its own, below ours."""
    kern = (KERN / "kern.min.css").read_text(encoding="utf-8").lstrip("\ufeff").removeprefix('@charset "UTF-8";')
    faces = "".join(
        f'@font-face{{font-family:"Fira Sans";font-weight:{number};font-display:swap;'
        f'src:url("fonts/fira-{number}-{name}.woff2") format("woff2");unicode-range:{codes}}}\n'
        for number in WEIGHTS.values()
        for name, codes in RANGES.items()
    )
    ours = "".join(f"@layer {part}{{\n{(CSS / f'{part}.css').read_text(encoding='utf-8')}}}\n" for part in PARTS)
    return f"@layer kern,{','.join(PARTS)};\n{faces}@layer kern{{{kern}}}\n{ours}"


def _fonts(folder: Path) -> None:
    """Subset the fonts for pages, and unpack whole ones for printed documents."""
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont

    whole = settings.BUILD / "fonts"
    whole.mkdir(parents=True, exist_ok=True)
    for weight, number in WEIGHTS.items():
        source = KERN / "fonts" / "fira-sans" / f"FiraSans-{weight}.woff2"
        font = TTFont(source)
        font.flavor = None
        font.save(whole / f"FiraSans-{weight}.ttf")
        for name, codes in RANGES.items():
            font = TTFont(source)
            options = Options(flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"])
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=parse_unicodes(codes.replace("U+", "")))
            subsetter.subset(font)
            font.flavor = "woff2"
            font.save(folder / f"fira-{number}-{name}.woff2")


def _translations() -> None:
    """Compile the message catalogues; the compiled ones are not kept in the repository."""
    import polib

    for path in settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
