"""The log: one line per event, readable or JSON, without secrets, and never a flood.

Made of the standard library: Django, granian and every other package log through it already, and one formatter of
ours is less than a second logging system beside it (docs/adr/0010-logs-from-the-standard-library.md).
"""

import datetime as dt
import json
import logging
import re
import time
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

# What must not reach a log, wherever it comes from: texts of exceptions carry addresses and values too. Those can be
# long and made up, so no pattern reads a stretch of text more than once.
_SECRETS = (
    (re.compile(r"(/l/)(?!offen/)[^/\s?\"'<>]+"), r"\1…"),
    (re.compile(r"\?[^\s\"'<>=?]+=[^\s\"'<>]*"), "?…"),
    (re.compile(r"(?<![^\s@<>\"'(),;:=])[^\s@<>\"'(),;:=]++@[^\s@<>\"'(),;:.]++\.[^\s@<>\"'(),;:]+"), "…@…"),
    (re.compile(r"(?i)(bearer\s+)[^\s\"']+"), r"\1…"),
    (re.compile(r"(://[^/\s:@]*:)[^\s@]{1,200}@"), r"\1…@"),
)
_FIELDS = ("method", "route", "status", "ms", "user")  # of a request's line
FLOOD_SECONDS = 60.0
_MOST_KINDS = 1000


def redact(text: str) -> str:
    """Return the text without tokens of personal links, query strings, passwords in addresses, e-mail addresses."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class FloodGuard(logging.Filter):
    """Lets a warning or an error of the same kind through once a minute, and then says how many were left out."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[tuple[object, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Decide on one record; its kind is where it was logged, its text before filling in, and its exception."""
        if record.levelno < logging.WARNING or getattr(record, "for_console", False):
            return True
        error = record.exc_info[0] if record.exc_info else None
        kind = (record.name, record.levelno, record.msg if isinstance(record.msg, str) else type(record.msg), error)
        now = time.monotonic()
        since, left_out = self._seen.get(kind, (now - 2 * FLOOD_SECONDS, 0))
        if now - since < FLOOD_SECONDS:
            self._seen[kind] = (since, left_out + 1)
            return False
        if len(self._seen) >= _MOST_KINDS:
            self._seen.clear()
        self._seen[kind] = (now, 0)
        record.left_out = left_out
        return True


class TextFormatter(logging.Formatter):
    """A line for people. Line breaks inside a message are shown as such, so that nobody can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the traceback below it."""
        message = record.getMessage()
        if getattr(record, "for_console", False):  # a sign-in code for whoever started the server
            return message
        if record.name == "quartier.request":
            message = " ".join(f"{getattr(record, name)}" for name in _FIELDS[:3]) + f" {record.ms} ms"  # type: ignore[attr-defined]
            message += f" {record.user}" if record.user else ""  # type: ignore[attr-defined]
        text = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname:<7} {_one_line(message)}{_more(record)}"
        if request_id.get():
            text += f" [{request_id.get()}]"
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return redact(text)


class JsonFormatter(logging.Formatter):
    """One JSON object per line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; `left_out` counts lines of the same kind that the flood guard kept back."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        message = record.getMessage()
        if getattr(record, "for_console", False):
            message = "A sign-in mail waits on the outbox page, because no mail server is set."
        line: dict[str, Any] = {"time": moment, "level": record.levelname.lower(), "logger": record.name}
        line["message"] = redact(message)
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if request_id.get():
            line["request_id"] = request_id.get()
        if getattr(record, "left_out", 0):
            line["left_out"] = record.left_out  # type: ignore[attr-defined]
        if record.exc_info:
            line["error"] = redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def configuration(form: str, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything to standard error in one form ("text" or "json")."""
    formatter = {"text": TextFormatter, "json": JsonFormatter}[form]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"flood": {"()": FloodGuard}},
        "formatters": {"line": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["flood"]}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "quartier": {"level": level},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # Warnings of 4xx only repeat the request's own line, with the address in it.
            "django.request": {"level": "ERROR"},
        },
    }


def _one_line(text: str) -> str:
    return "".join(char if char >= " " and char != "\x7f" else repr(char)[1:-1] for char in text)


def _more(record: logging.LogRecord) -> str:
    left_out = getattr(record, "left_out", 0)
    return f" (and {left_out} more like this)" if left_out else ""
