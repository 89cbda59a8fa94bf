"""Files that cost much are given out at the speed of people."""

import re

import pytest
from django.http import HttpResponse

from quartier.methods import limits
from tests.factories import make_method

pytestmark = pytest.mark.django_db
FILES = ["probe.pdf", "probe/aushang.pdf", "vergleich.pdf?m=probe", "export.json", "export.csv"]


@pytest.fixture(autouse=True)
def _few_and_cheap(monkeypatch) -> None:
    make_method()
    monkeypatch.setattr(limits, "FILES_PER_MINUTE", 3)
    monkeypatch.setattr("quartier.ui.pdf.render", lambda template, sheet: b"%PDF")
    monkeypatch.setattr("time.time", lambda: 1_000_030.0)  # in the middle of a window


def ask(client, address: str, visitor: str = "192.0.2.1") -> HttpResponse:
    return client.get(f"/methoden/{address}", REMOTE_ADDR=visitor)


@pytest.mark.parametrize("address", FILES)
def test_beyond_the_limit_a_page_says_how_long_to_wait(client, address) -> None:
    assert [ask(client, address).status_code for _ in range(3)] == [200] * 3
    answer = ask(client, address)
    assert answer.status_code == 429
    assert re.search(r"Warten Sie bitte \d+ Sekunden?\.", answer.content.decode())
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer["Cache-Control"] == "no-store"
    assert ask(client, address, "192.0.2.2").status_code == 200  # somebody else does not wait


def test_all_files_count_together_and_pages_do_not(client) -> None:
    assert [ask(client, address).status_code for address in FILES] == [200, 200, 200, 429, 429]
    assert ask(client, "probe/").status_code == 200


def test_control_what_is_not_counted_never_ends(client) -> None:
    assert {ask(client, "neu.atom").status_code for _ in range(5)} == {200}
