"""Every route of a conference answers everybody as `access_table.txt` says, and shows nobody what is not theirs."""

from pathlib import Path

import pytest

from tests.access import Line, read, walk
from tests.conferences.stage import CAST, ConferenceStage

TABLE = Path(__file__).parent / "access_table.txt"
LINES = read(TABLE.read_text(encoding="utf-8"), CAST)


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_their_answer_and_nothing_else(line: Line) -> None:
    now, leaks = walk(ConferenceStage(), line)
    assert read(now, CAST)[0].answers == line.answers, f"Now:\n{now}"
    assert not leaks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/stadtteile/nord/konferenz/entwurf/", "quartier.conferences.models.conference.ConferenceQuerySet.visible_to"),
        (
            "/stadtteile/sued/konferenz/konferenz/",
            "quartier.conferences.models.conference.ConferenceQuerySet.visible_to",
        ),
        (
            "/stadtteile/nord/konferenz/konferenz/wer-wir-sind/",
            "quartier.quarters.models.actor.PersonQuerySet.shown_to",
        ),
    ],
)
def test_a_leak_would_be_noticed(monkeypatch, address: str, target: str) -> None:
    """Negative control: without the queryset that hides, the walk reports strangers who see."""
    line = read(f"conference | {address} | ? | ?", CAST)[0]
    stage = ConferenceStage()
    assert walk(stage, line)[1] == []
    monkeypatch.setattr(target, lambda queryset, who: queryset)
    assert {"nobody", "cem"} <= {who for who, _verb, _canary in walk(stage, line)[1]}
