"""Adding to the log, from several places at once and through a kill; proofs; erasure; reads."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import connection as office
from django.db import transaction

from desil.audit.actions.erase import erase
from desil.audit.checkpoint import checkpoint_files, checkpoint_of_file, checkpoints
from desil.audit.event import Event
from desil.audit.journal import Journal
from desil.audit.keys import keys_in, known_public_keys
from desil.audit.listing import Filter, events_page, reads_of
from desil.audit.proof import check_proof, consistency_proof, inclusion_proof
from desil.audit.record import record_at, records
from desil.audit.tree import root_of
from desil.audit.verification import verify
from desil.errors import CheckFailed, Conflict, DesilError, NotFound, UsageFault
from tests.integration.audit.events import NOW, Connection, append, event, sign
from tests.numbers_of_people import card_number

ROOT = Path(__file__).parents[3]


def erase_events(connection: Connection, journal: Journal, *places: int) -> int:
    with connection.transaction():
        cursor = connection.cursor()
        return erase(cursor, journal, places, by="system:test", at=NOW, reason="permintaan 12")


def test_writers_at_the_same_time_make_one_chain(
    superuser: Connection, empty_register: str, journal: Journal
) -> None:
    def write(worker: int) -> None:
        with psycopg.connect(empty_register, autocommit=True) as connection:
            append(connection, journal, 25, first=worker * 100)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    found = verify(superuser.cursor(), journal)
    assert (found.events, found.is_intact) == (100, True)


def test_what_is_rolled_back_leaves_no_gap(superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 2)
    with pytest.raises(ZeroDivisionError), superuser.transaction():
        journal.append(superuser.cursor(), event(3, journal))
        raise ZeroDivisionError
    append(superuser, journal, 1, first=4)
    assert [r.sequence for r in records(superuser.cursor())] == [1, 2, 3]
    assert verify(superuser.cursor(), journal).is_intact


def test_what_was_acknowledged_before_a_kill_is_there_and_verifies(
    superuser: Connection, empty_register: str, journal: Journal
) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.integration.audit.appender", empty_register,
             str(journal.home)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    told = []
    for writer in writers:
        assert writer.stdout is not None
        told += [int(writer.stdout.readline()) for _ in range(20)]
    for writer in writers:
        writer.kill()
        assert writer.stdout is not None
        told += [int(line) for line in writer.stdout.read().split()]
        writer.wait()
    there = {r.sequence for r in records(superuser.cursor())}
    assert set(told) <= there
    assert len(told) == len(set(told))
    assert verify(superuser.cursor(), journal).is_intact


def test_checkpoints_grow_from_one_another(superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 6)
    first = sign(superuser, journal)
    assert first.size == 7
    assert sign(superuser, journal) == first  # nothing happened since
    append(superuser, journal, 5, first=20)
    second = sign(superuser, journal)
    leaves = [r.leaf for r in records(superuser.cursor())]
    assert (second.size, second.root) == (13, root_of(leaves))
    files = [checkpoint_of_file(f) for f in checkpoint_files(journal.home)]
    assert [f.size for f in files] == [7, 13]
    assert all(f.is_valid(known_public_keys(journal.home)) for f in files)


def test_proofs_check_with_the_public_key_alone(superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 9)
    with pytest.raises(Conflict):
        inclusion_proof(superuser.cursor(), journal, 3)
    sign(superuser, journal)
    append(superuser, journal, 3, first=20)
    sign(superuser, journal)
    for place in range(1, 15):
        proof = inclusion_proof(superuser.cursor(), journal, place, opened=place % 2 == 0)
        shown = check_proof(proof, journal.keys.public)
        assert (shown.sequence, shown.is_opened) == (place, place % 2 == 0)
    proof = consistency_proof(superuser.cursor(), journal, 10, 14)
    assert check_proof(proof, journal.keys.public).checkpoint.size == 14
    with pytest.raises(NotFound):
        inclusion_proof(superuser.cursor(), journal, 99)


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 2},
        {"event": {"at": "2026-02-01T08:00:03.000000Z", "actor": "user:9"}},
        {"commitment": "00" * 32},
        {"previous": "00" * 32},
        {"path": []},
        {"path": ["zz"]},
        {"opened": {"salt": "00", "object_id": "", "subjects": [], "payload": "{}"}},
        {"checkpoint": {}},
        {"kind": "desil audit consistency 1"},
        {"kind": "other"},
        {"sequence": 2**70},
        {"sequence": None},
    ],
    ids=str,
)
def test_a_changed_proof_shows_nothing(
    change: dict[str, object], superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 5)
    sign(superuser, journal)
    proof = inclusion_proof(superuser.cursor(), journal, 3, opened=True) | change
    with pytest.raises(CheckFailed):
        check_proof(proof, journal.keys.public)


def test_another_key_proves_nothing(
    superuser: Connection, journal: Journal, tmp_path: Path
) -> None:
    append(superuser, journal, 2)
    sign(superuser, journal)
    proof = inclusion_proof(superuser.cursor(), journal, 1)
    with pytest.raises(CheckFailed):
        check_proof(proof, keys_in(tmp_path / "other").public)


def test_erasure_drops_the_personal_part_and_keeps_every_proof(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 5)
    sign(superuser, journal)
    before = inclusion_proof(superuser.cursor(), journal, 3)
    assert erase_events(superuser, journal, 3, 4) == 2
    assert erase_events(superuser, journal, 3) == 0
    record = record_at(superuser.cursor(), 3)
    assert record is not None
    assert (record.object_id, record.subjects, record.payload, record.salt) == (None,) * 4
    assert record.actor == "user:1"
    assert inclusion_proof(superuser.cursor(), journal, 3) == before
    assert check_proof(before, journal.keys.public).sequence == 3
    with pytest.raises(Conflict):
        inclusion_proof(superuser.cursor(), journal, 3, opened=True)
    found = verify(superuser.cursor(), journal)
    assert (found.is_intact, found.erased) == (True, 2)


def test_erasure_wants_a_reason_and_events_that_exist(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 1)
    with superuser.transaction():
        cursor = superuser.cursor()
        with pytest.raises(UsageFault):
            erase(cursor, journal, [1], by="system:test", at=NOW, reason=" ")
        with pytest.raises(NotFound):
            erase(cursor, journal, [2], by="system:test", at=NOW, reason="x")


def test_the_office_adds_events_and_can_do_nothing_else(
    superuser: Connection, journal: Journal
) -> None:
    with transaction.atomic(), office.cursor() as cursor:
        assert journal.append(cursor, event(1, journal)) == 1
    for statement in (
        "update audit_event set actor = 'x'",
        "delete from audit_event",
        "truncate audit_event",
        "alter table audit_event disable trigger all",
        "drop table audit_event",
        "update audit_event set object_id = null, subjects = null, payload = null, salt = null",
    ):
        with pytest.raises(Exception, match=r"denied|owner"), office.cursor() as cursor:
            cursor.execute(statement)
    assert verify(superuser.cursor(), journal).is_intact


@pytest.mark.usefixtures("empty_register")
def test_who_looked_at_a_person_is_found_by_a_keyed_digest(journal: Journal) -> None:
    person, family = journal.person("3275000000000001"), journal.family("3275000000000009")
    others = journal.person("3275000000000002")
    with transaction.atomic(), office.cursor() as cursor:
        for subjects, verb in (
            ((family, person, others), "FAMILY_READ"),
            ((family,), "FAMILY_OPEN"),
            ((others,), "FAMILY_READ"),
            ((person,), "CASE_ADD"),
        ):
            journal.append(cursor, Event(NOW, "user:1", verb, "family", subjects=subjects))
    assert [e.sequence for e in reads_of(person)] == [1]
    assert [e.sequence for e in reads_of(person, family=family)] == [2, 1]
    with office.cursor() as cursor:
        cursor.execute("select string_agg(audit_event::text, '') from audit_event")
        ((text,),) = cursor.fetchall()
    assert "32750000" not in text


@pytest.mark.usefixtures("empty_register")
def test_the_auditor_pages_through_filtered_events(journal: Journal) -> None:
    with transaction.atomic(), office.cursor() as cursor:
        for number in range(1, 8):
            journal.append(cursor, event(number, journal))
    page = events_page(Filter(actor="user:2"), rows=2)
    assert ([e.sequence for e in page.events], page.older) == ([7, 4], 4)
    page = events_page(Filter(actor="user:2"), before=page.older, rows=2)
    assert ([e.sequence for e in page.events], page.older) == ([1], None)
    assert events_page(Filter(subject=journal.family(card_number(3)))).events[0].sequence == 3
    assert len(events_page(Filter(until=NOW)).events) == 0


def test_keys_are_for_their_owner_only_and_stay(tmp_path: Path) -> None:
    first, again = keys_in(tmp_path), keys_in(tmp_path)
    assert first.secret == again.secret
    assert first.key_id == again.key_id
    for name in ("signing.key", "secret.key"):
        assert (tmp_path / "audit" / name).stat().st_mode & 0o777 == 0o600
    (tmp_path / "audit" / "secret.key").write_text("rusak")
    with pytest.raises(DesilError):
        keys_in(tmp_path)


def test_a_checkpoint_is_not_made_over_a_shortened_log(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 5)
    sign(superuser, journal)
    superuser.execute("set session_replication_role = replica")
    superuser.execute("delete from audit_event where sequence > 3")
    with pytest.raises(CheckFailed):
        sign(superuser, journal)
    assert [c.size for c in checkpoints(superuser.cursor())] == [6]


def test_processes_that_start_together_have_the_same_keys(tmp_path: Path) -> None:
    for turn in range(20):
        home = tmp_path / str(turn)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _, home=home: keys_in(home), range(8)))
        assert len({(k.secret, k.key_id) for k in found}) == 1
        assert {p.name for p in (home / "audit").iterdir()} == {
            "signing.key",
            "secret.key",
            "public",
        }
