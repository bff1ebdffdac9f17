"""`desil audit verify --register`: the register beside what was signed."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from desil.accounts.session import journal_of_office
from desil.cli.main import app
from desil.errors import CheckFailed
from desil.ranking.activation.model_store import approve, propose
from desil.synthetic.welfare.formula import formula_text
from tests.filled_registers import Filled
from tests.integration.register.test_signed_publications import AT, CHANGES, alter, fill


@pytest.fixture
def register(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> str:
    url = filled(fill)
    monkeypatch.setenv("DESIL_DATABASE_URL", url)
    return url


def verified(home: Path) -> tuple[BaseException | None, list[dict[str, object]]]:
    """The fault that the command ends with, and what it says of the register."""
    command = ["audit", "verify", "--register", "--json", "--home", str(home)]
    done = CliRunner().invoke(app, command)
    return done.exception, json.loads(done.stdout)["register"]


def test_a_register_as_it_was_signed_has_no_finding(register: str, tmp_path: Path) -> None:
    assert verified(tmp_path) == (None, [])


def test_a_family_swapped_in_the_database_is_named_masked(register: str, tmp_path: Path) -> None:
    alter(register, CHANGES["a family is swapped"][0])
    fault, (found,) = verified(tmp_path)
    assert isinstance(fault, CheckFailed)
    assert fault.exit_code != 0
    assert "tabel family: 1 diubah (327501********01)" in fault.message
    assert (found["kind"], found["table"], found["changed"]) == ("publication", "family", 1)


def test_a_publication_from_before_digests_is_said_and_no_fault(
    register: str, tmp_path: Path
) -> None:
    with psycopg.connect(register) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("truncate audit_event")
    fault, (found,) = verified(tmp_path)
    assert fault is None
    assert (found["kind"], found["fault"]) == ("publication", False)


def test_an_approval_written_by_hand_is_named(register: str, tmp_path: Path) -> None:
    source = tmp_path / "usulan.yaml"
    source.write_text(formula_text())
    version = propose(tmp_path, source, by="ani", at=AT).version
    approve(tmp_path, version, by="budi", at=AT)
    fault, (found,) = verified(tmp_path)
    assert isinstance(fault, CheckFailed)
    assert (found["kind"], found["name"]) == ("model", version)
    assert journal_of_office().home == tmp_path
