"""Whoever is erased today stays erased when a backup of last week is restored tomorrow."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from quartier.accounts.actions.profile import erase_account
from quartier.journal import erasures
from quartier.journal.jobs import erase_again
from quartier.portal import backup
from quartier.quarters.actions import erasing, retaining
from quartier.quarters.models import ContactPerson, ListImport
from tests.factories import make_actor, make_person, make_quarter, make_user

CANARIES = ("zwitscherling", "einzelkanarie", "kontokanarie")


def found() -> set[str]:
    """Return the canaries that stand anywhere in the database."""
    with connection.cursor() as cursor:
        said = ""
        for table in connection.introspection.table_names(cursor):
            cursor.execute("SELECT * FROM " + connection.ops.quote_name(table))  # noqa: S608
            said += repr(cursor.fetchall()).casefold()
    return {canary for canary in CANARIES if canary in said}


def run(*arguments: object, **options: object) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(*arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def place(tmp_path, settings):
    """An installation whose data folder is its own."""
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ERASURES = tmp_path / "erasures.jsonl"
    return tmp_path


@pytest.fixture
def restored(transactional_db, place):
    """Return a backup of three people who have been erased since, everything else still there."""
    make_user("Ada", "administrator")
    quarter = make_quarter(coordinator=make_user("Cora"))
    kita = make_actor(quarter)
    person = make_person(kita, "Zwitscherling", agreed=("public",))
    make_person(kita, "Bleibend")
    individual = make_actor(quarter, "Einzelkanarie", kind="individual")
    user = make_user("Kontokanarie")
    target = place / "backup.tar.gz"
    backup.make_backup(target)
    erasing.erase_person(person, by=None)
    erasing.erase_individual(individual, by=None)
    erase_account(user, by=user)
    assert not found()
    return target


def test_a_restore_brings_nobody_back(restored) -> None:
    out, err = run("restore", restored, force=True)
    assert not found()
    assert ContactPerson.objects.get().last_name == "Bleibend"
    assert "contact persons: 1, engaged individuals: 1, accounts: 1" in out
    assert "Erasures in it: 3" in run("erasures")[0]
    assert "ledger" not in err


def test_without_the_ledger_they_are_back_and_that_is_said(restored, settings, monkeypatch) -> None:
    settings.ERASURES.unlink()
    monkeypatch.setattr(erasures, "complete", lambda: 0)  # the database before is gone as well, as on a new machine
    out, err = run("restore", restored, force=True)
    assert found() == set(CANARIES)
    assert "Nobody had to be erased again" in out
    assert "There was no ledger" in err


def test_a_ledger_that_was_lost_is_written_anew_from_the_database_that_is_replaced(restored, settings) -> None:
    settings.ERASURES.unlink()
    _out, err = run("restore", restored, force=True)
    assert not found()
    assert "There was no ledger" in err


def test_a_ledger_from_elsewhere_is_applied_later(restored, settings, monkeypatch, place) -> None:
    kept = settings.ERASURES.rename(place / "kept.jsonl")
    monkeypatch.setattr(erasures, "complete", lambda: 0)
    run("restore", restored, force=True)
    assert found()
    out, _err = run("erasures", str(kept), apply=True)
    assert not found()
    assert "Erased again" in out
    with pytest.raises(CommandError, match="no file"):
        run("erasures", "nowhere.jsonl", apply=True)


def test_the_ledger_travels_with_later_backups(restored, settings, place, monkeypatch) -> None:
    later = place / "later.tar.gz"
    backup.make_backup(later)
    settings.ERASURES.unlink()
    monkeypatch.setattr(erasures, "complete", lambda: 0)
    run("restore", later, force=True)
    run("restore", restored, force=True)
    assert not found()


def test_a_restore_by_hand_is_noticed_by_the_daily_job(restored) -> None:
    backup.restore_backup(restored, force=True)
    assert found() == set(CANARIES)
    erase_again()
    assert not found()


def test_the_ledger_names_nobody(restored, settings) -> None:
    text = settings.ERASURES.read_text()
    assert not any(canary in text.casefold() for canary in CANARIES)
    assert text.count("\n") == 3
    assert settings.ERASURES.stat().st_mode & 0o077 == 0


def test_a_torn_last_line_is_skipped_and_said(restored, settings) -> None:
    whole = settings.ERASURES.read_bytes()
    settings.ERASURES.write_bytes(whole[:-9])
    ledger = erasures.read()
    assert (len(ledger.erasures), ledger.unreadable) == (2, 1)
    with pytest.raises(CommandError, match=r"not in .*: 1\."):
        run("erasures")
    out, err = run("erasures", apply=True)  # the line after a torn one begins anew
    assert "Erasures in it: 3" in out
    assert "skipped: 1" in err
    assert erasures.read().unreadable == 1


@pytest.mark.parametrize("line", [b"[]", b"1", b"\xff\xfe", b'{"kind": "a", "code": "b"}', b'{"kind":"a","code":"b","at":"x"}',
    b'{"kind":"a","code":"b","at":"2026-11-25T10:00:00"}'])  # fmt: skip
def test_what_is_no_line_is_counted_and_harms_nothing(place, settings, line) -> None:
    settings.ERASURES.write_bytes(line + b"\n\n")
    assert erasures.read() == erasures.Ledger(True, [], 1)


def test_whoever_has_the_same_key_or_a_later_birth_stays(transactional_db, place) -> None:
    kita = make_actor(make_quarter())
    person = make_person(kita, "Zwitscherling")
    key, code = person.pk, person.code
    erasing.erase_person(person, by=None)
    other = make_person(kita, "Nachfolgend")
    ContactPerson.objects.filter(pk=other.pk).update(id=key)
    late = make_person(kita, "Spaet")
    ContactPerson.objects.filter(pk=late.pk).update(code=code)
    assert erasures.apply() == erasures.Again()
    # The control: the same code, made before the erasure, is the same person.
    ContactPerson.objects.filter(pk=late.pk).update(created_at=timezone.now() - dt.timedelta(days=1))
    assert erasures.apply().erased == {"contact persons": 1}
    assert [one.last_name for one in ContactPerson.objects.all()] == ["Nachfolgend"]


def test_an_erasure_that_was_rolled_back_is_not_in_the_ledger(transactional_db, place) -> None:
    kita = make_actor(make_quarter())
    person = make_person(kita)
    ListImport.objects.create(quarter=kita.quarter, state=ListImport.State.RUNNING)
    with pytest.raises(Exception, match="Liste"):
        erasing.erase_person(person, by=None)
    assert not erasures.read().exists
    # In the same state somebody in the ledger resists, and it is said.
    erasures.add([erasures.Erasure("quarters.contactperson", person.code, timezone.now())])
    _out, err = run("erasures", apply=True)
    assert f"quarters.contactperson {person.code}" in err


def test_people_whose_time_was_over_are_in_the_ledger_too(transactional_db, place) -> None:
    person = make_person(make_actor(make_quarter()), term_until=timezone.localdate() - dt.timedelta(days=400))
    retaining.retain()
    assert [one.code for one in erasures.read().erasures] == [person.code]


def test_a_disk_that_refuses_stops_no_erasure_and_the_job_makes_up_for_it(transactional_db, place, settings) -> None:
    person = make_person(make_actor(make_quarter()))
    good, settings.ERASURES = settings.ERASURES, place / "nowhere" / "erasures.jsonl"
    erasing.erase_person(person, by=None)
    assert not ContactPerson.objects.exists()
    settings.ERASURES = good
    with pytest.raises(CommandError, match="which does not exist"):
        run("erasures")
    erase_again()
    assert [one.code for one in erasures.read().erasures] == [person.code]
    assert "Erasures in it: 1" in run("erasures")[0]


def test_an_installation_in_which_nobody_was_erased_is_whole(transactional_db, place) -> None:
    make_person(make_actor(make_quarter()))
    assert "Erasures in it: 0" in run("erasures")[0]
    with pytest.raises(CommandError, match="--apply only"):
        run("erasures", "x.jsonl")
