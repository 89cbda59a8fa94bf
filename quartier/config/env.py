"""Settings from the environment: strict, so that a typing error is a message and not a surprise."""

import os
import re
import urllib.parse
from pathlib import Path

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")
_TILE_PATH = re.compile(r"(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})(?:[^{}\s]*\{[zxy]\}){3}[^{}\s]*")


class SettingError(Exception):
    """A setting cannot be understood; the message says which one and what is allowed."""


def text(name: str, default: str = "") -> str:
    """Return the value of NAME, or the content of the file that NAME_FILE points to (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """Return True for "true", False for "false"; anything else is an error."""
    value = text(name, "true" if default else "false").lower()
    if value not in {"true", "false"}:
        raise SettingError(f"{name} must be true or false, not {value!r}.")
    return value == "true"


def number(name: str, default: int) -> int:
    """Return a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} must be a whole number, not {value!r}.") from None


def choice(name: str, default: str, allowed: set[str]) -> str:
    """Return one of the allowed values, whatever its case."""
    value = text(name, default)
    for one in allowed:
        if one.lower() == value.lower():
            return one
    raise SettingError(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")


def tiles(address: str, attribution: str) -> str:
    """Return scheme and host of the server that gives tiles, "" for none; the address has to fit, and to be credited."""
    if not address:
        return ""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        raise SettingError("MAP_TILES_URL must begin with https:// and a plain host name.")
    if not _TILE_PATH.fullmatch(address.removeprefix(f"{parts.scheme}://{parts.netloc}")):
        raise SettingError("MAP_TILES_URL must name {z}, {x} and {y} once each, after the host.")
    if not attribution.strip():
        raise SettingError("MAP_TILES_ATTRIBUTION must say whose map it is.")
    return f"{parts.scheme}://{parts.netloc}"


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def _pool() -> dict[str, object]:
    # One connection per thread of the server, one for the worker, one to spare. While the server is away, nobody
    # waits longer than `timeout` (seconds) for the page that says so.
    return {"min_size": 1, "max_size": number("WEB_THREADS", 4) + 2, "timeout": 5}


# WAL and IMMEDIATE: readers never wait and writers queue instead of failing. synchronous=FULL: what was
# acknowledged survives a power cut. The figures are in docs/adr/0004-one-process-sqlite-by-default.md.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY;"
        "PRAGMA mmap_size=0;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-8000;"
    ),
}


def _sqlite(path: str) -> dict[str, object]:
    # Connections stay open: on a full disk nobody could make the files beside the database anew, not even to read.
    options = {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": SQLITE_OPTIONS}
    return {**options, "CONN_MAX_AGE": None}


def database(url: str, var: Path) -> dict[str, object]:
    """Return Django's database settings for `sqlite:///path` or `postgresql://user:password@host:port/name`."""
    if not url:
        return _sqlite(str(var / "quartier.sqlite3"))
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": urllib.parse.unquote(parts.username or ""),
            "PASSWORD": urllib.parse.unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"pool": _pool(), "connect_timeout": 5},
        }
    raise SettingError(f"DATABASE_URL must begin with sqlite:// or postgresql://, not {parts.scheme!r}.")


def secret_key(var: Path) -> str:
    """Return SECRET_KEY, or a key of this installation's own, made once and kept in its data folder."""
    value = text("SECRET_KEY")
    if value:
        return value
    path = var / "secret-key"
    if not path.exists():
        import secrets

        var.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
