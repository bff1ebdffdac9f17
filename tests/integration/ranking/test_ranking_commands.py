"""The ranking commands as a user types them."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from desil.cli.main import app
from desil.errors import DesilError, NotFound, UsageFault
from tests.copied_city import CopiedCity


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, copied_city: CopiedCity) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("asked") / "home"
    copied_city(home, 0.003)
    yield home


def ask(*arguments: object, given: str = "") -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments], input=given, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def a_family(home: Path, condition: str) -> str:
    (file,) = home.glob("runs/*/family_score.parquet")
    with duckdb.connect() as database:
        rows = database.execute(
            f"select family_number from read_parquet(?) where {condition} limit 1", [str(file)]
        ).fetchall()
    return str(rows[0][0])


def test_a_family_is_explained_without_its_number(home: Path) -> None:
    number = a_family(home, "is_too_close = 1")
    said = json.loads(ask("ranking", "explain", number, "--json", "--home", home))
    contributions = sum(c["contribution"] for c in said["contributions"])
    assert said["baseline_micro"] + contributions == said["indicative"]["score_micro"]
    assert len(said["contributions"]) == 33
    assert said["official"]["decile"] in (None, said["indicative"]["decile"])
    assert number not in json.dumps(said)


def test_the_number_may_come_by_standard_input(home: Path) -> None:
    number = a_family(home, "indicative_national = 10")
    text = ask("ranking", "explain", "-", "--home", home, given=f"{number}\n")
    assert "Desil indikatif kami 10" in text and number not in text
    english = ask("ranking", "explain", number, "--language", "en", "--home", home)
    assert "Our indicative decile is 10" in english


def test_work_lists_are_masked_but_for_the_file(home: Path, tmp_path: Path) -> None:
    told = json.loads(ask("ranking", "worklist", "belum-diperingkat", "--json", "--home", home))
    assert told["total"] > 0
    chances = [row["desil_1_4_ppm"] for row in told["rows"]]
    assert chances == sorted(chances, reverse=True)
    assert all("********" in row["family_number"] for row in told["rows"])
    assert all(row["official_national"] is None for row in told["rows"])
    file = tmp_path / "daftar.csv"
    ask("ranking", "worklist", "belum-diperingkat", "--csv", file, "--home", home)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == min(50, told["total"])
    assert all(row["family_number"].isdigit() for row in rows)


def test_visits_go_where_they_change_most(home: Path) -> None:
    told = json.loads(
        ask("ranking", "worklist", "kunjungan", "--area", "3275040", "--json", "--home", home)
    )
    gains = [row["gain_milli"] for row in told["rows"]]
    assert gains == sorted(gains, reverse=True) and gains[0] > 0
    assert all(row["village_code"].startswith("3275040") for row in told["rows"])
    assert all(row["gain_milli"] <= row["worth_visiting"] * 500 for row in told["rows"])


def test_no_official_decile_contradicts_the_formula_that_made_it(home: Path) -> None:
    told = json.loads(ask("ranking", "worklist", "bertentangan", "--json", "--home", home))
    assert told["rows"] == []


def test_a_family_of_known_facts_needs_no_question(home: Path) -> None:
    number = a_family(home, "least_micro = most_micro and indicative_reason = ''")
    assert "Cukup" in ask("ranking", "questions", number, "--home", home)
    said = json.loads(ask("ranking", "questions", number, "--json", "--home", home))
    assert said["is_settled"] is True and number not in json.dumps(said)


def test_models_are_listed_with_who_decided(home: Path) -> None:
    (model,) = json.loads(ask("ranking", "models", "--json", "--home", home))
    assert model["keadaan"] == "dipakai"
    assert [d.split()[:2] for d in model["keputusan"]] == [
        ["proposed", "analis"],
        ["approved", "kepala"],
    ]


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["ranking", "explain", "0000000000000000"], NotFound),
        (["ranking", "questions", "0000000000000000"], NotFound),
        (["ranking", "worklist", "semua"], UsageFault),
        (["ranking", "approve", "abc", "--by", "budi"], NotFound),
        (["ranking", "propose", "tidak-ada", "--by", "budi"], NotFound),
        (["run", "--model", "abc"], NotFound),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_mistakes_are_told(home: Path, arguments: list[str], fault: type[DesilError]) -> None:
    with pytest.raises(fault) as raised:
        ask(*arguments, "--home", home)
    assert raised.value.hint and "0000000000000000" not in raised.value.message


def test_visits_are_planned_within_the_budget_and_measured(home: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    told = json.loads(
        ask("ranking", "visits", "--per-month", 2, "--months", 2, "--csv", plan, "--json",
            "--home", home)
    )  # fmt: skip
    assert all(month["visits"] <= 2 for month in told["months"])
    assert told["after"]["value"] < told["before"]["value"]
    with plan.open(encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    assert len(rows) == told["visits"] == len({row["family_number"] for row in rows})
    assert plan.stat().st_mode & 0o077 == 0
    route = [(r["village_code"], int(r["stop"])) for r in rows]
    assert route == sorted(route)
    found = tmp_path / "found.csv"
    answers = (f"{r['family_number']},{int(r['desil_1_4_ppm']) // 500_001}\n" for r in rows)
    found.write_text("family_number,desil_1_4\n" + "".join(answers))
    measured = json.loads(
        ask("ranking", "visits-found", plan, found, "--json", "--home", home)
    )  # fmt: skip
    assert measured["done"] == measured["planned"] == len(rows)
    assert measured["now"]["value"] < measured["before"]["value"]
    said = ask("ranking", "visits", "--home", home, "--per-month", 1)
    assert not any(row["family_number"] in said for row in rows)
