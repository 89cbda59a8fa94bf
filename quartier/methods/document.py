"""A method as a document: the one form in which it is exported, imported, versioned and shipped.

A document is a plain dict in canonical order, without empty values. `parse` accepts what a person wrote (TOML,
JSON), reports every mistake with its place and returns the canonical form, so `parse(parse(x)) == parse(x)`.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from quartier.base.text import clean
from quartier.methods import vocabulary as v

Document = dict[str, Any]

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}")
MAX_TEXT = 20_000  # characters in one section

_CHOICES = {
    "kind": v.KINDS,
    "completeness": v.COMPLETENESS,
    "level": v.LEVELS,
    "setting": v.SETTINGS,
    "conflict": v.CONFLICT,
    "facilitation": v.FACILITATION,
}
_LISTS = {
    "recruitment": v.RECRUITMENT,
    "aims": v.AIMS,
    "users": v.USERS,
    "target_groups": v.TARGET_GROUPS,
    "action_fields": v.ACTION_FIELDS,
}
RANGES = ("people", "event_minutes", "process_weeks", "staff_hours", "cost_eur")
_PHASE_TEXTS = ("title", "when", "output")
_REFERENCES = {
    "sources": ("title", "url"),
    "links": ("title", "url"),
    "projects": ("title", "place", "url", "note"),
}


class DocumentError(ValueError):
    """A document has mistakes. `problems` lists them as (place, what is wrong and what is allowed)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{place}: {message}" for place, message in problems))
        self.problems = problems


def parse(raw: object) -> Document:
    """Return the canonical document of one method.

    Unknown keys are mistakes, not silently dropped. Raises DocumentError with every mistake at once.
    """
    if not isinstance(raw, dict):
        raise DocumentError([("", "Erwartet wird ein Objekt mit den Feldern einer Methode.")])
    return _Parser(raw).run()


def dumps(documents: list[Document]) -> str:
    """Return documents as JSON text that is the same for the same content, byte for byte."""
    return "".join(dump_pieces(sorted(documents, key=lambda document: str(document["code"]))))


def dump_pieces(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the text of `dumps` in pieces, for documents that are ordered by code."""
    yield '{\n "format": "quartier-methods/1",\n "methods": ['
    number = 0
    for number, document in enumerate(documents, 1):
        # Within JSON strings every line feed is escaped, so indenting changes no content.
        text = "\n" + json.dumps(document, ensure_ascii=False, indent=1)
        yield ("," if number > 1 else "") + text.replace("\n", "\n  ")
    yield "\n ]\n}\n" if number else "]\n}\n"


def loads(text: str) -> list[Document]:
    """Read what `dumps` wrote. Raises DocumentError."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError([("", f"Das ist kein lesbares JSON: {error}")]) from None
    if (
        not isinstance(data, dict)
        or data.get("format") != "quartier-methods/1"
        or not isinstance(data.get("methods"), list)
    ):
        raise DocumentError([("format", "Erwartet wird eine Datei im Format quartier-methods/1.")])
    problems: list[tuple[str, str]] = []
    documents = []
    for number, raw in enumerate(data["methods"]):
        try:
            documents.append(parse(raw))
        except DocumentError as error:
            problems += [(f"methods[{number}].{place}", message) for place, message in error.problems]
    if problems:
        raise DocumentError(problems)
    return documents


class _Parser:
    """Collects mistakes while it builds the canonical document."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = dict(raw)
        self.problems: list[tuple[str, str]] = []
        self.out: Document = {}

    def wrong(self, place: str, message: str) -> None:
        self.problems.append((place, message))

    def put(self, key: str, value: object) -> None:
        if value not in ("", None, [], {}):
            self.out[key] = value

    def run(self) -> Document:
        code = self.raw.pop("code", "")
        if not isinstance(code, str) or not CODE.fullmatch(code) or len(code) > 60:
            self.wrong(
                "code",
                "Der Code besteht aus Kleinbuchstaben, Ziffern und Bindestrichen, höchstens 60 Zeichen.",
            )
        elif code in v.RESERVED_CODES:
            self.wrong("code", "Diese Adresse braucht der Katalog selbst. Nehmen Sie einen anderen Code.")
        self.put("code", code)
        for key, allowed in _CHOICES.items():
            self.put(key, self.choice(key, self.raw.pop(key, ""), allowed))
        self.out.setdefault("kind", "method")
        self.out.setdefault("completeness", "stub")
        for key in RANGES:
            self.put(key, self.range(key, self.raw.pop(key, [])))
        self.put("lead_weeks", self.whole("lead_weeks", self.raw.pop("lead_weeks", None)))
        for key, allowed in _LISTS.items():
            self.put(key, self.choices(key, self.raw.pop(key, []), allowed))
        self.put("related", self.codes("related", self.raw.pop("related", [])))
        for key in ("authors", "licence"):
            self.put(key, self.text(key, self.raw.pop(key, ""), 200))
        self.put("review_on", self.date("review_on", self.raw.pop("review_on", "")))
        for key, fields in _REFERENCES.items():
            self.put(key, self.references(key, self.raw.pop(key, []), fields))
        self.put("estimate", self.estimate(self.raw.pop("estimate", {})))
        self.put("texts", self.texts(self.raw.pop("texts", {})))
        if "texts" not in self.out:
            self.wrong("texts", "Mindestens ein Text mit einem Titel gehört dazu.")
        for key in self.raw:
            self.wrong(str(key), "Dieses Feld gibt es nicht.")
        if self.problems:
            raise DocumentError(self.problems)
        return self.out

    def text(self, place: str, value: object, longest: int = MAX_TEXT) -> str:
        if not isinstance(value, str):
            self.wrong(place, "Erwartet wird ein Text.")
            return ""
        value = clean(value).strip()
        if len(value) > longest:
            self.wrong(place, f"Höchstens {longest} Zeichen, es sind {len(value)}.")
        return value

    def choice(self, place: str, value: object, allowed: tuple[str, ...]) -> str:
        if value == "" or (isinstance(value, str) and value in allowed):
            return str(value)
        self.wrong(place, f"Erlaubt sind: {', '.join(allowed)}.")
        return ""

    def choices(self, place: str, value: object, allowed: tuple[str, ...]) -> list[str]:
        if not isinstance(value, list) or any(item not in allowed for item in value if isinstance(item, str)):
            self.wrong(place, f"Erlaubt ist eine Liste aus: {', '.join(allowed)}.")
            return []
        return [item for item in allowed if item in value]

    def codes(self, place: str, value: object) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(item, str) and CODE.fullmatch(item) for item in value):
            self.wrong(place, "Erwartet wird eine Liste von Codes.")
            return []
        return list(dict.fromkeys(value))

    def whole(self, place: str, value: object) -> int | None:
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 1_000_000:
            self.wrong(place, "Erwartet wird eine ganze Zahl von 0 bis 1.000.000.")
            return None
        return value

    def range(self, place: str, value: object) -> list[int]:
        if value == []:
            return []
        if not isinstance(value, list) or len(value) != 2:
            self.wrong(place, "Erwartet werden zwei Zahlen: von, bis.")
            return []
        low, high = (self.whole(place, item) for item in value)
        if low is None or high is None:
            return []
        if low > high:
            self.wrong(place, "Die erste Zahl darf nicht größer sein als die zweite.")
        return [low, high]

    def date(self, place: str, value: object) -> str:
        if isinstance(value, dt.date):
            return value.isoformat()[:10]
        try:
            return dt.date.fromisoformat(str(value)).isoformat() if value else ""
        except ValueError:
            self.wrong(place, "Erwartet wird ein Datum wie 2027-11-30.")
            return ""

    def references(self, place: str, value: object, fields: tuple[str, ...]) -> list[dict[str, str]]:
        if not isinstance(value, list):
            self.wrong(place, "Erwartet wird eine Liste.")
            return []
        result = []
        for number, item in enumerate(value):
            where = f"{place}[{number}]"
            if not isinstance(item, dict) or set(item) - set(fields):
                self.wrong(where, f"Erlaubte Felder: {', '.join(fields)}.")
                continue
            entry = {field: self.text(f"{where}.{field}", item.get(field, ""), 2000) for field in fields}
            if not entry["title"]:
                self.wrong(f"{where}.title", "Der Titel fehlt.")
            if entry["url"] and not re.match(r"https?://[^\s/]", entry["url"]):
                self.wrong(f"{where}.url", "Eine Adresse beginnt mit https:// oder http://.")
            result.append({field: text for field, text in entry.items() if text})
        return result

    def estimate(self, value: object) -> dict[str, int]:
        if (
            not isinstance(value, dict)
            or set(value) - set(v.SCALES)
            or any(p not in v.STEPS or p is True for p in value.values())
        ):
            self.wrong("estimate", f"Erlaubt sind die Skalen {', '.join(v.SCALES)} mit Stufen von 1 bis 5.")
            return {}
        return {scale: value[scale] for scale in v.SCALES if scale in value}

    def texts(self, value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.wrong("texts", "Erwartet werden Texte je Sprache.")
            return {}
        result = {}
        for key in sorted(value):
            language, _, variant = str(key).partition("_")
            if not LANGUAGE.fullmatch(language) or variant not in ("", v.PLAIN):
                self.wrong(f"texts.{key}", "Der Schlüssel ist eine Sprache wie de, oder de_plain.")
                continue
            result[str(key)] = self.one_text(f"texts.{key}", value[key])
        return result

    def one_text(self, place: str, value: object) -> dict[str, Any]:
        allowed = {"title", "summary", "sections", "phases", "checked_by", "checked_on"}
        if not isinstance(value, dict) or set(value) - allowed:
            self.wrong(place, f"Erlaubte Felder: {', '.join(sorted(allowed))}.")
            return {}
        out: dict[str, Any] = {"title": self.text(f"{place}.title", value.get("title", ""), 200)}
        if not out["title"]:
            self.wrong(f"{place}.title", "Der Titel fehlt.")
        optional = {
            "summary": self.text(f"{place}.summary", value.get("summary", ""), 600),
            "sections": self.sections(f"{place}.sections", value.get("sections", {})),
            "phases": self.phases(f"{place}.phases", value.get("phases", [])),
            "checked_by": self.text(f"{place}.checked_by", value.get("checked_by", ""), 200),
            "checked_on": self.date(f"{place}.checked_on", value.get("checked_on", "")),
        }
        out.update({key: item for key, item in optional.items() if item})
        return out

    def sections(self, place: str, value: object) -> dict[str, str]:
        if not isinstance(value, dict) or set(value) - set(v.SECTIONS):
            self.wrong(place, f"Erlaubte Abschnitte: {', '.join(v.SECTIONS)}.")
            return {}
        found = {key: self.text(f"{place}.{key}", value[key]) for key in v.SECTIONS if key in value}
        return {key: text for key, text in found.items() if text}

    def phases(self, place: str, value: object) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            self.wrong(place, "Erwartet wird eine Liste von Phasen.")
            return []
        result = []
        for number, item in enumerate(value):
            where = f"{place}[{number}]"
            if not isinstance(item, dict) or set(item) - {*_PHASE_TEXTS, "minutes", "activities"}:
                self.wrong(where, "Erlaubte Felder: title, minutes, when, activities, output.")
                continue
            phase: dict[str, Any] = {key: self.text(f"{where}.{key}", item.get(key, ""), 600) for key in _PHASE_TEXTS}
            if not phase["title"]:
                self.wrong(f"{where}.title", "Der Titel fehlt.")
            phase["minutes"] = self.whole(f"{where}.minutes", item.get("minutes", 0)) or 0
            activities = item.get("activities", [])
            if not isinstance(activities, list):
                self.wrong(f"{where}.activities", "Erwartet wird eine Liste.")
                activities = []
            phase["activities"] = [self.text(f"{where}.activities", entry, 600) for entry in activities]
            result.append({key: entry for key, entry in phase.items() if entry})
        return result
