"""House rules read well, are numbered as they are read, and go through the forms unchanged."""

import dataclasses
import random
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from quartier.conferences import paragraphs
from quartier.conferences.actions.statutes import preset
from quartier.conferences.forms.amounts import EuroField, ShareField
from quartier.conferences.forms.statutes import PARTS, RulesForm
from quartier.conferences.forms.statutes_rows import ROWS
from quartier.conferences.forms.statutes_values import coded, join, split
from quartier.conferences.governance import contradictions, layout, statutes
from quartier.conferences.governance.statutes import Statutes
from quartier.conferences.vocabulary import PRESETS
from tests.conferences.governance.chance import random_statutes

SETS = sorted((Path(__file__).parents[2] / "docs" / "guides" / "statutes").glob("*.rules.json"))


def loaded() -> list[Statutes]:
    shipped = [preset(code, "Konferenz") for code in PRESETS]
    return [*shipped, *(statutes.loads(path.read_text(encoding="utf-8")) for path in SETS)]


def random_bodies(number: int) -> list[Statutes]:
    return [random_statutes(random.Random(seed)) for seed in range(number)]


def test_there_are_rules_to_test() -> None:
    assert len(SETS) == 10


@pytest.mark.parametrize("rules", loaded(), ids=lambda rules: rules.name)
def test_every_rule_reads_as_sentences(rules: Statutes) -> None:
    for paragraph in paragraphs.paragraphs(rules):
        for line in paragraph.lines:
            assert line.text.endswith("."), line
            assert not {"None", "{", "%", "  "} & set(line.text.split(" ")), line
            assert line.text[0].isupper() or line.text[0] in "„(", line


@pytest.mark.parametrize(
    ("preset_code", "number", "text"),
    [
        ("open-assembly", "§ 1.1", "Abstimmen darf, wer da ist, hier wohnt oder arbeitet und mindestens 16 Jahre alt ist."),
        ("council-with-seats", "§ 2.3", "Ein solches Stimmrecht erlischt, wenn jemand 6 Monate lang nicht da war."),
        ("fund-board", "§ 5.2", "Bei mehr als 500 Euro entscheidet: Beirat."),
        ("exchange-platform", "§ 5.2", "Die Amtszeit dauert 2 Jahre."),
        ("consensus-circle", "§ 2.2", "Angenommen ist, wogegen niemand etwas einwendet."),
    ],
)  # fmt: skip
def test_sentences_stand_where_they_are_numbered(preset_code: str, number: str, text: str) -> None:
    lines = [line for paragraph in paragraphs.paragraphs(preset(preset_code, "X")) for line in paragraph.lines]
    assert [line.text for line in lines if line.number == number] == [text]


def test_every_rule_of_a_random_body_is_said_and_has_its_number() -> None:
    for rules in map(layout.numbered, random_bodies(300)):
        said = {line.path: line for paragraph in paragraphs.paragraphs(rules) for line in paragraph.lines}
        assert all(line.text for line in said.values())
        for path, rule in _rules(rules):
            assert said[path].number == rule.number, path


def _rules(rules: Statutes) -> list[tuple[str, object]]:
    """Return every rule with a number of its own."""
    found: list[tuple[str, object]] = []
    for field in dataclasses.fields(rules):
        value = getattr(rules, field.name)
        if field.name in {"memberships", "seats", "decisions"}:
            found += [(field.name, entry) for entry in value]
        elif isinstance(value, tuple):
            found += [(f"{field.name}[{place}]", entry) for place, entry in enumerate(value)]
        elif dataclasses.is_dataclass(value):
            found.append((field.name, value))
    for ground in range(len(rules.votes)):
        if lapse := rules.votes[ground].lapse:
            found.append((f"votes[{ground}].lapse", lapse))
    return found


def test_numbering_changes_nothing_but_numbers() -> None:
    for rules in random_bodies(50):
        numbered = layout.numbered(rules)
        assert layout.numbered(numbered) == numbered
        assert _bare(numbered) == _bare(rules)


def _bare(value: object) -> object:
    if dataclasses.is_dataclass(value):
        fields = [field.name for field in dataclasses.fields(value) if field.name != "number"]
        return [(name, _bare(getattr(value, name))) for name in fields]
    return [_bare(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("rules", loaded(), ids=lambda rules: rules.name)
def test_rules_go_through_the_forms_unchanged(rules: Statutes) -> None:
    single, lists = split(rules)
    assert join(rules.name, single, lists) == layout.numbered(rules)


def test_every_question_stands_in_one_part() -> None:
    asked = [name for names in PARTS.values() for name in names]
    fields = set(RulesForm.base_fields) - {"base"}
    assert sorted(asked) == sorted(fields | set(ROWS))


def test_what_differs_is_shown_and_nothing_else() -> None:
    before = preset("open-assembly", "X")
    assert paragraphs.changes(before, before) == []
    assert before.quorum
    after = dataclasses.replace(before, quorum=dataclasses.replace(before.quorum, count=20), notice=None)
    found = paragraphs.changes(before, after)
    assert [(bool(change.before), bool(change.after)) for change in found] == [(True, True), (True, False)]
    assert found[0].before
    assert found[0].after
    assert ("10 Stimmberechtigte" in found[0].before.text, "20 Stimmberechtigte" in found[0].after.text) == (True, True)


def test_both_lines_of_every_contradiction_can_be_shown() -> None:
    met = set()
    for rules in random_bodies(1500):
        for found in contradictions.find(rules):
            met.add(found.code)
            for place in (found.first, found.second):
                line = paragraphs.line(rules, place.path)
                assert line or not place.number, place
    assert len(met) > 12  # control: the bodies contradict themselves in many ways


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2/3", Fraction(2, 3)),
        ("50 %", Fraction(1, 2)),
        ("10%", Fraction(1, 10)),
        ("", None),
        (" 1 / 4 ", Fraction(1, 4)),
    ],
)
def test_shares_are_written_as_people_do(text: str, share: Fraction | None) -> None:
    field = ShareField()
    assert field.clean(text) == share
    assert field.clean(field.prepare_value(share)) == share


@pytest.mark.parametrize("text", ["1/0", "die Hälfte", "-1/2", "1.5", "2000 %"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="Anteil"):
        ShareField().clean(text)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("500", 50_000),
        ("1.500,50", 150_050),
        ("1500,5", None),
        ("5.000 €", 500_000),
        ("20000 Euro", 2_000_000),
        ("", None),
    ],
)
def test_amounts_are_written_as_people_do(text: str, cents: int | None) -> None:
    field = EuroField()
    if text and cents is None:
        with pytest.raises(ValidationError, match="Betrag"):
            field.clean(text)
        return
    assert field.clean(text) == cents
    assert field.clean(field.prepare_value(cents)) == cents


def test_names_that_are_alike_get_codes_of_their_own() -> None:
    rows = coded([{"name": "Träger"}, {"name": "Träger "}, {"name": ""}, {"name": "Alt", "code": "bleibt"}])
    assert [row["code"] for row in rows] == ["traeger", "traeger-2", "bleibt"]
