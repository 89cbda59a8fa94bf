"""Behind a proxy, visitors are told apart by the address that the proxy has seen."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from quartier.base.middleware import believe_proxy


@pytest.fixture(autouse=True)
def _limits_of_its_own() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first is what the visitor claims
        ("2001:db8::7", "2001:db8::7"),
        ("203.0.113.7, nonsense", "127.0.0.1"),
        ("", "127.0.0.1"),
        (None, "127.0.0.1"),
    ],
)
def test_the_last_address_is_the_visitors(said, address) -> None:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "127.0.0.1"} | ({} if said is None else {"HTTP_X_FORWARDED_FOR": said})
    seen = []
    believe_proxy(lambda request: seen.append(request.META["REMOTE_ADDR"]) or HttpResponse())(request)
    assert seen == [address]


def opened(client, visitors: list[str]) -> list[int]:
    """Open one personal link after the other, each from the address that the proxy names; return the answers."""
    return [client.get("/l/falsch/", HTTP_X_FORWARDED_FOR=visitor).status_code for visitor in visitors]


VISITORS = [f"203.0.113.{number}" for number in range(40)]


@pytest.mark.django_db
def test_one_visitor_does_not_use_up_the_limit_of_another(client, settings) -> None:
    settings.MIDDLEWARE = ["quartier.base.middleware.believe_proxy", *settings.MIDDLEWARE]
    assert set(opened(client, VISITORS)) == {302}
    assert 429 in opened(client, VISITORS[:1] * 40)


@pytest.mark.django_db
def test_without_a_proxy_nobody_chooses_an_address(client) -> None:
    """The control, and the reason for the setting: otherwise a new address a request would be no limit at all."""
    assert 429 in opened(client, VISITORS)
