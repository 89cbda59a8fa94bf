"""Every route within a quarter answers everybody as `access_table.txt` says, and shows nobody what is not theirs."""

from pathlib import Path

import pytest

from quartier.quarters import reading
from tests.access import Line, read, walk
from tests.quarters.stage import CAST, QuarterStage

TABLE = Path(__file__).parent / "access_table.txt"
LINES = read(TABLE.read_text(encoding="utf-8"), CAST)


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_their_answer_and_nothing_else(line: Line) -> None:
    now, leaks = walk(QuarterStage(), line)
    assert read(now, CAST)[0].answers == line.answers, f"Now:\n{now}"
    assert not leaks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/stadtteile/nord/wer-dabei-ist/", "quartier.quarters.models.actor.ActorQuerySet.shown_to"),
        ("/stadtteile/nord/wer-dabei-ist/{kita}/", "quartier.quarters.models.actor.PersonQuerySet.visible_to"),
        ("/stadtteile/sued/", "quartier.quarters.models.quarter.QuarterQuerySet.visible_to"),
    ],
)
def test_a_leak_would_be_noticed(monkeypatch, address: str, target: str) -> None:
    """Negative control: without the queryset that hides, the walk reports strangers who see."""
    line = read(f"actors | {address} | ? | ?", CAST)[0]
    assert walk(QuarterStage(), line)[1] == []
    monkeypatch.setattr(target, lambda queryset, who: queryset)
    QuarterStage.clear()
    reading.forget()
    try:
        _now, leaks = walk(QuarterStage(), line)
    finally:
        monkeypatch.undo()
        reading.forget()
    assert {"nobody", "cem"} <= {who for who, _verb, _canary in leaks}
