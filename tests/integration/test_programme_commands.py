"""The commands on programmes as a user types them, on a small made-up city."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from desil.cli.main import app
from desil.cli.register import held_register
from desil.errors import NotFound, UsageFault
from tests.copied_city import CopiedCity


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, copied_city: CopiedCity) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("asked") / "home"
    copied_city(home, 0.003)
    yield home


def ask(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def answer_of(*arguments: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(ask(*arguments, "--json"))
    return found


def make(home: Path, programme: str, period: str, quota: int) -> dict[str, object]:
    return answer_of(
        "lists", "make", programme, "--period", period, "--quota", quota, "--home", home
    )


def list_events(home: Path) -> list[tuple[str, str, dict[str, object]]]:
    """Verb, list and payload of the log's events about lists, in their order."""
    with held_register(home, "uji") as register, psycopg.connect(register.url) as log:
        rows = log.execute(
            "select verb, object_id, payload from audit_event where verb like 'LIST%'"
            " order by sequence"
        ).fetchall()
    return [(str(verb), str(of), json.loads(payload)) for verb, of, payload in rows]


def test_every_programme_is_told_in_sentences(home: Path) -> None:
    shown = ask("lists", "programmes", "--on", "2026-01-01", "--home", home)
    assert "PKH Program Keluarga Harapan" in shown
    assert "syarat: desil nasional paling tinggi 4" in shown
    assert "belum dipastikan: aturan" in shown


def test_a_list_is_made_shown_handed_out_and_compared(home: Path, tmp_path: Path) -> None:
    make(home, "PKH", "2025-Q3", 40)
    made = make(home, "PKH", "2025-Q4", 30)
    states = {s["state"]: s["families"] for s in made["states"]}  # type: ignore[attr-defined]
    assert states["terdaftar"] == 30
    assert answer_of("lists", "show", "PKH/2025-Q4", "--home", home)["daftar"] == made["daftar"]
    path = tmp_path / "daftar.xlsx"
    ask("lists", "export", "PKH/2025-Q4", path, "--purpose", "uji", "--state", "terdaftar",
        "--home", home)  # fmt: skip
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    head = next(n for n, row in enumerate(rows) if row[0] == "nomor")
    assert len(rows) - head - 1 == 30
    assert "DFT-PKH-2025-Q4" in str(rows[3][0])
    assert all(len(str(row[5])) == 16 for row in rows[head + 1 :])
    ask("lists", "load", "PKH/2025-Q4", "--home", home)
    ask("lists", "load", "PKH/2025-Q4", "--home", home)  # there already: nothing happens
    events = list_events(home)
    assert [(verb, of) for verb, of, _ in events] == [
        ("LIST_EXPORT", made["daftar"]),
        ("LIST_LOAD", made["daftar"]),
    ]
    assert (events[0][2]["purpose"], events[0][2]["state"]) == ("uji", "terdaftar")
    assert (events[1][2]["programme"], events[1][2]["period"]) == ("PKH", "2025-Q4")
    assert events[1][2]["result_hash"][:16] == made["sidik"]
    changes = answer_of("lists", "compare", "PKH/2025-Q4", "--home", home)
    assert changes["staying"] == 30
    assert {c["reason"] for c in changes["changes"]} == {"exceeded"}  # type: ignore[attr-defined]
    saved = tmp_path / "perubahan.csv"
    ask("lists", "compare", "PKH/2025-Q4", "--csv", saved, "--home", home)
    with saved.open(encoding="utf-8") as lines:
        texts = [row["explanation"] for row in csv.DictReader(lines)]
    assert texts == ["still eligible, but the quota is full"] * 10
    with pytest.raises(NotFound, match="Belum ada penyaluran PKH"):
        ask("lists", "reconcile", "PKH/2025-Q4", "--home", home)


def test_a_file_is_never_written_over_and_a_purpose_is_required(home: Path, tmp_path: Path) -> None:
    make(home, "PIP", "2025-Q4", 5)
    there = tmp_path / "ada.xlsx"
    there.write_text("ada")
    with pytest.raises(UsageFault):
        ask("lists", "export", "PIP/2025-Q4", there, "--purpose", "uji", "--home", home)
    with pytest.raises(UsageFault, match="Keperluan"):
        ask("lists", "export", "PIP/2025-Q4", tmp_path / "b.csv", "--purpose", " ", "--home", home)


def test_what_is_not_there_is_said(home: Path) -> None:
    with pytest.raises(NotFound, match="Tidak ada program"):
        make(home, "PKHH", "2025-Q4", 5)
    with pytest.raises(NotFound, match="Tidak ada daftar"):
        ask("lists", "show", "RUTILAHU/2025-Q1", "--home", home)
    with pytest.raises(UsageFault, match="Periode"):
        make(home, "PKH", "2025-Q5", 5)


def test_a_what_if_is_told(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "andai.yaml"
    file.write_text(
        "name: uji\nprogramme: PKH\nperiod: 2025-Q4\nscenarios:\n  - name: sekarang\n"
        "  - name: desil 6\n    eligible: {desil: desil <= 6}\n"
    )
    now, wider = answer_of("what-if", file, "--home", home)["scenarios"]  # type: ignore[misc]
    assert wider["families"] > now["families"]
    assert (wider["entering"], wider["leaving"]) == (wider["families"] - now["families"], 0)
    low, high = (wider["expected"]["coverage"][k] for k in ("low", "high"))
    assert low < wider["expected"]["coverage"]["value"] < high
    assert "masuk" in ask("what-if", file, "--by-village", "--home", home)
