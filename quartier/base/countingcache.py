"""The shared cache in the database, where no Redis is: counting in it is exact."""

from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction


class CountingDatabaseCache(DatabaseCache):
    """Django's cache in the database, whose `incr` reads and then writes: of several at once it would lose some."""

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> Any:
        """Add to a number while nobody else can; ValueError when there is none. Its time to live begins anew."""
        name = router.db_for_write(self.cache_model_class)
        connection = connections[name]
        lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
        table = connection.ops.quote_name(self.cache_model_class._meta.db_table)
        row = f"SELECT 1 FROM {table} WHERE cache_key = %s{lock}"  # noqa: S608  (our own name)
        # SQLite has no locks of rows, but lets only one transaction in.
        with transaction.atomic(using=name), connection.cursor() as cursor:
            cursor.execute(row, [self.make_and_validate_key(key, version=version)])
            return super().incr(key, delta, version)
