"""The shared cache on Redis or Valkey, which may be away: then everything goes on without it.

What lives there can be missed for a while: rate limits let everybody pass, and a value that is not found is made anew.
"""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from quartier.base import metrics

log = logging.getLogger(__name__)
PAUSE = 2.0  # seconds without asking after a failure, so that no page waits for a server that is away


class ForgivingRedisCache(RedisCache):
    """Django's cache on Redis; while the server cannot be reached, it is an empty cache that takes nothing."""

    _away_until = 0.0  # shared by all threads of the process: one attempt per pause is enough

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # One retry, at once, for a connection that the server has closed; redis-py's own retries take two seconds.
        patience = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 1)}
        super().__init__(server, params | {"OPTIONS": patience | params.get("OPTIONS", {})})


def _forgiving(name: str, instead: Callable[..., Any]) -> Callable[..., Any]:
    original = getattr(RedisCache, name)

    @wraps(original)
    def method(self: ForgivingRedisCache, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < ForgivingRedisCache._away_until:
            return instead(*args, **kwargs)
        try:
            return original(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            ForgivingRedisCache._away_until = time.monotonic() + PAUSE
            metrics.CACHE_ERRORS.inc()
            log.warning("The cache cannot be reached; going on without it (%s)", type(error).__name__)
            return instead(*args, **kwargs)

    return method


def _missing(key: str, *args: Any, **kwargs: Any) -> Any:
    raise ValueError(f"Key '{key}' not found")  # what Django's caches say of a key that they do not hold


_INSTEAD: dict[str, Callable[..., Any]] = {
    "add": lambda *_, **__: False,
    "get": lambda _key, default=None, *_, **__: default,
    "set": lambda *_, **__: None,
    "touch": lambda *_, **__: False,
    "delete": lambda *_, **__: False,
    "get_many": lambda *_, **__: {},
    "has_key": lambda *_, **__: False,
    "incr": _missing,
    "set_many": lambda *_, **__: [],
    "delete_many": lambda *_, **__: None,
    "clear": lambda *_, **__: False,
}
for _name, _instead in _INSTEAD.items():
    setattr(ForgivingRedisCache, _name, _forgiving(_name, _instead))
