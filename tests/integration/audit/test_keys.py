"""Keys of the log: missing, replaced, changed in the right way."""

from __future__ import annotations

import base64
import secrets
import shutil

import pytest

from desil.audit.actions.change_key import change_signing_key
from desil.audit.checkpoint import checkpoints
from desil.audit.journal import Journal
from desil.audit.key_chain import key_chain
from desil.audit.keys import keys_in, next_keys, public_from, put_next_key_in_place
from desil.audit.proof import check_proof, inclusion_proof
from desil.audit.record import records
from desil.audit.verification import Change, Finding, verify
from desil.errors import CheckFailed, UsageFault
from tests.integration.audit.events import NOW, Connection, append, guards_off, sign


def again(journal: Journal) -> Journal:
    """The log of the same home, as another process finds it."""
    return Journal(journal.home, keys_in(journal.home))


def change_key(connection: Connection, journal: Journal, reason: str = "petugas baru") -> Journal:
    new = next_keys(journal.home, journal.keys)
    with connection.transaction():
        change_signing_key(
            connection.cursor(), journal, new, by="system:test", at=NOW, reason=reason
        )
    put_next_key_in_place(journal.home, new)
    return again(journal)


def draw(path: object) -> None:
    path.write_bytes(base64.b64encode(secrets.token_bytes(32)))  # type: ignore[attr-defined]


def test_the_first_event_names_the_key(superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 2)
    (key,) = key_chain(superuser.cursor())
    assert (key.key_id, key.before, key.from_sequence) == (journal.keys.key_id, "", 1)
    assert verify(superuser.cursor(), journal).is_intact


@pytest.mark.parametrize("name", ["signing.key", "secret.key"])
def test_a_deleted_key_is_never_made_again(
    name: str, superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 2)
    (journal.home / "audit" / name).unlink()
    with pytest.raises(CheckFailed, match=name):
        keys_in(journal.home)
    assert not (journal.home / "audit" / name).exists()


def test_after_the_whole_folder_is_gone_nothing_is_written(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 2)
    shutil.rmtree(journal.home / "audit")
    other = again(journal)
    with pytest.raises(CheckFailed, match="kunci lain"):
        append(superuser, other, 1, first=3)
    assert len(list(records(superuser.cursor()))) == 2
    found = verify(superuser.cursor(), other)
    assert found.findings[0] == Finding(Change.KEY_REPLACED, 1)


def test_a_replaced_signing_key_signs_nothing_and_is_named(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 2)
    sign(superuser, journal)
    draw(journal.home / "audit" / "signing.key")
    other = again(journal)
    append(superuser, other, 1, first=5)
    with pytest.raises(CheckFailed, match="Kunci penanda tangan"):
        sign(superuser, other)
    assert len(checkpoints(superuser.cursor())) == 1
    assert set(verify(superuser.cursor(), other).findings) == {
        Finding(Change.KEY_REPLACED, 1), Finding(Change.KEY_UNNAMED, 0),
    }  # fmt: skip


def test_a_replaced_secret_is_named(superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 2)
    draw(journal.home / "audit" / "secret.key")
    other = again(journal)
    with pytest.raises(CheckFailed):
        append(superuser, other, 1, first=3)
    assert verify(superuser.cursor(), other).findings == (Finding(Change.KEY_REPLACED, 1),)


def test_a_key_that_an_attacker_names_in_the_database_is_found(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 2)
    draw(journal.home / "audit" / "signing.key")
    other = again(journal)
    superuser.execute(
        "insert into audit_key select 2, %s, %s, secret_id, key_id, 3, at, signature"
        " from audit_key",
        [other.keys.key_id, base64.b64encode(other.keys.public.public_bytes_raw()).decode()],
    )
    assert verify(superuser.cursor(), other).findings == (Finding(Change.KEY_UNNAMED, 3),)


def test_a_key_changed_in_the_database_is_found(superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 2)
    with guards_off(superuser):
        superuser.execute("update audit_key set public_key = 'AAAA'")
    assert verify(superuser.cursor(), journal).findings[0] == Finding(Change.KEY_UNNAMED, 1)


def test_a_key_changed_in_the_right_way_is_named_by_the_one_before(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 2)
    sign(superuser, journal)
    new = change_key(superuser, journal)
    assert new.keys.key_id != journal.keys.key_id
    append(superuser, new, 2, first=10)
    sign(superuser, new)
    third = change_key(superuser, new)
    found = verify(superuser.cursor(), third)
    assert (found.findings, found.checkpoints) == ((), 2)
    chain = key_chain(superuser.cursor())
    assert [key.before for key in chain] == ["", journal.keys.key_id, new.keys.key_id]
    told = [r.object_id for r in records(superuser.cursor()) if r.verb == "AUDIT_KEY_CHANGE"]
    assert told == [new.keys.key_id, third.keys.key_id]


def test_a_proof_under_an_earlier_checkpoint_names_the_key_of_that_day(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 2)
    sign(superuser, journal)
    new = change_key(superuser, journal)
    proof = inclusion_proof(superuser.cursor(), new, 1)
    assert check_proof(proof, public_from(proof["public_key"])).sequence == 1
    assert check_proof(proof, journal.keys.public).sequence == 1


def test_the_file_of_an_old_public_key_stays(superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 1)
    new = change_key(superuser, journal)
    (journal.home / "audit" / "public" / f"{journal.keys.key_id}.pub").unlink()
    assert verify(superuser.cursor(), new).findings == (Finding(Change.KEY_MISSING, 1),)


def test_a_kill_before_the_new_file_is_in_place_is_taken_up_again(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 1)
    new = next_keys(journal.home, journal.keys)
    with superuser.transaction():
        change_signing_key(
            superuser.cursor(), journal, new, by="system:test", at=NOW, reason="petugas baru"
        )
    killed = again(journal)  # still the old key
    assert verify(superuser.cursor(), killed).findings[0] == Finding(Change.KEY_REPLACED, 3)
    done = change_key(superuser, killed)
    assert len(key_chain(superuser.cursor())) == 2
    assert verify(superuser.cursor(), done).is_intact


def test_a_change_needs_a_reason(superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 1)
    with pytest.raises(UsageFault):
        change_key(superuser, journal, reason=" ")


def test_a_log_from_before_the_chain_takes_its_key_over(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 3)
    with guards_off(superuser):
        superuser.execute("truncate audit_key")
    assert verify(superuser.cursor(), journal).is_intact
    append(superuser, journal, 1, first=4)
    assert [key.from_sequence for key in key_chain(superuser.cursor())] == [4]
    assert verify(superuser.cursor(), journal).is_intact


def test_a_log_from_before_the_chain_takes_no_other_secret(
    superuser: Connection, journal: Journal
) -> None:
    append(superuser, journal, 3)
    with guards_off(superuser):
        superuser.execute("truncate audit_key")
    draw(journal.home / "audit" / "secret.key")
    with pytest.raises(CheckFailed):
        append(superuser, again(journal), 1, first=4)


@pytest.mark.parametrize(
    "statement", ["update audit_key set place = 9", "delete from audit_key", "truncate audit_key"]
)
def test_the_chain_is_append_only(statement: str, superuser: Connection, journal: Journal) -> None:
    append(superuser, journal, 1)
    with pytest.raises(Exception, match="append-only"):
        superuser.execute(statement)  # type: ignore[call-overload]
