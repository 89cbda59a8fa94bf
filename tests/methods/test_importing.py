"""Importing: new drafts, proposals beside ours, the same again."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, connections, transaction

from quartier.journal.models import Entry
from quartier.methods import document as documents
from quartier.methods.actions import importing, proposing
from quartier.methods.actions.editing import read_document, save_document
from quartier.methods.actions.shipping import load_shipped_methods
from quartier.methods.content import shipped_documents
from quartier.methods.models import Assessment, Method, MethodProposal, Version
from quartier.methods.parts import differences
from tests.factories import import_page, make_method, make_user

pytestmark = pytest.mark.django_db

PAGE = (Path(__file__).parent / "pages" / "nachbarschaftskueche.txt").read_text(encoding="utf-8")
CODE = "nachbarschaftskueche"


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Method, Version, MethodProposal, Entry, Assessment))


def our_own(**fields) -> Method:
    text = {"title": "Nachbarschaftsküche", "sections": {"aim": "Unser Ziel.", "material": "Töpfe"}}
    return make_method(CODE, texts={"de": text}, completeness="complete", **fields)


def open_proposal() -> MethodProposal:
    outcome = import_page(PAGE, by=None, source="seite.txt")
    assert outcome.proposal is not None
    return outcome.proposal


def part_of(proposal: MethodProposal, key: str):
    method = Method.objects.get(pk=proposal.method_id)
    return next(part for part in differences(read_document(method), proposal.document) if part.key == key)


def test_a_page_becomes_a_draft_with_stubs_for_what_it_names() -> None:
    make_method("world-cafe", texts={"de": {"title": "World Café"}})
    outcome = import_page(PAGE, by=make_user(role="editor"), source="seite.txt")
    method = Method.objects.get(code=CODE)
    assert (outcome.kind, outcome.method, method.state, method.completeness) == ("new", method, "draft", "partial")
    document = read_document(method)
    assert document["related"] == ["world-cafe", "lange-tafel"]
    assert document["projects"] == [{"title": "Suppe am Kanal", "place": "Ruhrau"}]
    assert "users" not in document["texts"]["de"]["sections"]
    assert "estimate" not in document
    assert Assessment.objects.count() == 0
    [stub] = outcome.stubs
    assert (stub.code, stub.state, stub.completeness) == ("lange-tafel", "draft", "stub")
    assert method.versions.get().note == "Eingelesen aus seite.txt"


def test_the_same_page_again_changes_nothing_and_says_so() -> None:
    import_page(PAGE, by=None)
    before = counts()
    for again in (PAGE, PAGE.replace("\n", "\r\n"), f"{PAGE}\n\n"):
        assert import_page(again, by=None).kind == "repeated"
    assert counts() == before


def test_a_page_of_a_known_method_stands_beside_it() -> None:
    method = our_own(estimate={"time": 2})
    before = read_document(method)
    outcome = import_page(PAGE, by=None, source="seite.txt")
    assert (outcome.kind, outcome.method, outcome.stubs) == ("beside", method, ())
    method.refresh_from_db()
    assert (read_document(method), method.revision) == (before, 1)
    assert not Method.objects.filter(code="lange-tafel").exists()
    assert import_page(PAGE, by=None).kind == "repeated"
    assert MethodProposal.objects.count() == 1


@pytest.mark.parametrize("title", ["NACHBARSCHAFTSKÜCHE", "Nachbarschafts-Küche", "Nachbarschaftsküche-Verfahren"])
def test_a_method_is_found_by_its_name_however_it_is_spelled(title) -> None:
    our_own()
    plan = importing.plan_import(PAGE.replace("Modul Nachbarschaftsküche", f"Modul {title}"))
    assert [(step.kind, step.document["code"]) for step in plan.steps] == [("beside", CODE)]


@pytest.mark.parametrize(
    ("title", "code"), [("Einlesen", "methode-einlesen"), ("Модуль", "methode-"), ("x" * 90, "x" * 60)]
)
def test_every_title_gets_a_possible_code(title, code) -> None:
    outcome = import_page(PAGE.replace("Nachbarschaftsküche", title), by=None)
    assert outcome.method.code.startswith(code)


def test_planning_writes_nothing() -> None:
    our_own()
    before = counts()
    importing.plan_import(PAGE)
    importing.plan_import(documents.dumps(shipped_documents()))
    assert counts() == before


@pytest.mark.parametrize(
    "text", ["Nur ein Satz.", "Zielsetzung\n\nOhne Titel", "{", '{"format": "x"}', "[]", '{"methods": 1}']
)
def test_what_is_neither_page_nor_export_is_refused(text) -> None:
    with pytest.raises(ValidationError):
        importing.import_text(text, by=None)
    assert not Method.objects.exists()


def test_a_section_that_is_too_long_is_refused_in_words() -> None:
    page = PAGE.replace("Kochen öffnet Türen", "Kochen " * 4000)
    with pytest.raises(ValidationError, match="Höchstens 20000 Zeichen"):
        import_page(page, by=None)


def test_only_editors_import() -> None:
    for person in (make_user(), make_user(role="editor", is_active=False)):
        with pytest.raises(PermissionDenied):
            import_page(PAGE, by=person)
        our_proposal = MethodProposal(method=Method(code="x"))
        with pytest.raises(PermissionDenied):
            proposing.reject_proposal(our_proposal, by=person)


def test_taking_a_section_makes_a_version_and_leaves_the_rest() -> None:
    method, editor = our_own(), make_user(role="editor")
    proposal = open_proposal()
    part = part_of(proposal, "texts.de.sections.aim")
    assert proposing.take_over(proposal, part.key, by=editor, seen=part.seen)
    document = read_document(Method.objects.get())
    assert document["texts"]["de"]["sections"]["aim"].startswith("Menschen aus einem Haus")
    assert document["texts"]["de"]["sections"]["material"] == "Töpfe"
    version = method.versions.first()
    assert (version.number, version.author, version.note) == (
        2,
        editor,
        "Zielsetzung (Deutsch) übernommen aus seite.txt",
    )
    assert Entry.objects.filter(verb="proposal.part_taken", actor=editor).count() == 1
    # Taking it a second time, from a page that was open before, changes nothing.
    before = counts()
    assert not proposing.take_over(proposal, part.key, by=editor, seen=part.seen)
    assert counts() == before


def test_what_somebody_changed_meanwhile_is_not_lost() -> None:
    our_own()
    editor, proposal = make_user(role="editor"), open_proposal()
    aim, verdict = (part_of(proposal, f"texts.de.sections.{name}") for name in ("aim", "verdict"))
    document = read_document(Method.objects.get())
    document["texts"]["de"]["sections"] |= {"aim": "Von Olga neu geschrieben.", "room": "Eine Küche"}
    save_document(document, by=editor)
    # Another section was changed: both changes stand.
    assert proposing.take_over(proposal, verdict.key, by=editor, seen=verdict.seen)
    # The same section was changed: nothing is saved.
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        proposing.take_over(proposal, aim.key, by=editor, seen=aim.seen)
    sections = read_document(Method.objects.get())["texts"]["de"]["sections"]
    assert (sections["aim"], sections["room"]) == ("Von Olga neu geschrieben.", "Eine Küche")
    assert sections["verdict"].startswith("Kochen")


def test_a_page_without_the_fingerprint_would_lose_it() -> None:
    """Negative control: with the fingerprint of today's text the changed section is overwritten."""
    our_own()
    editor, proposal = make_user(role="editor"), open_proposal()
    document = read_document(Method.objects.get())
    document["texts"]["de"]["sections"]["aim"] = "Von Olga neu geschrieben."
    save_document(document, by=editor)
    fresh = part_of(proposal, "texts.de.sections.aim")
    assert proposing.take_over(proposal, fresh.key, by=editor, seen=fresh.seen)
    assert "Olga" not in read_document(Method.objects.get())["texts"]["de"]["sections"]["aim"]


def test_with_the_last_part_a_proposal_is_done_and_stubs_are_made() -> None:
    our_own()
    editor, proposal = make_user(role="editor"), open_proposal()
    while parts := differences(read_document(Method.objects.get(code=CODE)), proposal.document):
        proposing.take_over(proposal, parts[0].key, by=editor, seen=parts[0].seen)
    proposal.refresh_from_db()
    assert proposal.state == "taken"
    assert read_document(Method.objects.get(code=CODE))["completeness"] == "complete"
    assert Method.objects.get(code="lange-tafel").state == "draft"


def test_rejecting_has_an_undo() -> None:
    our_own()
    editor, proposal = make_user(role="editor"), open_proposal()
    part = part_of(proposal, "projects")
    proposing.reject_proposal(proposal, by=editor)
    proposing.reject_proposal(proposal, by=editor)
    with pytest.raises(ValidationError, match="abgeschlossen"):
        proposing.take_over(proposal, part.key, by=editor, seen=part.seen)
    assert proposing.reopen_proposal(proposal, by=editor).state == "open"
    assert proposing.take_over(proposal, part.key, by=editor, seen=part.seen)
    verbs = list(Entry.objects.filter(verb__startswith="proposal").order_by("id").values_list("verb", flat=True))
    assert verbs == ["proposal.made", "proposal.rejected", "proposal.reopened", "proposal.part_taken"]


def test_the_database_lets_the_same_content_in_once() -> None:
    proposal = open_proposal()
    with pytest.raises(IntegrityError), transaction.atomic():
        MethodProposal.objects.create(method=proposal.method, document={}, sha256=proposal.sha256)
    MethodProposal.objects.create(method=proposal.method, document={}, sha256="0" * 64)  # negative control


def test_who_loses_the_race_is_told_that_it_is_there(monkeypatch) -> None:
    """Another import has committed between our look and our write."""
    look = importing.plan_import
    plans = [look(PAGE)]
    import_page(PAGE, by=None)
    before = counts()
    monkeypatch.setattr(importing, "plan_import", lambda text: plans.pop() if plans else look(text))
    assert import_page(PAGE, by=None).kind == "repeated"
    assert (plans, counts()) == ([], before)


@pytest.mark.django_db(transaction=True)
def test_the_same_import_from_many_at_once() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("A database in memory has no writers at once; the test below does it with a file.")
    kinds, errors, start = [], [], threading.Barrier(4)

    def run() -> None:
        try:
            start.wait()
            kinds.append(import_page(PAGE, by=None).kind)
        except Exception as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (errors, sorted(kinds)) == ([], ["new", "repeated", "repeated", "repeated"])
    assert Method.objects.count() == 3


@pytest.mark.fault
def test_the_same_import_from_many_processes_at_once_into_a_file(tmp_path) -> None:
    page = tmp_path / "seite.txt"
    page.write_text(PAGE, encoding="utf-8")
    environment = os.environ | {"QUARTIER_DATA": str(tmp_path), "DATABASE_URL": ""}
    quartier = [sys.executable, "-c", "from quartier.config.cli import main; main()"]
    subprocess.run([*quartier, "migrate", "-v0"], env=environment, check=True, timeout=120)
    start = [*quartier, "methods", "import", str(page)]
    running = [
        subprocess.Popen(start, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [(process.returncode, errors) for process, (_out, errors) in zip(running, said, strict=True)] == [
        (0, "")
    ] * 3
    assert sorted("schon einmal eingelesen" in out for out, _errors in said) == [False, True, True]


def test_an_export_makes_proposals_where_it_differs() -> None:
    make_method("gleich")
    make_method("anders", people=[5, 9])
    export = documents.dumps(
        [
            documents.parse({"code": code, "people": people, "texts": {"de": {"title": code.capitalize()}}})
            for code, people in (("gleich", []), ("anders", [1, 2]), ("neu-hier", []))
        ]
    )
    _plan, outcomes = importing.import_text(export, by=None)
    assert {o.method.code: o.kind for o in outcomes} == {"gleich": "same", "anders": "beside", "neu-hier": "new"}
    assert Method.objects.get(code="anders").people_min == 5
    before = counts()
    _plan, outcomes = importing.import_text(export, by=None)
    assert {o.kind for o in outcomes} == {"same", "repeated"}
    assert counts() == before


def test_all_or_nothing() -> None:
    one = documents.parse({"code": "eins", "texts": {"de": {"title": "Eins"}}})
    with pytest.raises(ValidationError, match="zweimal"):
        importing.import_text(documents.dumps([one, one]), by=None)
    broken = documents.dumps([one]).replace('"kind": "method"', '"kind": "zwei"')
    with pytest.raises(ValidationError, match="kind"):
        importing.import_text(broken, by=None)
    with pytest.raises(ValidationError, match="Impressum"):
        importing.import_text(documents.dumps([one]), by=None, publish=True)
    assert counts() == (0, 0, 0, 0, 0)


def test_nul_in_an_export_is_taken_out() -> None:
    text = '{"format": "quartier-methods/1", "methods": [{"code": "eins", "texts": {"de": {"title": "E\\u0000ins\\ud800"}}}]}'
    importing.import_text(text, by=None)
    assert Method.objects.get().text().title == "Eins"


def test_shipping_never_writes_over_an_import() -> None:
    document = shipped_documents()[0]
    document["texts"]["de"]["summary"] = "Von nebenan."
    importing.import_text(documents.dumps([document]), by=None)
    load_shipped_methods(by=None)
    assert read_document(Method.objects.get(code=document["code"])) == document
