"""The export, and its way into an empty installation."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quartier.accounts.actions.instance import load_example
from quartier.methods import document as documents
from quartier.methods.actions.shipping import load_shipped_methods
from quartier.methods.models import Method, MethodProposal
from tests.factories import import_page, make_method, make_user

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).parent / "pages" / "nachbarschaftskueche.txt"


def fetch(client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def table(client, address: str) -> list[dict[str, str]]:
    text = fetch(client, address).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_public_export_comes_out_of_an_empty_installation_the_same(client, tmp_path) -> None:
    load_example()
    load_shipped_methods(by=None)
    make_method("mit-zeilen", texts={"de": {"title": "A\u2028B\u0085C", "summary": '"\\', "sections": {"aim": "x\ny"}}})
    make_method("a-b", links=[{"title": "L"}], projects=[{"title": "P", "place": "O"}], estimate={"time": 3})
    make_method("ab")
    make_method("entwurf", published=False)
    before = fetch(client, "/methoden/export.json")
    assert before.decode() == documents.dumps(documents.loads(before.decode()))
    assert b'"entwurf"' not in before
    file = tmp_path / "methoden.json"
    file.write_bytes(before)
    Method.objects.all().delete()
    call_command("methods", "import", str(file), "--publish", stdout=io.StringIO())
    assert fetch(client, "/methoden/export.json") == before
    # Negative control: without --publish they are drafts, and the public export is empty.
    Method.objects.all().delete()
    call_command("methods", "import", str(file), stdout=io.StringIO())
    assert documents.loads(fetch(client, "/methoden/export.json").decode()) == []
    client.force_login(make_user(role="editor"))
    assert fetch(client, "/methoden/export.json?alle=1") == before


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_constant_queries(client, django_assert_num_queries, number, form) -> None:
    for index in range(number):
        make_method(f"nummer-{index}", related=["andere"], links=[{"title": "L"}], projects=[{"title": "P"}])
    with django_assert_num_queries(7):
        content = fetch(client, f"/methoden/export.{form}")
    assert content.count(b"nummer-") >= number


def test_drafts_are_for_editors_who_ask(client) -> None:
    make_method("sichtbar")
    make_method("kanarie", published=False)
    everybody, editor = make_user(), make_user(role="editor")
    for person, address, sees in [
        (None, "?alle=1", False),
        (everybody, "?alle=1", False),
        (editor, "", False),
        (editor, "?alle=0", False),
        (editor, "?alle=1", True),
    ]:
        client.logout()
        if person:
            client.force_login(person)
        for form in ("json", "csv"):
            content = fetch(client, f"/methoden/export.{form}{address}")
            assert (b"sichtbar" in content, b"kanarie" in content) == (True, sees)


def test_the_table_has_one_row_per_method_and_no_formulas(client) -> None:
    make_method(
        "boese",
        people=[5, 10],
        aims=["meet", "decide"],
        estimate={"time": 4},
        authors="@SUM(A1)",
        projects=[{"title": "+cmd|' /C calc'!A0", "place": "Ruhrau"}],
        texts={
            "de": {
                "title": "=1+1",
                "summary": "-2",
                "sections": {"aim": '=HYPERLINK("x")\nzweite Zeile; mit Semikolon'},
            }
        },
    )
    make_method("brav")
    rows = table(client, "/methoden/export.csv")
    assert [row["Code"] for row in rows] == ["boese", "brav"]
    bad = rows[0]
    assert (bad["Titel"], bad["Kurztext"], bad["Autorinnen und Autoren"]) == ("'=1+1", "'-2", "'@SUM(A1)")
    assert bad["Zielsetzung"] == '\'=HYPERLINK("x")\nzweite Zeile; mit Semikolon'
    assert bad["Projekte"].startswith("'+cmd")
    assert (bad["Personen"], bad["Zeitaufwand (Redaktion, 1 bis 5)"]) == ("5 bis 10", "4")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert all(None not in row for row in rows)  # no row is longer than the head


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("methods", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_reports_line_by_line(tmp_path) -> None:
    make_method("world-cafe", texts={"de": {"title": "World Café"}})
    said = run("import", str(PAGE))
    lines = said.splitlines()
    assert len([line for line in lines if line[:5].strip().isdigit()]) == len(
        PAGE.read_text(encoding="utf-8").split("\n")
    )
    assert "Beschriftung der Skala Zeitaufwand: kein Wert" in said
    assert "0 Bewertungen: noch nicht bewertet" in said
    assert "World-Café-Methode: unsere Methode „world-cafe“" in said
    assert "Nachbarschaftsküche (nachbarschaftskueche): neu, als Entwurf" in said
    assert "Stichwort angelegt: lange-tafel" in said
    assert "Alle Zeilen verstanden." in said
    assert "schon einmal eingelesen, nichts geändert" in run("import", str(PAGE))
    latin = tmp_path / "alt.txt"
    latin.write_bytes(PAGE.read_text(encoding="utf-8").replace("Nachbarschaftsküche", "Gartentür").encode("cp1252"))
    assert "Gelesen als cp1252" in run("import", str(latin))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Darin steht nichts"),
        (b"x" * 2_000_000, "höchstens 1 MB"),
        (b"<!DOCTYPE html>", "HTML"),
        (b"{\xff}", "immer UTF-8"),
        (b'{"a": 1}', "quartier-methods/1"),
        (b"[" * 100_000, "kein lesbares JSON"),
        (b"Hallo Welt", "keine Druckansicht"),
    ],
)
def test_the_command_refuses_in_words(tmp_path, content, words) -> None:
    file = tmp_path / "datei"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run("import", str(file))
    with pytest.raises(CommandError, match="No such file"):
        run("import", str(tmp_path / "fehlt"))
    assert not MethodProposal.objects.exists()


def test_the_command_exports(client, tmp_path) -> None:
    make_method("offen")
    make_method("entwurf", published=False)
    public = fetch(client, "/methoden/export.json")
    assert run("export").encode() == public
    run("export", str(tmp_path / "a.json"))
    assert (tmp_path / "a.json").read_bytes() == public
    run("export", "--format", "csv", str(tmp_path / "a.csv"))
    assert (tmp_path / "a.csv").read_bytes() == fetch(client, "/methoden/export.csv")
    assert '"entwurf"' in run("export", "--all")


def test_an_import_makes_nothing_public() -> None:
    load_example()
    import_page(PAGE.read_text(encoding="utf-8"), by=None)
    assert not Method.objects.filter(state="published").exists()


def named_to(client, method: str = "offen") -> set[str]:
    """Return in which public files and answers the name of the draft stands."""
    addresses = [
        "/methoden/export.json",
        "/methoden/export.json?alle=1",
        "/methoden/export.csv",
        f"/api/v1/methods/{method}",
    ]
    return {a for a in addresses if "kanarie" in b"".join(client.get(a)).decode().casefold()}


def test_a_published_method_does_not_name_a_draft(client, monkeypatch) -> None:
    make_method("bekannt")
    make_method("kanarie", published=False)
    make_method("offen", related=["kanarie", "bekannt", "anderswo"])
    assert named_to(client) == set()
    related = client.get("/api/v1/methods/offen").json()["document"]["related"]
    assert related == ["bekannt", "anderswo"]
    client.force_login(make_user(role="editor"))
    assert named_to(client) == {"/methoden/export.json?alle=1"}  # a cookie is no key
    monkeypatch.setattr("quartier.methods.exporting.without_hidden", lambda document, hidden: document)  # the control
    assert "/methoden/export.json" in named_to(client)
