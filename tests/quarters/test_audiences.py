"""Which field is for whose eyes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters import vocabulary as v
from quartier.quarters.audiences import NARROWEST, USUAL, audience_for, may_see
from tests.factories import make_actor, make_quarter, make_user

fields = st.sampled_from(sorted(USUAL))
choices = st.dictionaries(st.sampled_from([*USUAL, "fremd"]), st.sampled_from([*v.AUDIENCES, "alle", ""]))


@given(fields, choices, st.booleans())
def test_no_choice_shows_a_field_further_than_its_limit(field: str, chosen: dict[str, str], is_person: bool) -> None:
    audience = audience_for(field, chosen, is_person=is_person)
    assert v.AUDIENCES.index(audience) >= v.AUDIENCES.index(NARROWEST.get(field, v.PUBLIC))


@given(st.sampled_from(v.AUDIENCES), st.sampled_from(v.AUDIENCES), st.sampled_from(v.AUDIENCES))
def test_whoever_is_closer_sees_all_that_others_see(audience: str, one: str, other: str) -> None:
    further, closer = sorted((one, other), key=v.AUDIENCES.index)
    assert not may_see(audience, further) or may_see(audience, closer)


@given(fields)
def test_individuals_are_never_shown_further_than_organisations(field: str) -> None:
    usual = audience_for(field, {}, is_person=False)
    assert v.AUDIENCES.index(audience_for(field, {}, is_person=True)) >= v.AUDIENCES.index(usual)


@pytest.mark.parametrize("field", ["note", "emails"])
def test_what_is_never_public_stays_so(field: str) -> None:
    assert not may_see(audience_for(field, {field: v.PUBLIC}, is_person=False), v.PUBLIC)


@pytest.mark.django_db
def test_who_sees_what_is_told_in_words_and_asked_where_somebody_opens_it(client) -> None:
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    actor = make_actor(make_quarter(coordinator=coordinator), phones=["0201 1"], audiences={"street": v.COORDINATORS})
    address = f"{actor.get_absolute_url()}bearbeiten/"
    page = client.get(address).content.decode()
    words = "E-Mail und Telefon: die Mitglieder. Straße: nur die Koordination. Alles andere: alle."
    assert f"<details><summary>{words}</summary>" in page
    assert page.index(words) < page.index("sicht-sehen_street") < page.index("</details>")
    usual = {f"sicht-sehen_{field}": v.MEMBERS for field in USUAL if field != "note"}
    sent = {"name": actor.name, "kind": "kindergarten"} | usual
    wrong = client.post(address, sent | {"sicht-sehen_emails": v.PUBLIC})  # never as wide as that
    assert wrong.status_code == 422
    assert "<details open><summary>Alles: die Mitglieder.</summary>" in wrong.content.decode()
    assert client.post(address, sent).status_code == 302
