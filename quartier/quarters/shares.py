"""The groups at the table as bars: the share that each has, and a mark for its share at a balanced table."""

from collections.abc import Mapping, Sequence

from quartier.quarters import drawing
from quartier.quarters.drawing import LINE_PX, Label, tag
from quartier.quarters.gaps import Balance

WIDTH = 640.0  # pixels of the view box
_BAR, _STEP = 16.0, 50.0  # pixels: a bar, and from one group to the next
_LEFT, _RIGHT = 44.0, 70.0  # pixels beside the bars: symbols, and the figures at their ends
_MARK = 4.0  # pixels by which the mark of the balanced share is longer than the bar


def draw(balances: Sequence[Balance], names: Mapping[str, str], title: str, desc: str, *, code: str = "shares") -> str:
    """Return the picture as SVG; `names` names every group that occurs. The longest bar or mark takes all the room."""
    most = max([0.01, *(max(balance.share, balance.balanced) for balance in balances)])
    scale = (WIDTH - _LEFT - _RIGHT) / most
    rows = [_row(balance, names, number * _STEP, scale) for number, balance in enumerate(balances)]
    return drawing.frame(code, WIDTH, len(balances) * _STEP + LINE_PX / 2, title, desc, *rows, linked=False)


def _row(balance: Balance, names: Mapping[str, str], top: float, scale: float) -> str:
    bar = top + LINE_PX + 9
    middle = bar + _BAR / 2
    end, mark = _LEFT + balance.share * scale, _LEFT + balance.balanced * scale
    across = {"x1": mark, "x2": mark, "y1": bar - _MARK, "y2": bar + _BAR + _MARK}
    size = {"x": _LEFT, "y": bar, "width": balance.share * scale, "height": _BAR}
    return tag(
        "g",
        {},
        drawing.symbol(balance.group, _LEFT / 2, middle, 9),
        drawing.written(Label(_LEFT, top + LINE_PX, "start", names[balance.group])),
        tag("rect", {"class": f"picture-symbol group-{balance.group}", **size}),
        tag("line", {"class": "picture-balance", **across}),
        drawing.written(Label(max(end, mark) + 8, middle + 5, "start", f"{balance.share * 100:.0f} %")),
    )
