"""The bars of the groups: well-formed, inside the picture, as long as the shares are."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters import gaps, shares
from quartier.quarters.vocabulary import GROUP_OF, GROUPS

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {group: f"Gruppe <{group}> & mehr" for group in GROUPS}
TABLES = st.lists(st.sampled_from(sorted(GROUP_OF)), min_size=gaps.FEWEST, max_size=60)


def balances(kinds: list[str]) -> list[gaps.Balance]:
    return gaps.balances(gaps.Contact(kind, gaps.PRESENT) for kind in kinds)


@given(TABLES)
def test_bars_are_as_long_as_the_shares_and_stay_inside(kinds: list[str]) -> None:
    found = balances(kinds)
    root = ElementTree.fromstring(shares.draw(found, NAMES, "Titel", "Beschreibung"))  # noqa: S314  (made here)
    bars = [float(bar.get("width", "0")) for bar in root.iter(f"{SVG}rect") if "group-" in bar.get("class", "")]
    # The hexagon of one group has a bar as its mark, which is of another class.
    assert len(bars) == len(found)
    longest = max(zip(bars, found, strict=True), key=lambda pair: pair[0])
    for bar, balance in zip(bars, found, strict=True):
        assert abs(bar * longest[1].share - longest[0] * balance.share) < 0.2
    marks = [float(line.get("x1", "0")) for line in root.iter(f"{SVG}line")]
    assert len(marks) == len(found)
    assert all(0 <= x <= shares.WIDTH for x in [*marks, *bars])
    assert [text.text for text in root.iter(f"{SVG}text")][::2] == [NAMES[balance.group] for balance in found]


def test_an_empty_table_is_an_empty_picture() -> None:
    assert "<rect" not in shares.draw([], NAMES, "Titel", "Beschreibung")
