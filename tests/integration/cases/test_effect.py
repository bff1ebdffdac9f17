"""What a change would do: the run's own scores for the facts as they are, others for others."""

from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.conf import settings

from desil.accounts.session import journal_of_office
from desil.cases.actions.changing import current_changes
from desil.cases.actions.entering import enter_case
from desil.cases.changes.fact_change import fact_change
from desil.cases.changes.other_sources import other_findings
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.queries.effect import Effect, effect_of
from desil.dictionary.columns.eligibility import Outcome
from desil.eligibility.judging.hypothetical import RankIf, answers_if
from desil.eligibility.judging.judgement import rules_on
from desil.eligibility.programme.catalogue import rule_book
from desil.engine.database import open_database
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.pipeline import ranked_run
from desil.programmes.answers import answers_of
from desil.publication.action import publish
from desil.ranking.hypothetical import Boundaries, Indicative, open_facts, standings
from desil.register.models import Publication
from tests.case_office import AT, at_desk, entered, entry, officer
from tests.copied_city import CopiedCity


def run_of_a_city(home: Path, copied_city: CopiedCity) -> Path:
    copied_city(home, 0.001)
    (folder,) = (home / "runs").iterdir()
    return folder


def boundaries(folder: Path) -> Boundaries:
    rows = pq.read_table(folder / "ranking_cutoff.parquet").sort_by("boundary").to_pylist()
    return Boundaries(
        [r["score_micro"] for r in rows if r["level"] == "national"],
        [r["score_micro"] for r in rows if r["level"] == "welfare"],
    )


def test_facts_as_they_are_give_the_standing_that_the_run_gave(
    tmp_path: Path, copied_city: CopiedCity
) -> None:
    folder = run_of_a_city(tmp_path / "home", copied_city)
    store = Store(tmp_path / "home")
    run = ranked_run(store, folder)
    assert run is not None
    families = pq.read_table(folder / "family.parquet")
    persons = pq.read_table(folder / "person.parquet")
    with open_database(store.engine_settings(memory_limit="500MB", threads=1)) as database:
        told = standings(database, run.ranking, families, persons, boundaries(folder))
    scores = pq.read_table(folder / "family_score.parquet").to_pylist()
    assert len(told) == len(scores) > 500
    for row in scores:
        own = told[row["family_number"]]
        assert (own.decile, own.score_micro, own.desil_1_4_ppm, own.reason) == (
            row["indicative_national"],
            row["score_micro"],
            row["desil_1_4_ppm"],
            row["indicative_reason"],
        )


def test_facts_as_they_are_give_the_answers_that_the_run_gave(
    tmp_path: Path, copied_city: CopiedCity
) -> None:
    folder = run_of_a_city(tmp_path / "home", copied_city)
    store, book = Store(tmp_path / "home"), rule_book()
    day = max(pq.read_table(folder / "release.parquet")["release_date"].to_pylist())
    scores = {
        r["family_number"]: r for r in pq.read_table(folder / "family_score.parquet").to_pylist()
    }
    ranks = [
        RankIf(r["family_number"], r["decile_national"], r["decile_province"], r["decile_city"],
               scores[r["family_number"]]["indicative_national"],
               scores[r["family_number"]]["desil_1_4_ppm"],
               scores[r["family_number"]]["is_too_close"])
        for r in pq.read_table(folder / "family_decile.parquet").to_pylist()
        if r["release_date"] == day
    ]  # fmt: skip
    with open_database(store.engine_settings(memory_limit="500MB", threads=1)) as database:
        open_facts(
            database,
            day,
            pq.read_table(folder / "family.parquet"),
            pq.read_table(folder / "person.parquet"),
        )
        evidence = pq.read_table(folder / "person_evidence.parquet")
        told = answers_if(database, rules_on(book, day), day, ranks, evidence)
    words = {
        (r["programme"], r["verdict"]): (r["outcome"], r["says_id"])
        for r in pq.read_table(folder / "programme_verdict.parquet").to_pylist()
    }
    patterns: dict[int, list[tuple[str, tuple[str, str], int]]] = {}
    for r in pq.read_table(folder / "answer_pattern.parquet").to_pylist():
        word = words[r["programme"], r["verdict"]]
        patterns.setdefault(r["pattern"], []).append((r["programme"], word, r["rupiah"]))
    answers = pq.read_table(folder / "family_answer.parquet").to_pylist()
    assert len(told) == len(answers) > 500
    for row in answers:
        own = [(a.programme, (a.outcome, a.says.id), a.rupiah) for a in told[row["family_number"]]]
        assert own == sorted(patterns[row["pattern"]])
    assert len({a.outcome for own in told.values() for a in own}) >= 3


def test_a_verifier_sees_what_a_change_does(
    tmp_path: Path, empty_register: str, copied_city: CopiedCity
) -> None:
    folder = run_of_a_city(settings.DESIL_HOME, copied_city)
    publish(folder, url=empty_register, by="petugas", at=AT, progress=Silent())
    families = pq.read_table(folder / "family.parquet", columns=["family_number", "has_car",
                                                                 "has_fridge"])  # fmt: skip
    scores = pq.read_table(folder / "family_score.parquet")
    ranked_ones = scores.filter(pc.field("indicative_national") == 7)["family_number"].to_pylist()
    (number, *_) = (
        row["family_number"]
        for row in families.to_pylist()
        if row["family_number"] in ranked_ones and row["has_fridge"] == 1
    )
    told: dict[str, Any] = {
        "family_number": number,
        "door": "dinsos",
        "changes": (
            RequestedChange("family", "has_fridge", "2"),
            RequestedChange("family", "has_motorcycle", "2"),
        ),
    }
    with at_desk("data_officer"):
        case = enter_case(
            entry=entry(**told), randomness=bytes(10), by=officer("data_officer"), at=AT,
            journal=journal_of_office(),
        ).case  # fmt: skip
        found = effect_of(case, Store(settings.DESIL_HOME))
        published = answers_of(number)
    assert found.before is not None
    assert found.after is not None
    assert found.before.decile == 7
    assert found.after.decile is not None
    assert found.after.score_micro != found.before.score_micro
    assert found.after.decile <= found.before.decile
    assert found.programmes is not None
    now = {a.programme: (a.outcome, a.says.id) for a in published}
    assert {p.now.programme: (p.now.outcome, p.now.says.id) for p in found.programmes} == now
    assert all(p.asked.outcome == p.now.outcome for p in found.programmes)  # no rule asks of those


def test_a_family_that_would_be_poor_gains_programmes(
    tmp_path: Path, empty_register: str, copied_city: CopiedCity
) -> None:
    folder = run_of_a_city(settings.DESIL_HOME, copied_city)
    publish(folder, url=empty_register, by="petugas", at=AT, progress=Silent())
    scores = pq.read_table(folder / "family_score.parquet")
    (number, *_) = scores.filter(pc.field("indicative_national") == 6)["family_number"].to_pylist()
    worst = {"floor_material": "8", "wall_material": "7", "has_motorcycle": "2", "has_fridge": "2",
             "has_gas_cylinder": "2", "has_smartphone": "2", "has_flat_tv": "2"}  # fmt: skip
    families = pq.read_table(folder / "family.parquet").filter(pc.field("family_number") == number)
    (known,) = families.to_pylist()
    changes = tuple(
        RequestedChange("family", fact, value)
        for fact, value in worst.items()
        if str(known[fact]) != value
    )
    with at_desk("data_officer"):
        case = enter_case(
            entry=entry(family_number=number, door="dinsos", changes=changes),
            randomness=bytes(10), by=officer("data_officer"), at=AT, journal=journal_of_office(),
        ).case  # fmt: skip
        found = effect_of(case, Store(settings.DESIL_HOME))
    assert found.after is not None
    assert found.after.decile is not None
    assert found.after.decile <= 4
    assert found.programmes is not None
    sembako = next(p for p in found.programmes if p.now.programme == "SEMBAKO")
    assert (sembako.now.outcome, sembako.asked.outcome) == (Outcome.NOT_ELIGIBLE,) * 2
    assert sembako.ranked is not None
    assert sembako.ranked.outcome is Outcome.ELIGIBLE
    assert (sembako.is_gained, sembako.is_lost) == (True, False)


@pytest.mark.usefixtures("register")
def test_without_a_model_nothing_is_said_of_deciles() -> None:
    case = entered().case
    with at_desk("operator"):
        found = effect_of(case, Store(settings.DESIL_HOME))
    assert (found.official, found.before, found.after) == (6, None, None)
    assert (found.is_upward, found.is_harmful) == (False, False)


@pytest.mark.usefixtures("register")
def test_the_facts_and_what_other_sources_found() -> None:
    case = entered().case
    with at_desk("operator"):
        (floor,) = map(fact_change, current_changes(case))
        publication = Publication.current()
        assert publication is not None
        findings = other_findings(publication, case.family_number or "")
    assert (floor.fact, floor.before, floor.after) == ("floor_material", None, "2")
    assert [found.source for found in findings] == ["penerima"]


@pytest.mark.parametrize(
    ("before", "after", "is_harmful"),
    [
        # decile before, after, harm: aid comes later from a higher decile
        (3, 5, True),
        (4, 5, True),
        (5, 5, False),
        (5, 3, False),
        (None, 5, False),
        (5, None, False),
        (None, None, False),
    ],
)
def test_a_higher_decile_is_harm(before: int | None, after: int | None, is_harmful: bool) -> None:
    def standing(decile: int | None) -> Indicative:
        return Indicative(decile, "", None, None, is_too_close=False)

    assert Effect(None, standing(before), standing(after)).is_harmful is is_harmful
    assert not Effect(None, None, standing(after)).is_harmful
