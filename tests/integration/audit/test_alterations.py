"""Whatever a superuser does to the log with SQL is found, and the first place is named."""

import hashlib
import hmac
from collections.abc import Callable

import psycopg
import pytest

from desil.audit.event import leaf_of, seal_of
from desil.audit.journal import Journal
from desil.audit.record import record_at
from desil.audit.verification import Change, Finding, verify
from tests.integration.audit.events import Connection, append, guards_off, sign

# Twelve events, signed; the thirteenth is the signature's own; three more after it.
Alteration = Callable[[Connection], object]


def sql(*statements: str) -> Alteration:
    return lambda connection: [connection.execute(s) for s in statements]  # type: ignore[call-overload]


def swap(connection: Connection) -> None:
    for old, new in ((4, -4), (7, 4), (-4, 7)):
        connection.execute("update audit_event set sequence = %s where sequence = %s", [new, old])


def insert_copy_in_the_middle(connection: Connection) -> None:
    connection.execute("update audit_event set sequence = -sequence where sequence >= 5")
    connection.execute("update audit_event set sequence = -sequence + 1 where sequence < 0")
    connection.execute(
        "insert into audit_event select 5, at, 'user:9', verb, object_kind, object_id, subjects,"
        " purpose, outcome, payload, salt, commitment, previous, leaf, seal"
        " from audit_event where sequence = 4"
    )


def append_forged(connection: Connection) -> None:
    """A made-up event at the end, everything right but the seal."""
    last = record_at(connection.cursor(), 16)
    assert last is not None
    statement = hashlib.sha256(b"anything").digest()
    leaf = leaf_of(17, last.leaf, statement, last.commitment)
    connection.execute(
        "insert into audit_event select 17, at, actor, verb, object_kind, object_id, subjects,"
        " purpose, outcome, payload, salt, commitment, %s, %s, %s"
        " from audit_event where sequence = 16",
        [last.leaf, leaf, hmac.digest(b"guess", leaf, "sha256")],
    )


def remove_and_renumber(connection: Connection) -> None:
    connection.execute("delete from audit_event where sequence = 5")
    connection.execute("update audit_event set sequence = -sequence where sequence > 5")
    connection.execute("update audit_event set sequence = -sequence - 1 where sequence < 0")


def restore_old_copy(connection: Connection) -> None:
    """Events and checkpoints as they were after the ninth event."""
    connection.execute("delete from audit_event where sequence > 9")
    connection.execute("truncate audit_checkpoint")


def rewrite_leaf_too(connection: Connection) -> None:
    """Change an actor and make its leaf fit; only the seal cannot be made."""
    connection.execute("update audit_event set actor = 'user:99' where sequence = 5")
    record = record_at(connection.cursor(), 5)
    assert record is not None
    leaf = record.leaf_after(record.previous)
    connection.execute("update audit_event set leaf = %s where sequence = 5", [leaf])
    connection.execute("update audit_event set previous = %s where sequence = 6", [leaf])


ALTERATIONS: dict[str, tuple[Alteration, Finding]] = {
    "a payload is changed": (
        sql("update audit_event set payload = '{\"page\":0}' where sequence = 5"),
        Finding(Change.CONTENT_ALTERED, 5),
    ),
    "an object is changed": (
        sql("update audit_event set object_id = 'abc' where sequence = 5"),
        Finding(Change.CONTENT_ALTERED, 5),
    ),
    "whom it concerns is changed": (
        sql("update audit_event set subjects = '{}' where sequence = 5"),
        Finding(Change.CONTENT_ALTERED, 5),
    ),
    "a salt is changed": (
        sql("update audit_event set salt = sha256('x') where sequence = 5"),
        Finding(Change.CONTENT_ALTERED, 5),
    ),
    "an actor is changed": (
        sql("update audit_event set actor = 'user:99' where sequence = 5"),
        Finding(Change.FACTS_ALTERED, 5),
    ),
    "a time is changed": (
        sql("update audit_event set at = at + interval '1 microsecond' where sequence = 5"),
        Finding(Change.FACTS_ALTERED, 5),
    ),
    "a verb is changed": (
        sql("update audit_event set verb = 'PAGE_READ' where sequence = 5"),
        Finding(Change.FACTS_ALTERED, 5),
    ),
    "a purpose is changed": (
        sql("update audit_event set purpose = 'visit' where sequence = 1"),
        Finding(Change.FACTS_ALTERED, 1),
    ),
    "an outcome is changed in the last event": (
        sql("update audit_event set outcome = 'refused' where sequence = 16"),
        Finding(Change.FACTS_ALTERED, 16),
    ),
    "a leaf is changed": (
        sql("update audit_event set leaf = sha256('x') where sequence = 5"),
        Finding(Change.HASH_ALTERED, 5),
    ),
    "a commitment is changed": (
        sql("update audit_event set commitment = sha256('x') where sequence = 5"),
        Finding(Change.HASH_ALTERED, 5),
    ),
    "a seal is changed": (
        sql("update audit_event set seal = sha256('x') where sequence = 5"),
        Finding(Change.FORGED, 5),
    ),
    "an actor and its leaf are changed": (rewrite_leaf_too, Finding(Change.FORGED, 5)),
    "the first event is removed": (
        sql("delete from audit_event where sequence = 1"),
        Finding(Change.REMOVED, 1, 1),
    ),
    "two in the middle are removed": (
        sql("delete from audit_event where sequence in (5, 6)"),
        Finding(Change.REMOVED, 5, 6),
    ),
    "one is removed and the rest renumbered": (remove_and_renumber, Finding(Change.MOVED, 5)),
    "the end before a checkpoint is removed": (
        sql("delete from audit_event where sequence > 10"),
        Finding(Change.REMOVED, 11, 13),
    ),
    "two are swapped": (swap, Finding(Change.MOVED, 4)),
    "a copy is put in": (insert_copy_in_the_middle, Finding(Change.MOVED, 5)),
    "a forged one is added": (append_forged, Finding(Change.FORGED, 17)),
    "one is put before the first": (
        sql("insert into audit_event select 0, at, actor, verb, object_kind, object_id, subjects,"
            " purpose, outcome, payload, salt, commitment, previous, leaf, seal"
            " from audit_event where sequence = 1"),
        Finding(Change.FORGED, 0),
    ),
    "everything is removed": (sql("truncate audit_event"), Finding(Change.REMOVED, 1, 13)),
    "an old copy is put back": (restore_old_copy, Finding(Change.REMOVED, 10, 13)),
    "content is dropped without a record": (
        sql("update audit_event set object_id = null, subjects = null, payload = null,"
            " salt = null where sequence = 5"),
        Finding(Change.ERASED_UNRECORDED, 5),
    ),
    "only a salt is dropped": (
        sql("update audit_event set salt = null where sequence = 5"),
        Finding(Change.CONTENT_ALTERED, 5),
    ),
    "a checkpoint's root is changed": (
        sql("update audit_checkpoint set root = sha256('x')"),
        Finding(Change.CHECKPOINT_ALTERED, 13),
    ),
    "a checkpoint's time is changed": (
        sql("update audit_checkpoint set at = at + interval '1 day'"),
        Finding(Change.CHECKPOINT_ALTERED, 13),
    ),
    "a checkpoint is removed": (
        sql("truncate audit_checkpoint"),
        Finding(Change.CHECKPOINT_REMOVED, 13),
    ),
}  # fmt: skip


@pytest.fixture
def log(superuser: Connection, journal: Journal) -> Connection:
    append(superuser, journal, 12)
    sign(superuser, journal)
    append(superuser, journal, 3, first=20)
    assert verify(superuser.cursor(), journal).is_intact
    return superuser


@pytest.mark.parametrize("name", ALTERATIONS)
def test_it_is_found_and_named(name: str, log: Connection, journal: Journal) -> None:
    alter, first = ALTERATIONS[name]
    with guards_off(log):
        alter(log)
    assert verify(log.cursor(), journal).findings[0] == first


def test_a_history_rewritten_by_someone_with_the_sealing_key_breaks_the_signature(
    log: Connection, journal: Journal
) -> None:
    previous = bytes(32)
    with guards_off(log):
        log.execute("update audit_event set actor = 'user:99' where sequence = 2")
        for sequence in range(1, 17):
            record = record_at(log.cursor(), sequence)
            assert record is not None
            leaf = record.leaf_after(previous)
            log.execute(
                "update audit_event set previous = %s, leaf = %s, seal = %s where sequence = %s",
                [previous, leaf, seal_of(journal.keys.sealing, leaf), sequence],
            )
            previous = leaf
    assert verify(log.cursor(), journal).findings == (Finding(Change.HISTORY_REPLACED, 13),)


def test_a_changed_file_of_a_checkpoint_is_named(log: Connection, journal: Journal) -> None:
    (file,) = (journal.home / "audit" / "checkpoints").glob("*.json")
    file.write_text(file.read_text().replace('"size": 13', '"size": 12'))
    assert verify(log.cursor(), journal).findings == (Finding(Change.CHECKPOINT_ALTERED, 12),)
    file.write_text("{")
    assert verify(log.cursor(), journal).findings == (Finding(Change.CHECKPOINT_ALTERED, 13),)


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_event set actor = 'user:2' where sequence = 1",
        "update audit_event set sequence = 99 where sequence = 1",
        "update audit_event set payload = null where sequence = 1",
        "delete from audit_event",
        "truncate audit_event",
        "update audit_checkpoint set size = 1",
        "delete from audit_checkpoint",
        "truncate audit_checkpoint",
    ],
)
def test_triggers_refuse_even_the_owner(log: Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        log.execute(statement)  # type: ignore[call-overload]
