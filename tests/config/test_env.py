"""The address of a tile server is read strictly: its host ends up in the content security policy."""

import pytest

from quartier.config import env


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("", ""),
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
        ("http://127.0.0.1:8080/t?x={x}&y={y}&z={z}", "http://127.0.0.1:8080"),
    ],
)
def test_an_address_of_tiles_names_its_host(address, host) -> None:
    assert env.tiles(address, "Amt") == host


@pytest.mark.parametrize(
    "address",
    [
        "tiles.example.org/{z}/{x}/{y}.png", "ftp://tiles.example.org/{z}/{x}/{y}", "https://*/{z}/{x}/{y}",
        "https://a;script-src *.example/{z}/{x}/{y}", "https://user:word@tiles.example/{z}/{x}/{y}",
        "https://{s}.tiles.example/{z}/{x}/{y}", "https://tiles.example/{z}/{x}", "https://tiles.example/{z}/{x}/{x}",
        "https://tiles.example/{z}/{x}/{y}/{y}", "https://tiles.example/{z}/{x}/{y} a", "https:///{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}/{y}{r}",
    ],
)  # fmt: skip
def test_addresses_that_do_not_fit_are_refused(address) -> None:
    with pytest.raises(env.SettingError, match="MAP_TILES_URL"):
        env.tiles(address, "Amt")


def test_tiles_without_saying_whose_they_are_are_refused() -> None:
    with pytest.raises(env.SettingError, match="MAP_TILES_ATTRIBUTION"):
        env.tiles("https://tiles.example.org/{z}/{x}/{y}.png", " ")
