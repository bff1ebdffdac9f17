"""A ranking model stays what was approved; a run by another one is not published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from desil.audit.journal import Journal
from desil.audit.keys import keys_in
from desil.audit.signed import SignedDiffers
from desil.ranking.activation.model_store import approve, propose
from desil.signatures.models import (
    ModelSignature,
    approval_event,
    require_model_as_signed,
    versions_to_check,
)
from desil.synthetic.welfare.formula import formula_text

AT = datetime(2026, 4, 1, tzinfo=UTC)
LATER = datetime(2026, 5, 1, tzinfo=UTC)
Connection = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path, keys_in(tmp_path))


@pytest.fixture
def owner(empty_register: str) -> Iterator[Connection]:
    with psycopg.connect(empty_register, autocommit=True) as connection:
        yield connection


@pytest.fixture
def version(tmp_path: Path) -> str:
    source = tmp_path / "usulan"
    source.mkdir()
    (source / "model.yaml").write_text(formula_text())
    return propose(tmp_path, source, by="ani", at=AT).version


def approved(owner: Connection, journal: Journal, version: str, at: datetime = AT) -> None:
    def sign(digest: str) -> None:
        with owner.transaction():
            journal.append(
                owner.cursor(), approval_event(version, digest, by="system:t", named="budi", at=at)
            )

    approve(journal.home, version, by="budi", at=at, sign=sign)


def signature(owner: Connection, journal: Journal, version: str) -> ModelSignature:
    return require_model_as_signed(owner.cursor(), journal, journal.home, version)


def test_an_approved_model_is_as_it_was_signed(
    owner: Connection, journal: Journal, version: str
) -> None:
    approved(owner, journal, version)
    assert signature(owner, journal, version) is ModelSignature.AS_SIGNED
    assert versions_to_check(owner.cursor(), journal, journal.home) == [version]


@pytest.mark.parametrize("what", ["a text changed", "the file removed"])
def test_a_changed_model_is_found(
    what: str, owner: Connection, journal: Journal, version: str
) -> None:
    approved(owner, journal, version)
    file = journal.home / "models" / version / "model.yaml"
    if what == "a text changed":
        file.write_text(file.read_text().replace("kota-bekasi", "kota-lain"))
    else:
        file.unlink()
    with pytest.raises(SignedDiffers, match="tidak sama dengan yang disetujui"):
        signature(owner, journal, version)


def test_an_approval_written_into_the_home_by_hand_is_found(
    owner: Connection, journal: Journal, version: str
) -> None:
    with owner.transaction():
        journal.append(owner.cursor(), approval_event("lain", "x", by="a", named="b", at=AT))
    approve(journal.home, version, by="budi", at=LATER)  # without the log
    with pytest.raises(SignedDiffers, match="tidak mencatat persetujuannya"):
        signature(owner, journal, version)


def test_a_version_that_nobody_approved_is_found(
    owner: Connection, journal: Journal, version: str
) -> None:
    with pytest.raises(SignedDiffers):
        signature(owner, journal, version)


def test_an_approval_from_before_the_log_kept_them_stays_in_use(
    owner: Connection, journal: Journal, version: str
) -> None:
    approve(journal.home, version, by="budi", at=AT)
    assert signature(owner, journal, version) is ModelSignature.NO_DIGEST
    with owner.transaction():
        journal.append(owner.cursor(), approval_event("lain", "x", by="a", named="b", at=LATER))
    assert signature(owner, journal, version) is ModelSignature.NO_DIGEST


def test_a_model_of_which_no_approval_could_be_recorded_is_not_in_use(
    journal: Journal, version: str
) -> None:
    def fail(_digest: str) -> None:
        raise SignedDiffers("log tidak dapat ditulis", "model", version)

    with pytest.raises(SignedDiffers):
        approve(journal.home, version, by="budi", at=AT, sign=fail)
    told = json.loads((journal.home / "models" / "decisions.json").read_text())
    assert [d["step"] for d in told] == ["proposed"]
