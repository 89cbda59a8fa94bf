"""A mail address says that somebody belongs to an organisation only by exactly the organisation's own domain."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters import domains as d
from quartier.quarters.domains import Listed

AWO = Listed(("info@awo-aachen.de",), "https://www.awo-aachen.de/")

LABEL = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
DOMAIN = st.builds(
    lambda names, top: ".".join([*names, top]),
    st.lists(LABEL, min_size=1, max_size=3),
    st.sampled_from(["de", "org", "eu"]),
)
LOCAL = st.text(string.ascii_letters + string.digits + "+._-", min_size=1, max_size=12)

# What somebody with bad intentions could have an address at.
ABUSE = [
    "ida@boese-awo-aachen.de",
    "ida@awo-aachen.de.evil",
    "ida@awo-aachen.de.evil.example",
    "ida@\u0430wo-aachen.de",  # a Cyrillic a
    "ida@awo\u2010aachen.de",  # another hyphen
    "ida@awo-aachen.dе",  # a Cyrillic e at the end
    "ida@mail.awo-aachen.de",
    "ida@www.awo-aachen.de",
    "ida@aachen.de",
    "ida@de",
    "ida@awo-aachen.com",
    "ida@awoaachen.de",
    "ida+awo-aachen.de@boese.example",
    "awo-aachen.de@boese.example",
    "ida@awo-aachen.de@boese.example",
    "ida@boese.example/awo-aachen.de",
    "ida@awo-aachen.de\u0000.boese.example",
    "ida@awo-aachen.de:8000",
    "ida@[awo-aachen.de]",
    "ida@",
    "@awo-aachen.de",
    "awo-aachen.de",
    "",
]  # fmt: skip


def verdict(address: str, listed: Listed = AWO, others: tuple[Listed, ...] = (), *, is_verified: bool = True) -> str:
    return d.compare(address, listed, others, is_verified=is_verified).verdict


@pytest.mark.parametrize("address", ABUSE)
def test_what_is_merely_like_it_is_for_a_person_to_judge(address: str) -> None:
    assert verdict(address) == d.DIFFERENT


@pytest.mark.parametrize("address", ["ida@boese-awo-aachen.de", "ida@mail.awo-aachen.de"])
def test_matching_by_the_end_would_be_noticed(monkeypatch, address: str) -> None:
    """Negative control: with suffixes that count, the abuse of the table above is taken in."""

    class Endings(frozenset[str]):
        def __contains__(self, domain: object) -> bool:
            return any(str(domain).endswith(own) for own in self)

    monkeypatch.setattr(Listed, "stands_for", lambda listed: Endings({"awo-aachen.de"}))
    with pytest.raises(AssertionError):
        test_what_is_merely_like_it_is_for_a_person_to_judge(address)


def test_matching_by_the_beginning_would_be_noticed(monkeypatch) -> None:
    """Negative control: the same for names that only begin like it."""
    monkeypatch.setattr(d, "ascii_name", lambda name: name[:13])
    with pytest.raises(AssertionError):
        test_what_is_merely_like_it_is_for_a_person_to_judge("ida@awo-aachen.de.evil")


@pytest.mark.parametrize(
    "address",
    ["ida@awo-aachen.de", "IDA@AWO-Aachen.DE", "ida+kita@awo-aachen.de", " ida@awo-aachen.de ", "ida@awo-aachen.de.", '"a@b"@awo-aachen.de'],
)  # fmt: skip
def test_case_and_what_stands_before_the_at_do_not_matter(address: str) -> None:
    assert verdict(address) == d.SAME


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        ("ida@müller-hilft.de", Listed(("info@xn--mller-hilft-thb.de",))),
        ("ida@xn--mller-hilft-thb.de", Listed((), "https://www.müller-hilft.de")),
        ("ida@MÜLLER-hilft.de", Listed((), "http://müller-hilft.de")),
        ("ida@mu\u0308ller-hilft.de", Listed((), "müller-hilft.de")),
    ],
)
def test_international_names_are_the_same_however_they_are_written(address: str, listed: Listed) -> None:
    assert d.domain_of("ida@müller-hilft.de") == "xn--mller-hilft-thb.de"
    assert verdict(address, listed) == d.SAME


@pytest.mark.parametrize("domain", ["straße.de", "STRAẞE.de", "βόλος.com", "a\u200db.de", "a\u200cb.de"])
def test_a_name_that_two_rules_read_differently_never_decides(domain: str) -> None:
    """By the old rules "straße.de" is "strasse.de", by the new ones it belongs to somebody else."""
    assert d.domain_of(f"ida@{domain}") == ""
    assert verdict(f"ida@{domain}", Listed((f"info@{domain}",), f"https://{domain}")) != d.SAME
    assert verdict("ida@strasse.de", Listed((), "https://straße.de")) == d.NOTHING_LISTED


@pytest.mark.parametrize(
    "domain",
    ["gmx.de", "web.de", "gmail.com", "googlemail.com", "t-online.de", "outlook.com", "outlook.de", "hotmail.fr", "yahoo.co.uk",
     "GMX.net", "posteo.de", "facebook.com", "verein.jimdofree.com", "verein.wordpress.com", "icloud.com", "mail.ru"],
)  # fmt: skip
def test_addresses_that_anybody_gets_say_nothing(domain: str) -> None:
    assert verdict(f"ida@{domain}", Listed((f"info@{domain}",), f"https://{domain}")) == d.PROVIDER


def test_a_page_below_a_host_is_somebody_elses_site() -> None:
    assert verdict("ida@aachen.example", Listed((), "https://www.aachen.example/kitas/nord")) == d.BELOW
    assert verdict("ida@aachen.example", Listed((), "https://www.aachen.example/")) == d.SAME


@pytest.mark.parametrize(("fields", "said"), [("emails", d.SAME), ("web", d.SAME), ("emails web", d.REWRITTEN)])
def test_what_others_than_coordinators_wrote_does_not_count(fields: str, said: str) -> None:
    assert verdict("ida@awo-aachen.de", replace(AWO, by_others=frozenset(fields.split()))) == said


def test_an_address_that_nobody_has_confirmed_says_nothing() -> None:
    assert verdict("ida@awo-aachen.de", is_verified=False) == d.UNVERIFIED


@pytest.mark.parametrize(
    "other",
    [Listed(("kita@awo-aachen.de",)), Listed((), "https://awo-aachen.de"), Listed((), "https://awo-aachen.de/kita-nord")],
)  # fmt: skip
def test_an_ending_that_two_have_says_nothing(other: Listed) -> None:
    assert verdict("ida@awo-aachen.de", AWO, (Listed(("a@b.example",)), other)) == d.SHARED
    assert verdict("ida@awo-aachen.de", AWO, (Listed(("a@b.example",)),)) == d.SAME


@pytest.mark.parametrize(
    ("web", "own"),
    [
        ("https://www.awo-aachen.de", {"awo-aachen.de"}),
        ("awo-aachen.de/", {"awo-aachen.de"}),
        ("HTTP://WWW.AWO-Aachen.de", {"awo-aachen.de"}),
        ("https://www.www.awo-aachen.de", {"www.awo-aachen.de"}),
        ("https://kita.awo-aachen.de", {"kita.awo-aachen.de"}),
        ("https://awo-aachen.de/kita-nord", set()),  # a page on the site of somebody else
        ("https://awo-aachen.de/?seite=7", set()),
        ("https://awo-aachen.de@evil.example", set()),
        ("https://192.0.2.7/", set()),
        ("https://[::1", set()),
        ("http://localhost", set()),
        ("steht noch nicht fest", set()),
        ("", set()),
    ],
)
def test_a_web_address_stands_for_its_host(web: str, own: set[str]) -> None:
    assert Listed((), web).stands_for() == own


def test_a_name_in_other_letters_is_shown_with_what_it_is() -> None:
    assert d.shown("awo-aachen.de") == "awo-aachen.de"
    assert d.shown(d.domain_of("ida@\u0430wo-aachen.de")).endswith("(xn--wo-aachen-zyh.de)")


@given(domain=DOMAIN, other=DOMAIN, local=LOCAL)
def test_only_the_very_same_domain_is_the_same(domain: str, other: str, local: str) -> None:
    said = verdict(f"{local}@{other}", Listed((f"info@{domain}",)))
    assert (said == d.SAME) == (domain == other and not d.is_provider(domain))


@given(domain=DOMAIN, before=LABEL, after=LABEL)
def test_nothing_before_or_after_a_domain_is_the_same(domain: str, before: str, after: str) -> None:
    listed = Listed((f"info@{domain}",))
    for other in (
        f"{before}{domain}",
        f"{before}-{domain}",
        f"{before}.{domain}",
        f"{domain}{after}",
        f"{domain}.{after}",
    ):
        assert verdict(f"ida@{other}", listed) != d.SAME


@given(domain=DOMAIN, local=LOCAL, flips=st.lists(st.booleans(), min_size=60, max_size=60))
def test_upper_case_changes_nothing(domain: str, local: str, flips: list[bool]) -> None:
    mixed = "".join(letter.upper() if flip else letter for letter, flip in zip(domain, flips, strict=False))
    assert d.domain_of(f"{local}@{mixed}") == domain[:60]


@given(address=st.text(max_size=60), web=st.text(max_size=60))
def test_any_text_is_compared_without_a_crash(address: str, web: str) -> None:
    said = d.compare(address, Listed((address,), web), (), is_verified=True)
    assert all(name.isascii() and name == name.lower() for name in (said.domain, *said.listed))
    assert all(d.ascii_name(name) == name for name in said.listed)


@given(letter=st.characters(min_codepoint=0x80), place=st.integers(0, 9))
def test_no_letter_of_another_script_passes_for_one_of_ours(letter: str, place: int) -> None:
    """A letter is the same only where the name system itself says so: there it reaches the very same domain."""
    name = "awo-aachen"
    address = f"ida@{name[:place]}{letter}{name[place + 1 :]}.de"
    if verdict(address) == d.SAME:
        assert address.rpartition("@")[2].encode("idna").decode().lower() == "awo-aachen.de"
