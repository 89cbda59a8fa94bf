"""The print view of a module page of the old Modulbaukasten, read line by line.

The print view lost the sliders: of each of the six scales it prints one pole, the same words on every page, rated or
not. So those words are labels. This module has no place where a position on a scale could go.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from quartier.base.text import clean

MAX_BYTES = 1_000_000
MAX_LINES = 5_000
_LONGEST_LABEL = 200  # characters; a longer line is no heading and no pole
_MOST_BROKEN = 8  # lines over which a heading or a pole may be broken

# What became of a line.
TITLE, HEADING, TEXT, SCALE, POLE = "title", "heading", "text", "scale", "pole"
NOT_RATED, RATED, PROJECT, RELATED, LINK = "not_rated", "rated", "project", "related", "link"
NO_COMMENTS, COMMENT, BLANK, UNKNOWN = "no_comments", "comment", "blank", "unknown"
KINDS = (
    TITLE, HEADING, TEXT, SCALE, POLE, NOT_RATED, RATED, PROJECT, RELATED, LINK, NO_COMMENTS, COMMENT, BLANK, UNKNOWN,
)  # fmt: skip

# Blocks of the page that are no sections of ours.
ASSESSMENTS, COMMENTS, PROJECTS, RELATIONS, LINKS = "assessments", "comments", "projects", "related", "links"

# The headings in the order of the page, each with the forms in which it is met.
_HEADINGS = {
    "aim": ("Zielsetzung", "Zielsetzungen"),
    ASSESSMENTS: (
        "Einschätzungen zu diesem Modul von Nutzerinnen und Nutzer",
        "Einschätzungen zu diesem Modul von Nutzerinnen und Nutzern",
        "Einschätzungen zu diesem Modul",
    ),
    "users": ("Anwenderinnen und Anwender", "Anwender"),
    "target_group": ("Zielgruppe", "Zielgruppen"),
    "action_fields": ("Handlungsfelder", "Handlungsfeld"),
    "implementation": ("Umsetzung und Durchführung",),
    "steps": (
        "Wichtige Umsetzungsschritte / Aufwandsabschätzung",
        "Wichtige Umsetzungsschritte und Aufwandsabschätzung",
        "Wichtige Umsetzungsschritte",
        "Umsetzungsschritte",
        "Aufwandsabschätzung",
    ),
    "pitfalls": ("Stolpersteine",),
    "verdict": ("Bewertung",),
    "contacts": (
        "Kontakte / AnsprechpartnerInnen",
        "Kontakte / Ansprechpartnerinnen und Ansprechpartner",
        "Kontakte / Ansprechpersonen",
        "Kontakte",
    ),
    "funding": ("Finanzierungsansätze", "Finanzierung"),
    "advice": ("Beratung",),
    COMMENTS: ("Nutzerinnen- und Nutzerkommentare", "Nutzerkommentare", "Kommentare"),
    PROJECTS: ("Projekte",),
    RELATIONS: (
        "Weitere Module, die Sie auch interessieren könnten",
        "Weitere Module, die Sie interessieren könnten",
        "Weitere Module",
    ),
    LINKS: ("Links",),
}
BLOCKS = tuple(_HEADINGS)
_ENTRIES = {COMMENTS: COMMENT, PROJECTS: PROJECT, RELATIONS: RELATED, LINKS: LINK, ASSESSMENTS: UNKNOWN}

# scale: (names, forms of the left pole, forms of the right pole)
_SCALES = {
    "phase": (
        ("Prozessphase",),
        ("eignet sich zur Analyse / Planung", "eignet sich zur Analyse und Planung"),
        ("eignet sich zur konkreten Umsetzung",),
    ),
    "time": (("Zeitaufwand",), ("lässt sich schnell umsetzen",), ("bedarf längerer Vorbereitung",)),
    "staff": (("Personalaufwand",), ("geringer personeller Einsatz nötig",), ("ist sehr personalintensiv",)),
    "money": (("Finanzieller Aufwand",), ("ist mit geringen Kosten verbunden",), ("ist sehr kostenintensiv",)),
    "participation": (
        ("Partizipation", "Beteiligung"),
        ("hat einen geringen Beteiligungsgrad",),
        ("hat einen hohen Beteiligungsgrad",),
    ),
    "complexity": (("Komplexität",), ("keine Vorkenntnisse erforderlich",), ("bedarf professioneller Unterstützung",)),
}

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_RATED = re.compile(
    r"diesesmodulwurdebishervon([0-9]{1,6}|keine[mnr]|eine[mr])nutzer(?:n|in|innenundnutzern?)?bewertet"
)
_NO_COMMENTS = re.compile(r"(?:fuer|zu)diese[sm]modulsindnochkeinekommentarevorhanden")
_MODULE = re.compile(r"modul\s+(?:nr\.?\s*)?[0-9]*\s*[:.–—-]?\s*(?P<name>.*)", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s/<>\"]\S*")
_HTML = re.compile(r"\s*<(?:!--|(?:!doctype|\?xml|html|head|body)\b)", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class UnreadableError(ValueError):
    """This is no text of a page. `reason`: too_big, too_long, empty, binary or html."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Line:
    """One line of the input and what became of it; `about` is a block, a section, a scale or a number of raters."""

    number: int
    text: str
    became: str
    about: str = ""


@dataclass(frozen=True)
class Page:
    """What a print view says, and its report."""

    title: str = ""
    sections: dict[str, str] = field(default_factory=dict)
    projects: list[tuple[str, str]] = field(default_factory=list)  # title, place
    related: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # title, address
    raters: int | None = None  # None: the page does not say
    missing: list[str] = field(default_factory=list)  # blocks whose heading is not there
    lines: list[Line] = field(default_factory=list)

    @property
    def is_recognised(self) -> bool:
        """Say whether this is a module page at all."""
        return bool(self.title) and len(self.missing) < len(BLOCKS)

    def document(self, code: str, related: list[str]) -> dict[str, Any]:
        """Return what the page says as a document; it says nothing about kind and completeness."""
        return {
            "code": code,
            "related": [other for other in related if other != code],
            "projects": [{"title": title, "place": place} for title, place in self.projects],
            "links": [{"title": title, "url": url} for title, url in self.links],
            "texts": {"de": {"title": self.title, "sections": self.sections}},
        }


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding that was taken: its mark, else UTF-8, else Windows-1252 or Latin-1.

    Every byte string is some Latin-1, so the last two are a guess that a person has to look at.
    Raises UnreadableError.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError("too_big")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return check(data[len(mark) :].decode(encoding, "replace")), encoding
    if encoding := _bare_utf16(data):
        return check(data.decode(encoding, "replace")), encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            return check(data.decode(encoding)), encoding
        except UnicodeDecodeError:
            continue
    return check(data.decode("latin-1")), "latin-1"


def _bare_utf16(data: bytes) -> str:
    """Return the UTF-16 that has lost its mark: in German text every second byte is then zero."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 4:
        return ""
    for encoding, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.8 * half and others.count(0) < 0.1 * half:
            return encoding
    return ""


def check(text: str) -> str:
    """Return the text without what nobody sees (NUL, control characters); raises UnreadableError."""
    if len(text) > MAX_BYTES:
        raise UnreadableError("too_big")
    controls = sum(1 for character in text if character < " " and character not in "\0\t\n\r\f")
    if controls > 0.02 * len(text) or text.startswith("%PDF-"):
        raise UnreadableError("binary")
    text = clean(text.replace("\f", "\n")).removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableError("empty")
    if _HTML.match(text):
        raise UnreadableError("html")
    if text.count("\n") > MAX_LINES:
        raise UnreadableError("too_long")
    return text


def digest(text: str) -> str:
    """Return the fingerprint of a text; the encoding and the line ends of its file do not matter."""
    return hashlib.sha256(clean(text).strip().encode()).hexdigest()


def key_of(text: str) -> str:
    """Return what makes two spellings of a name the same: letters and digits only, umlauts written out."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_SPELLED)
    return "".join(character for character in folded if character.isalnum())


def parse(text: str) -> Page:
    """Read a print view. Never raises: what it does not understand stands as such in the report."""
    return _Reader(clean(text)).run()


def _known_words() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    headings = {key_of(form): block for block, forms in _HEADINGS.items() for form in forms}
    names = {key_of(name): scale for scale, (forms, _left, _right) in _SCALES.items() for name in forms}
    poles: dict[str, str] = {}
    for scale, (forms, left, right) in _SCALES.items():
        both = [first + second for first in left for second in right]
        for words in (*left, *right, *both):
            poles[key_of(words)] = scale
            poles |= {key_of(name + words): scale for name in forms}
    return headings, names, poles


_HEADING_KEYS, _SCALE_KEYS, _POLE_KEYS = _known_words()


class _Reader:
    """Walks through the lines once; every line gets exactly one entry in the report."""

    def __init__(self, text: str) -> None:
        raw = text.split("\n")
        self.raw = raw[:-1] if raw[-1] == "" else raw
        self.shown = [_tidy(line) for line in self.raw]
        self.keys = [key_of(line) for line in self.shown]
        self.report: list[Line] = []
        self.block = ""
        self.seen: set[str] = set()
        self.title = ""
        self.raters: int | None = None
        self.paragraphs: dict[str, list[str]] = {}
        self.entries: dict[str, list[str]] = {PROJECTS: [], RELATIONS: [], LINKS: []}

    def run(self) -> Page:
        while len(self.report) < len(self.raw):
            self.step(len(self.report))
        return Page(
            title=self.title,
            sections={key: text for key, lines in self.paragraphs.items() if (text := "\n".join(lines).strip())},
            projects=[_project(line) for line in self.entries[PROJECTS]],
            related=list(dict.fromkeys(self.entries[RELATIONS])),
            links=[_link(line) for line in self.entries[LINKS]],
            raters=self.raters,
            missing=[block for block in BLOCKS if block not in self.seen],
            lines=self.report,
        )

    def put(self, became: str, about: str = "", lines: int = 1) -> None:
        for _ in range(lines):
            at = len(self.report)
            self.report.append(Line(at + 1, self.raw[at], became, about))

    def step(self, at: int) -> None:
        if not self.shown[at]:
            if self.block in self.paragraphs:
                self.paragraphs[self.block].append("")
            self.put(BLANK)
        elif found := self.heading(at):
            block, lines = found
            self.block = block
            self.seen.add(block)
            if block not in _ENTRIES:
                self.paragraphs.setdefault(block, []).append("")
            self.put(HEADING, block, lines)
        elif not self.is_assessment(at):
            self.entry(at)

    def joined(self, at: int, known: Callable[[str], str | None]) -> tuple[str, int]:
        """Return what the line, with those right after it, is known as, and over how many lines; longest first."""
        most = 1
        # A line of dots or bullets belongs to no label, although the key of a label does not mind it.
        while most < _MOST_BROKEN and at + most < len(self.shown) and self.is_word(at + most):
            most += 1
        for lines in range(most, 0, -1):
            key = "".join(self.keys[at : at + lines])
            if len(key) <= _LONGEST_LABEL and (found := known(key)):
                return found, lines
        return "", 0

    def is_word(self, at: int) -> bool:
        return bool(self.keys[at]) or self.shown[at] == "/"

    def heading(self, at: int) -> tuple[str, int] | None:
        found, lines = self.joined(at, _HEADING_KEYS.get)
        is_sentence = bool(found) and self.shown[at + lines - 1][-1] in ".!?;,"
        return (found, lines) if found and not is_sentence else None

    def is_assessment(self, at: int) -> bool:
        """Report the names and poles of the scales and the number of raters, where they stand in their block."""
        name, name_lines = self.joined(at, _SCALE_KEYS.get)
        if name and (self.block == ASSESSMENTS or self.is_pole_after(at + name_lines)):
            self.block = ASSESSMENTS
            self.put(SCALE, name, name_lines)
            return True
        if self.block != ASSESSMENTS:
            return False
        pole, pole_lines = self.joined(at, _POLE_KEYS.get)
        if pole:
            self.put(POLE, pole, pole_lines)
            return True
        return self.is_number_of_raters(at)

    def is_pole_after(self, at: int) -> bool:
        while at < len(self.shown) and not self.shown[at]:
            at += 1
        return at < len(self.shown) and bool(self.joined(at, _POLE_KEYS.get)[0])

    def is_number_of_raters(self, at: int) -> bool:
        def known(key: str) -> str:
            found = _RATED.fullmatch(key)
            return re.sub("^keine.$", "0", re.sub("^eine.$", "1", found[1])) if found else ""

        number, lines = self.joined(at, known)
        if not number:
            return False
        self.raters = int(number)
        self.put(RATED if self.raters else NOT_RATED, str(self.raters), lines)
        return True

    def entry(self, at: int) -> None:
        """Report a line that belongs to the block it stands in."""
        words = self.shown[at]
        if self.block == "":
            self.before_the_first_heading(words)
        elif self.block not in _ENTRIES:
            self.paragraphs[self.block].append(_as_markdown(words))
            self.put(TEXT, self.block)
        elif self.block == COMMENTS and _NO_COMMENTS.fullmatch(self.keys[at]):
            self.put(NO_COMMENTS)
        else:
            if self.block in self.entries:
                self.entries[self.block].append(words)
            self.put(_ENTRIES[self.block])

    def before_the_first_heading(self, words: str) -> None:
        """The first line that begins with "Modul" names the module, else the first line of all."""
        found = _MODULE.fullmatch(words)
        name = (found["name"] if found else words).strip()
        is_first = not any(line.became in (TITLE, UNKNOWN) for line in self.report)
        if not self.title and name and len(name) <= 200 and (found or (is_first and not self.is_named_later())):
            self.title = name
            self.put(TITLE)
        else:
            self.put(UNKNOWN)

    def is_named_later(self) -> bool:
        for at in range(len(self.report) + 1, len(self.shown)):
            if self.shown[at] and self.heading(at):
                return False
            if _MODULE.fullmatch(self.shown[at]):
                return True
        return False


def _tidy(line: str) -> str:
    """Return a line without soft hyphens, marks of zero width, hard and doubled spaces."""
    return " ".join(_INVISIBLE.sub("", line).split())


def _as_markdown(words: str) -> str:
    """Return plain words as Markdown that shows them unchanged; bullets become a list."""
    bullet = re.match(r"[•·▪*‣] ", words)
    rest = words[2:] if bullet else words
    rest = re.sub(r"\\(?=[!-/:-@\[-`{-~])", r"\\\\", rest)
    rest = re.sub(r"(?<!\w)_|_(?!\w)|[*`]|\](?=\()|^>", lambda found: "\\" + found[0], rest)
    return f"- {rest}" if bullet else rest


def _project(words: str) -> tuple[str, str]:
    title, comma, place = words.rpartition(",")
    return (title.strip(), place.strip()) if comma and title.strip() and place.strip() else (words, "")


def _link(words: str) -> tuple[str, str]:
    found = _ADDRESS.search(words)
    if found is None:
        return words, ""
    address = found[0].rstrip(").,;")
    title = words.replace(address, "").strip(" ()–-:,")
    return title or address, address
