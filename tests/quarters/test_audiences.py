"""Which field is for whose eyes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters import vocabulary as v
from quartier.quarters.audiences import NARROWEST, USUAL, audience_for, may_see

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
