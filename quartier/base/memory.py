"""Giving memory back to the system after something large."""

import contextlib
import ctypes

from django.db import connection


def give_back_memory() -> None:
    """Return what large work has freed: SQLite and the allocator of Linux would keep it for ever.

    Call it outside of transactions.
    """
    if connection.vendor == "sqlite" and connection.connection is not None and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA shrink_memory")
    with contextlib.suppress(OSError, AttributeError):  # another system, another allocator
        ctypes.CDLL("libc.so.6").malloc_trim(0)
