"""The index in memory against the plain way."""

from hypothesis import given
from hypothesis import strategies as st

from quartier.base.facets import Index, Row
from tests.patience import unhurried

CODES = st.lists(st.sampled_from("abc"), unique=True)
ROWS = st.lists(st.tuples(st.text(max_size=5), CODES, CODES, st.one_of(st.none(), st.integers(0, 9))), max_size=25).map(
    lambda items: [
        Row(key, title, {"x": x, "y": y}, {} if number is None else {"n": number})
        for key, (title, x, y, number) in enumerate(items)
    ]
)
CHOSEN = st.fixed_dictionaries({"x": CODES, "y": CODES})


def plain(rows: list[Row], chosen: dict[str, list[str]]) -> list[Row]:
    """Return the matching rows in title order, the slow and obvious way."""
    matching = [r for r in rows if all(not codes or set(codes) & set(r.values[f]) for f, codes in chosen.items())]
    return sorted(matching, key=lambda r: (r.title.casefold(), r.key))


@unhurried
@given(ROWS, CHOSEN)
def test_selecting_and_paging(rows: list[Row], chosen: dict[str, list[str]]) -> None:
    index, expected = Index(rows), [row.key for row in plain(rows, chosen)]
    selected = index.select(chosen)
    assert selected.bit_count() == len(expected)
    assert index.page(selected, 0, 100) == expected
    assert index.page(selected, 2, 3) == expected[2:5]


@unhurried
@given(ROWS, CHOSEN)
def test_a_count_is_what_choosing_only_that_value_gives(rows: list[Row], chosen: dict[str, list[str]]) -> None:
    counts = Index(rows).counts("x", "abc", chosen)
    assert counts == [len(plain(rows, chosen | {"x": [code]})) for code in "abc"]


@unhurried
@given(ROWS, CHOSEN)
def test_sorting_by_number_puts_the_unknown_last(rows: list[Row], chosen: dict[str, list[str]]) -> None:
    index = Index(rows)
    expected = sorted(plain(rows, chosen), key=lambda row: row.numbers.get("n", 99))
    assert index.page(index.select(chosen), 0, 100, "n") == [row.key for row in expected]


@unhurried
@given(ROWS, st.lists(st.integers(-5, 40)))
def test_a_search_narrows(rows: list[Row], keys: list[int]) -> None:
    index = Index(rows)
    within = index.keys_to_bits(keys)
    assert set(index.page(within, 0, 100)) == set(keys) & {row.key for row in rows}
