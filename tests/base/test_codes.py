"""Codes for public addresses."""

from quartier.base.codes import code_for


def test_codes_of_titles() -> None:
    assert code_for("Welt-Café (Größe XL)") == "welt-cafe-groesse-xl"
    assert code_for("Модуль") == ""
    assert len(code_for("a " * 100)) <= 60
