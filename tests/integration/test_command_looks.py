"""Every command that shows or saves numbers of families or people stands in the log, with whom it
named; those that count or mask do not."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest
from typer.testing import CliRunner

from desil.audit.event import EVERYBODY
from desil.audit.look_verbs import READS
from desil.cli.main import app
from desil.cli.office.room import journal_of
from desil.cli.register import held_register
from tests.copied_city import CopiedCity

Look = tuple[str, frozenset[str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, copied_city: CopiedCity) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("looked") / "home"
    copied_city(home, 0.003)
    yield home


def ask(home: Path, *arguments: object) -> str:
    told = [*(str(a) for a in arguments), "--home", str(home)]
    done = CliRunner().invoke(app, told, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def looks(home: Path) -> list[Look]:
    """The looks in the log: what kind, and the digests of whom they name."""
    with held_register(home, "uji") as register, psycopg.connect(register.url) as log:
        rows = log.execute("select verb, subjects from audit_event order by sequence").fetchall()
    return [(verb, frozenset(subjects)) for verb, subjects in rows if verb in READS]


def new_looks(home: Path, *arguments: object) -> list[Look]:
    before = len(looks(home))
    ask(home, *arguments)
    return looks(home)[before:]


def families_of(home: Path, path: Path, column: str = "family_number") -> frozenset[str]:
    with path.open(encoding="utf-8") as lines:
        numbers = {row[column].lstrip("'") for row in csv.DictReader(lines)}
    return frozenset(map(journal_of(home).family, numbers))


def scores(home: Path, columns: str, more: str = "") -> list[tuple[object, ...]]:
    (file,) = home.glob("runs/*/family_score.parquet")
    with duckdb.connect() as database:
        asked = f"select {columns} from read_parquet(?) {more}"
        return list(database.execute(asked, [str(file)]).fetchall())


@pytest.mark.parametrize("command", ["explain", "questions"])
def test_what_is_said_of_one_family_is_a_look_at_it(home: Path, command: str) -> None:
    ((number,),) = scores(home, "family_number", "limit 1")
    family = journal_of(home).family(str(number))
    told = new_looks(home, "ranking", command, number)
    assert told == [("FAMILY_EXPLAIN", frozenset({family}))]


def test_a_work_list_that_is_saved_is_a_look_at_everybody_on_it(home: Path, tmp_path: Path) -> None:
    saved = tmp_path / "daftar.csv"
    (told,) = new_looks(home, "ranking", "worklist", "belum-diperingkat", "--csv", saved)
    assert told == ("WORKLIST_EXPORT", families_of(home, saved))
    assert len(told[1]) > 1
    assert new_looks(home, "ranking", "worklist", "belum-diperingkat") == []  # masked


def test_a_plan_of_visits_and_its_outcome_are_looks_at_everybody_in_them(
    home: Path, tmp_path: Path
) -> None:
    plan, found, order = (tmp_path / f"{name}.csv" for name in ("plan", "found", "order"))
    asked = ("ranking", "visits", "--months", 1, "--per-month", 1)
    assert new_looks(home, *asked) == []
    assert new_looks(home, *asked, "--csv", plan) == [("WORKLIST_EXPORT", families_of(home, plan))]
    with plan.open(encoding="utf-8") as lines:
        numbers = [row["family_number"] for row in csv.DictReader(lines)]
    found.write_text("family_number,desil_1_4\n" + "".join(f"{n},1\n" for n in numbers))
    told = new_looks(home, "ranking", "visits-found", plan, found, "--csv", order)
    assert told == [("WORKLIST_EXPORT", families_of(home, order))]


def test_lists_and_what_differs_between_them_are_looks_at_whom_they_name(
    home: Path, tmp_path: Path
) -> None:
    for period, quota in (("2025-Q3", 40), ("2025-Q4", 30)):
        ask(home, "lists", "make", "PKH", "--period", period, "--quota", quota)
    listed, changes = tmp_path / "daftar.csv", tmp_path / "beda.csv"
    (told,) = new_looks(home, "lists", "export", "PKH/2025-Q4", listed, "--purpose", "uji",
                        "--state", "terdaftar")  # fmt: skip
    assert (told[0], len(told[1])) == ("LIST_EXPORT", 30)
    assert new_looks(home, "lists", "compare", "PKH/2025-Q4") == []  # counts
    told = new_looks(home, "lists", "compare", "PKH/2025-Q4", "--csv", changes)[0]
    assert told == ("LIST_EXPORT", families_of(home, changes, "nomor_kk"))
    assert len(told[1]) == 10


ASN = '''nip,nik,nama,instansi,golongan
198001012005011001,"=""3275011705800001""",ORANG BUATAN,DINAS X,III/a
198001012005011002,salah,ORANG BUATAN DUA,DINAS X,3275011705800002
'''


@pytest.mark.parametrize(
    ("command", "number"), [("findings", "3275011705800001"), ("quarantine", "3275011705800002")]
)
def test_rows_of_a_delivery_that_are_saved_are_looks_at_whom_they_name(
    home: Path, command: str, number: str, tmp_path: Path
) -> None:
    (tmp_path / "asn.csv").write_text(ASN)
    said = ask(home, "intake", "asn", tmp_path / "asn.csv", "--date", "2026-01-23", "--json")
    delivery = json.loads(said)["id"]
    assert new_looks(home, command, delivery) == []  # no values
    journal = journal_of(home)
    named = frozenset({journal.family(number), journal.person(number)})
    saved = tmp_path / "baris.csv"
    told = new_looks(home, command, delivery, "--save", saved)
    assert told == [("QUARANTINE_EXPORT", named)]


def test_the_register_that_is_handed_over_is_a_look_at_everybody(
    home: Path, tmp_path: Path
) -> None:
    ask(home, "publish", "--because", "uji")
    told = new_looks(home, "export", tmp_path / "serah")
    assert told == [("REGISTER_EXPORT", frozenset({EVERYBODY}))]
