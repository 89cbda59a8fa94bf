"""Giving memory back to the system after something large."""

import contextlib
import ctypes

from django.db import connection


def give_back_memory() -> None:
    """Return what large work has freed: the allocator of Linux would keep it for ever.

    SQLite keeps every page that it has read mapped into the process; after the whole catalogue that is 18 MB of pages
    which the system holds anyway. Call it outside of transactions.
    """
    if connection.vendor == "sqlite" and connection.connection is not None and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            mapped = cursor.execute("PRAGMA mmap_size").fetchone()
            if mapped:  # a database in memory has none
                cursor.execute("PRAGMA mmap_size=0")
                cursor.execute(f"PRAGMA mmap_size={mapped[0]:d}")
            cursor.execute("PRAGMA shrink_memory")
    with contextlib.suppress(OSError, AttributeError):  # another system, another allocator
        ctypes.CDLL("libc.so.6").malloc_trim(0)
