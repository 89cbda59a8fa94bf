"""Questions to the database whose SQL is written once.

For one object and what hangs on it, the ORM takes five times as long to write the SQL as the database to answer.
The queryset stays the only place that says who sees what.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Expression, QuerySet


class Slot(Expression):
    """A place in a queryset that gets its value each time the question is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Stand for itself among the parameters."""
        return "%s", (self,)


@dataclass(frozen=True)
class _Written:
    sql: str
    parameters: tuple[Any, ...]
    converters: list[tuple[int, tuple[list[Callable[[Any, Any, Any], Any]], Any]]]


class Prepared:
    """A question of several shapes; `make` returns, for one shape, a `values_list` with slots in it."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]]) -> None:
        self._make = make
        self._written: dict[tuple[Hashable, ...], _Written] = {}

    def rows(self, *shape: Hashable, **values: Any) -> list[tuple[Any, ...]]:
        """Ask once, with these values in the slots, and return what the queryset would return."""
        written = self._written.get(shape) or self._written.setdefault(shape, self._write(shape))
        asked = [values[part.name] if isinstance(part, Slot) else part for part in written.parameters]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, asked)
            found = cursor.fetchall()
        return [_converted(row, written) for row in found]

    def forget(self) -> None:
        """Write the SQL anew at the next question: the queryset behind it has become another one."""
        self._written.clear()

    def _write(self, shape: tuple[Hashable, ...]) -> _Written:
        compiler = self._make(*shape).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select])
        return _Written(sql, tuple(parameters), list(converters.items()))


def _converted(row: tuple[Any, ...], written: _Written) -> tuple[Any, ...]:
    """Return a row with dates, JSON and booleans as Python has them; which columns need it depends on the database."""
    cells = list(row)
    for place, (converters, expression) in written.converters:
        for convert in converters:
            cells[place] = convert(cells[place], expression, connection)
    return tuple(cells)
