"""A source that an office declares in a folder of its home, from the file to the family page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desil.accounts.session import handles_of_office
from desil.cli.main import app
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.hand_over import take
from tests.linked_city import rows_of_table, run_in, write_release
from tests.own_source import declare_source
from tests.people import client_of, user_with
from tests.table import rows_of

AT = datetime(2026, 4, 1, tzinfo=UTC)
ONE, TWO = "3275010101200001", "3275010101200002"
FIRST, SECOND = "3275014101600001", "3275014101600002"
PEOPLE = f"""
| nik      | family | name           | born       | sex | role | village    | address |
| {FIRST}  | {ONE}  | SATU REKAAN    | 1960-01-01 | 2   | 1    | 3275010009 | JL A    |
| {SECOND} | {TWO}  | DUA TIRUAN     | 1960-01-01 | 2   | 1    | 3275010009 | JL B    |
"""
CARDS = f"""\
nomor_kartu;nik;nama;tanggal_terbit
A1;{FIRST};SATU REKAAN;2024-05-01
A2;{FIRST};SATU REKAAN;2025-05-01
A3;{SECOND};DUA TIRUAN;
A4;12;SALAH NIK;2024-05-01
"""


def fill(home: Path, url: str) -> None:
    declare_source(home)
    file = home / "kartu.csv"
    file.write_text(CARDS, encoding="utf-8")
    delivery = take(home, [file], source="kartu")
    assert delivery.units["card"].accepted == 3
    assert delivery.units["card"].quarantined == 1
    write_release(home, rows_of(PEOPLE))
    run = run_in(home).folder
    links = {(r["record_id"], r["nik"]) for r in rows_of_table(run, "link")}
    assert links == {("A1", FIRST), ("A2", FIRST), ("A3", SECOND)}
    publish(run, url=url, by="petugas", at=AT, progress=Silent())


@pytest.fixture
def home(filled: Filled, tmp_path: Path) -> Path:
    filled(fill)
    return tmp_path


def test_the_family_page_lists_the_source_and_its_finding(home: Path) -> None:
    client = client_of(user_with("verifier"))
    handle = handles_of_office().of("kk", ONE)
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "case"})
    text = client.get(f"/keluarga/{handle}/").content.decode()
    assert "Kartu rekaan" in text
    assert "2 catatan dalam satu daftar" in text


def test_its_reference_is_shown_and_its_folder_checked(home: Path) -> None:
    runner = CliRunner()
    shown = runner.invoke(app, ["sources", "show", "kartu", "--home", str(home)])
    assert "Kartu lama tidak dicabut." in shown.output
    assert "`nomor_kartu`" in shown.output
    checked = runner.invoke(app, ["sources", "check", "--home", str(home)])
    assert checked.output == "kartu: baik\n"
