"""Every step of the pipeline on rows of which nothing is known, and on no rows at all.

What is not known stays not known: no step may put a number in its place.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from desil.dictionary.results import FAMILY_FACTS
from desil.pipeline import RunReport
from desil.ranking.activation.model_store import approve, propose
from desil.sources.catalogue import catalogue
from tests.linked_city import rows_of_table, run_in, write_source
from tests.releases import write_delivery
from tests.table import rows_of

AT = datetime(2026, 4, 1, tzinfo=UTC)
RELEASED = "2026-03-17"
NOBODY, DESIL_ONLY, ALONE, ORDINARY = (f"327501010120800{n}" for n in range(1, 5))
PERSON, HEAD = "3275011507808001", "3275011507808002"
# Facts about members of a family that has none; everything else is empty as well.
OF_MEMBERS = (
    "size",
    "children_0_14",
    "aged_65",
    "working_members",
    "head_sex",
    "head_age_band",
    "head_age",
    "head_education",
    "head_work",
)


def _write(home: Path) -> None:
    """Families: nobody in it and nothing known; nobody but a decile; one member of whom nothing is
    known; an ordinary one."""
    write_delivery(
        home,
        RELEASED,
        [
            {"family_number": NOBODY},
            {"family_number": DESIL_ONLY, "decile_national": 1},
            {"family_number": ALONE, "decile_national": 2},
            {"family_number": ORDINARY, "decile_national": 3, "floor_area_m2": 40},
        ],
        [
            {"nik": PERSON, "family_number": ALONE},
            {
                "nik": HEAD,
                "family_number": ORDINARY,
                "name": "REKA",
                "birth_date": date(1980, 7, 15),
                "relationship": 1,
                "sex": 1,
                "is_working": 1,
            },
        ],
    )


def _write_empty_rows(home: Path) -> None:
    """One row of every other source with its required cells only."""
    for source in catalogue().linked():
        unit = source.layout.units[0]
        usual = {"nik": "3275011507808009", "family_number": "3275010101208009"}
        row = {c.name: usual.get(c.name, "1") for c in unit.columns if c.required}
        write_source(home, source.name, [row], unit=unit.name)


def _write_no_rows(home: Path) -> None:
    for source in catalogue().linked():
        write_source(home, source.name, [], unit=source.layout.units[0].name)


@pytest.fixture(scope="module", params=["rows of nothing", "no rows"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RunReport:
    """A run of such families with the made-up city's formula, every other source given."""
    home = tmp_path_factory.mktemp("null") / "home"
    _write(home)
    {"rows of nothing": _write_empty_rows, "no rows": _write_no_rows}[request.param](home)
    formula = files("desil.synthetic.welfare").joinpath("formula.yaml")
    model = propose(home, Path(str(formula)), by="analis", at=AT)
    approve(home, model.version, by="kepala", at=AT)
    return run_in(home)


def _by_family(run: RunReport, table: str) -> dict[object, dict[str, object]]:
    return {row["family_number"]: row for row in rows_of_table(run.folder, table)}


def test_every_step_writes_its_table(run: RunReport) -> None:
    for table in run.manifest.tables:
        assert pq.read_metadata(run.folder / f"{table.name}.parquet").num_rows == table.rows


@pytest.mark.parametrize("family", [NOBODY, DESIL_ONLY])
def test_nothing_is_known_about_the_members_of_a_family_without_any(
    run: RunReport, family: str
) -> None:
    facts = _by_family(run, "family_fact")[family]
    assert {name: facts[name] for name in OF_MEMBERS} == dict.fromkeys(OF_MEMBERS)
    assert facts["counted_size"] == 0


def test_empty_answers_stay_empty_in_every_fact(run: RunReport) -> None:
    facts = _by_family(run, "family_fact")[ALONE]
    keys = {"family_number", "village_code", "counted_size", "size"}
    known = {n for n in FAMILY_FACTS.schema.names if facts[n] is not None} - keys
    assert known == set()
    assert facts["size"] == 1
    assert _by_family(run, "family_fact")[ORDINARY]["working_members"] == 1


# A family is ranked on facts about people; official deciles are never touched.
STANDINGS = rows_of(
    f"""
    | family     | official | indicative reason | why                                     |
    | {NOBODY} |          | tanpa_anggota     | nobody, no decile: unranked, not desil 1 |
    | {DESIL_ONLY} | 1        | tanpa_anggota     | nobody: only the nation ranks it         |
    """
)


@pytest.mark.parametrize("row", STANDINGS, ids=lambda r: r["why"])
def test_a_family_without_members_is_not_ranked_by_us(run: RunReport, row: dict[str, str]) -> None:
    score = _by_family(run, "family_score")[row["family"]]
    assert score["indicative_reason"] == row["indicative reason"]
    assert (score["score_micro"], score["indicative_national"]) == (None, None)
    official = _by_family(run, "family_decile")[row["family"]]["decile_national"]
    assert official == (int(row["official"]) if row["official"] else None)


def test_no_programme_of_members_finds_a_family_without_any_eligible(run: RunReport) -> None:
    verdicts = {
        (v["programme"], v["verdict"]): v["outcome"]
        for v in rows_of_table(run.folder, "programme_verdict")
    }
    answers: dict[object, dict[object, str]] = {}
    for row in rows_of_table(run.folder, "answer_pattern"):
        outcome = str(verdicts[row["programme"], row["verdict"]])
        answers.setdefault(row["pattern"], {})[row["programme"]] = outcome
    pattern = {f: r["pattern"] for f, r in _by_family(run, "family_answer").items()}
    for family in (NOBODY, DESIL_ONLY):
        own = answers[pattern[family]]
        assert own["LANSIA-TUNGGAL"] != "layak"
        assert own["PKH"] != "layak"
    assert answers[pattern[DESIL_ONLY]]["PKH"] == "belum_dapat_dinilai"


def test_people_are_counted_as_the_release_lists_them(run: RunReport) -> None:
    counted = sum(int(str(r["people"])) for r in rows_of_table(run.folder, "outcome_count")
                  if r["programme"] == "PKH")  # fmt: skip
    assert counted == 2
