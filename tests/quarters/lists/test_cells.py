"""Single cells: values, notes, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters.lists import names, phones
from quartier.quarters.lists.cells import Cell, clean_cell, is_blank, kind_of
from quartier.quarters.lists.keys import (
    fits,
    fold,
    is_damaged,
    marked,
    organisation_key,
    person_key,
    repaired,
    street_key,
)
from quartier.quarters.lists.words import ANSWERS, FIELDS, KINDS, LANGUAGES, TOPICS
from quartier.quarters.vocabulary import ACTION_FIELDS
from quartier.quarters.vocabulary import ANSWERS as ALL_ANSWERS
from quartier.quarters.vocabulary import KINDS as ALL_KINDS
from quartier.quarters.vocabulary import LANGUAGES as ALL_LANGUAGES


def codes(cell: Cell) -> list[str]:
    return [note.code for note in cell.notes]


@pytest.mark.parametrize(
    ("text", "numbers", "notes"),
    [
        ("0170-5550101", ("+49 170 5550101",), []),
        ("0201 / 555010", ("+49 201 555010",), []),
        ("0201555010", ("+49 201 555010",), []),
        ("(0201) 55 50 10", ("+49 201 555010",), []),
        ("+49 201 5550-25", ("+49 201 5550-25",), []),
        ("0049 (0)201 5550 - 25", ("+49 201 5550-25",), []),
        ("+49 (0) 201/5550-25", ("+49 201 5550-25",), []),
        ("02327 / 5550", ("+49 2327 5550",), []),
        ("+90 212 555 12 34", ("+90 212 555 12 34",), []),
        ("0201 555010 / 0170 5550101", ("+49 201 555010", "+49 170 5550101"), []),
        ("0201 555010, mobil 0170 5550101", ("+49 201 555010", "+49 170 5550101"), []),
        ("Tel.: 0201 555010", ("+49 201 555010",), []),
        ("nach 18 Uhr 0201 555010", ("+49 201 555010",), ["not_understood"]),
        ("0201 5550-0 Fax 0201 5550-9", ("+49 201 5550-0",), ["not_understood"]),
        ("1705550101", ("+49 170 5550101",), ["incomplete_number"]),
        ("555010", ("555010",), ["incomplete_number"]),
        ("beim Pförtner", (), ["not_understood"]),
    ],
)
def test_phones(text: str, numbers: tuple[str, ...], notes: list[str]) -> None:
    cell = clean_cell("phones", text)
    assert (cell.value, codes(cell)) == (numbers, notes)
    assert (clean_cell("phones", ", ".join(numbers)).value or ()) == numbers


@given(st.text("0123456789 +/-()", min_size=1, max_size=25))
def test_a_phone_number_read_again_is_the_same(text: str) -> None:
    for number in phones.find(text)[0]:
        assert phones.find(number)[0] == [number]


@pytest.mark.parametrize(
    ("text", "mails", "notes"),
    [
        ("eins@amt.example; zwei@amt.example", ("eins@amt.example", "zwei@amt.example"), []),
        ("EINS@AMT.EXAMPLE", ("eins@amt.example",), []),
        ("eins@amt.example und zwei@amt.example", ("eins@amt.example", "zwei@amt.example"), []),
        ("eins(at)amt.example", ("eins@amt.example",), []),
        ("mailto:eins@amt.example", ("eins@amt.example",), []),
        ("Ilse Aue <eins@amt.example>", ("eins@amt.example",), ["not_understood"]),
        ("kein E-Mail!", (), ["no_mail"]),
        ("per Post", (), ["not_understood"]),
        ("eins@amt", (), ["not_understood"]),
    ],
)
def test_mails(text: str, mails: tuple[str, ...], notes: list[str]) -> None:
    cell = clean_cell("emails", text)
    assert (cell.value or (), codes(cell)) == (mails, notes)


def test_a_mail_that_has_lost_a_letter_is_not_cut_into_another_one() -> None:
    cell = clean_cell("emails", "stanis?aw@wehr.example")
    assert (cell.value, codes(cell), cell.damaged) == ((), ["not_understood"], True)


@pytest.mark.parametrize(
    ("field", "text", "value", "estimated", "notes"),
    [
        ("capacity", "120", 120, False, []),
        ("capacity", "ca. 80", 80, True, []),
        ("capacity", "40 Pers.", 40, True, []),
        ("capacity", "bis zu 50 Personen", 50, True, []),
        ("capacity", "20-30", 30, True, ["range"]),
        ("capacity", "1.200", 1200, False, []),
        ("capacity", "2 Räume, 40", None, False, ["not_understood"]),
        ("capacity", "60 (oben)", 60, True, ["not_understood"]),
        ("capacity", "groß", None, False, ["not_understood"]),
        ("capacity", "0", None, False, ["not_understood"]),
        ("capacity", "-", None, False, []),
        ("step_free", "JA", "yes", False, []),
        ("step_free", "teilweise", "partly", False, []),
        ("step_free", "weiß nicht", "unknown", False, []),
        ("step_free", "nein", "no", False, []),
        ("step_free", "ja, über den Hof", "yes", False, ["not_understood"]),
        ("step_free", "ja?", "unknown", False, ["not_understood"]),
        ("step_free", "Rampe", None, False, ["not_understood"]),
        ("since", "12.05.2021", "2021-05-12", False, []),
        ("since", "12.5.21", "2021-05-12", False, []),
        ("since", "03/2019", "2019-03", False, []),
        ("since", "März 2019", "2019-03", False, []),
        ("since", "2015", "2015", False, []),
        ("since", "seit 2015", "2015", False, []),
        ("since", "44328", "2021-05-12", False, ["day_number"]),
        ("since", "31.02.2020", None, False, ["not_understood"]),
        ("since", "seit Anfang", None, False, ["not_understood"]),
        ("street", "  Wehrstr.12  ", "Wehrstr. 12", False, []),
        ("full_name", "Aue, Ilse von der", "Ilse von der Aue", False, []),
        ("full_name", "Frau Dr. Ilse von der Aue", "Dr. Ilse von der Aue", False, ["salutation"]),
        ("full_name", "Ilse Aue und Ole Brandt", "Ilse Aue und Ole Brandt", False, ["several_persons"]),
        ("action_fields", "Jugend, Wohnen, Verkehr", ("housing", "mobility"), False, ["unknown_topic"]),
        ("action_fields", "Kultur und Bildung", ("culture_education",), False, []),
        ("languages", "Türkisch / Klingonisch", ("tr",), False, ["unknown_language"]),
        ("kind", "Stadtteilbibliothek", "library", False, []),
        ("kind", "Wolke", None, False, ["not_understood"]),
        ("web", "www.silo.example", "https://www.silo.example", False, []),
        ("web", "javascript:alert(1)", None, False, ["not_understood"]),
    ],
)
def test_values(field: str, text: str, value: object, estimated: bool, notes: list[str]) -> None:
    cell = clean_cell(field, text)
    assert (cell.value, cell.estimated, codes(cell)) == (value, estimated, notes)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ilse von der Aue", ("", "Ilse", "von der Aue")),
        ("Prof. Dr. Emre Çelik", ("Prof. Dr.", "Emre", "Çelik")),
        ("Hans Peter Wehr", ("", "Hans Peter", "Wehr")),
        ("Wehr", ("", "", "Wehr")),
        ("Goran d’Alba", ("", "Goran", "d’Alba")),
    ],
)
def test_names_are_split(name: str, parts: tuple[str, str, str]) -> None:
    assert names.split(name) == parts


def test_a_formula_is_text_and_noted() -> None:
    cell = clean_cell("last_name", '=HYPERLINK("http://falle.example")')
    assert (cell.value, codes(cell)) == ('=HYPERLINK("http://falle.example")', ["formula"])
    assert clean_cell("capacity", "=2+2").value is None


@pytest.mark.parametrize("text", ["Stanis?aw", "?ak", "Babi?", "Stanis\ufffdaw", "Ã‡elik", "MÃ¼ller"])
def test_lost_letters_are_recognised(text: str) -> None:
    assert clean_cell("last_name", text).damaged


@pytest.mark.parametrize("text", ["Müller", "Çelik", "d’Alba", "Ângela", "Kita Wehr", "Äpfel"])
def test_rare_letters_are_not_damage(text: str) -> None:
    assert not clean_cell("last_name", text).damaged


def test_a_question_is_no_lost_letter() -> None:
    assert not clean_cell("role", "Wirklich Sprecherin?").damaged
    assert not clean_cell("note", "Kommt er? Vielleicht.").damaged


def test_garbled_letters_are_put_right_and_the_original_is_noted() -> None:
    cell = clean_cell("last_name", "MÃ¼ller")
    assert (cell.value, codes(cell), cell.damaged) == ("Müller", ["repaired"], True)


@given(st.text("abcäöüßÇłéñ", min_size=1, max_size=12))
def test_what_was_garbled_once_comes_back(text: str) -> None:
    garbled = text.encode().decode("cp1252", "ignore")
    if garbled.encode("cp1252", "ignore") == text.encode() and is_damaged(garbled):
        assert repaired(garbled) == text


@given(st.sampled_from(FIELDS), st.text(max_size=40))
def test_every_text_is_a_value_or_a_note(field: str, text: str) -> None:
    cell = clean_cell(field, text)
    if is_blank(text):
        assert cell == Cell()
    else:
        assert cell.value not in (None, ()) or cell.notes
    assert all(note.text and note.field == field for note in cell.notes)


@given(
    st.sampled_from(["emails", "phones", "capacity", "step_free", "since", "action_fields", "languages"]),
    st.sampled_from(["ca@b.example", "0201 555010", "ca. 80", "ja", "2015", "Wohnen", "Türkisch"]),
    st.text("bdfghk", min_size=3, max_size=8),
)
def test_a_word_that_nobody_understands_is_kept_word_for_word(field: str, text: str, word: str) -> None:
    cell = clean_cell(field, f"{text}, {word}")
    assert any(word in note.text for note in cell.notes)


def test_names_that_people_mean_alike_have_one_key() -> None:
    assert organisation_key("Turnverein Wehr e.V.") == organisation_key("TURNVEREIN  Wehr") == "turnverein wehr"
    assert organisation_key("Café St. Ida gGmbH") == organisation_key("Cafe Sankt Ida")
    assert organisation_key("AG Verkehr") == "ag verkehr"
    assert organisation_key("e.V.") == "e v"
    assert person_key("Dr. Müller") == person_key("Mueller")
    assert street_key("Wehrstr.12 A") == street_key("Wehrstraße 12a")
    assert street_key("Wehrstr. 1 2") != street_key("Wehrstr. 13")


def test_a_lost_letter_fits_one_or_two_letters_but_no_other_word() -> None:
    key = person_key(marked("Stanis?aw ?ak"))
    assert fits(key, person_key("Stanisław Żak"))
    assert fits(person_key("Stanisław Żak"), key)
    assert not fits(key, person_key("Stanislaus Zak"))
    assert not fits(fold(marked("?")), "a")


def test_the_words_cover_the_closed_lists() -> None:
    assert {kind for kind, _ in KINDS} == set(ALL_KINDS)
    assert set(TOPICS) == set(ACTION_FIELDS)
    assert set(LANGUAGES) == set(ALL_LANGUAGES)
    assert set(ANSWERS) == set(ALL_ANSWERS)


@pytest.mark.parametrize("table", [dict(KINDS), TOPICS, LANGUAGES, ANSWERS])
def test_the_words_are_folded_and_mean_one_thing(table: dict[str, tuple[str, ...]]) -> None:
    words = [word for group in table.values() for word in group]
    assert [word for word in words if fold(word) != word] == []
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kleingartenverein Wehr", "association"), ("Schuldnerberatung", "advice_centre"), ("Bewohner/in", "individual"),
        ("Repair-Café", "initiative"), ("Polizei-Bezirksdienst", "police"), ("Hausarztpraxis", "health_practice"),
        ("Volkshochschule", "adult_education"), ("Familienzentrum", "family_centre"), ("Wolke", ""),
    ],
)  # fmt: skip
def test_kinds_are_found_in_names(name: str, kind: str) -> None:
    assert kind_of(name) == kind
