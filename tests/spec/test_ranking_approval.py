"""A model comes into use when a second person approves it, and not before."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from desil.errors import DesilError, NotFound, Refused, UsageFault
from desil.ranking.activation.model_store import (
    ModelState,
    active_version,
    approve,
    decisions,
    is_same_person,
    model_of,
    propose,
    stored_models,
)
from desil.synthetic.welfare.formula import formula_text

AT = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "formula.yaml"
    file.write_text(formula_text(), encoding="utf-8")
    return file


def changed(source: Path, **changes: object) -> Path:
    tree = yaml.safe_load(source.read_text(encoding="utf-8")) | changes
    file = source.with_name("changed.yaml")
    file.write_text(yaml.safe_dump(tree), encoding="utf-8")
    return file


def test_the_made_up_citys_formula_is_a_model(tmp_path: Path, source: Path) -> None:
    model = propose(tmp_path, source, by="ani", at=AT)
    assert (model.name, len(model.facts)) == ("kota-bekasi-sintetis-1", 33)
    assert model.fact("has_car").label.en == "Car"
    assert active_version(tmp_path) == ""


def test_two_people_put_a_model_to_use(tmp_path: Path, source: Path) -> None:
    version = propose(tmp_path, source, by="ani", at=AT).version
    approve(tmp_path, version, by="budi", at=AT)
    assert active_version(tmp_path) == version
    assert [(d.step, d.by) for d in decisions(tmp_path)] == [
        ("proposed", "ani"),
        ("approved", "budi"),
    ]


@pytest.mark.parametrize("by", ["ani", "ANI", " ani "])
def test_nobody_approves_what_they_proposed(tmp_path: Path, source: Path, by: str) -> None:
    version = propose(tmp_path, source, by="ani", at=AT).version
    with pytest.raises(Refused, match="orang yang sama"):
        approve(tmp_path, version, by=by, at=AT)
    assert active_version(tmp_path) == ""


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ani", " ANI ", True),
        ("Ani", "Budi", False),
        ("Ani (user:3)", "Ani (user:3)", True),
        ("Ani (user:3)", "Ani Sari (user:3)", True),
        ("Ani (user:3)", "Ani (user:4)", False),
        ("Ani", "Ani (user:3)", True),
        ("ANI  SARI", "Ani Sari (user:3)", True),
        ("Budi", "Ani (user:3)", False),
        ("", "Ani (user:3)", False),
    ],
)
def test_an_account_is_one_person_and_a_bare_name_is_anybody_of_that_name(
    one: str, other: str, is_same: bool
) -> None:
    assert is_same_person(one, other) is is_same
    assert is_same_person(other, one) is is_same


def test_who_proposed_by_name_does_not_approve_as_an_account(tmp_path: Path, source: Path) -> None:
    version = propose(tmp_path, source, by="Ani Sari", at=AT).version
    with pytest.raises(Refused, match="orang yang sama"):
        approve(tmp_path, version, by="ANI SARI (user:3)", at=AT)
    approve(tmp_path, version, by="Budi (user:4)", at=AT)


def test_proposing_again_does_not_change_who_proposed(tmp_path: Path, source: Path) -> None:
    version = propose(tmp_path, source, by="ani", at=AT).version
    propose(tmp_path, source, by="budi", at=AT)
    with pytest.raises(Refused):
        approve(tmp_path, version, by="ani", at=AT)


def test_the_version_approved_last_is_in_use(tmp_path: Path, source: Path) -> None:
    first = propose(tmp_path, source, by="ani", at=AT).version
    second = propose(tmp_path, changed(source, name="kedua"), by="ani", at=AT).version
    for version in (first, second, first):
        approve(tmp_path, version, by="budi", at=AT)
    assert active_version(tmp_path) == first
    assert [k.state for k in stored_models(tmp_path)] == [ModelState.ACTIVE, ModelState.FORMER]


def test_cutoffs_may_be_left_to_the_official_deciles(tmp_path: Path, source: Path) -> None:
    model = propose(tmp_path, source, by="ani", at=AT, anchored=True)
    assert model.cutoffs == ()
    assert model_of(tmp_path, model.version).cutoffs == ()


def test_a_kept_model_that_was_altered_is_not_used(tmp_path: Path, source: Path) -> None:
    version = propose(tmp_path, source, by="ani", at=AT).version
    file = tmp_path / "models" / version / "model.yaml"
    file.write_text(file.read_text().replace("140002", "140003"))
    with pytest.raises(DesilError, match="berubah"):
        model_of(tmp_path, version)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"intercept": 14.7}, "intercept: 14.7 bukan bilangan bulat"),
        ({"unit": "rupiah"}, "harus 'micro log points'"),
        ({"cutoffs": {"national": [3, 2, 1, 4, 5, 6, 7, 8, 9]}}, "harus 9 angka yang menaik"),
        ({"facts": {"shoe_size": {"points": {1: 0}}}}, "shoe_size"),
        ({"facts": {"has_car": {}}}, "tidak ada points, edges, atau slope"),
        ({"facts": {"has_car": {"points": {}}}}, "kosong"),
        ({"facts": {"head_age": {"edges": [1, 2], "points": [0]}}}, "butuh 3 nilai"),
        ({"trees": {"files": ["model.txt"]}}, "trees"),
        ({"calibration": {"regions": [1], "residual_quantiles": [[0]]}}, "kuantil"),
        ({"missing": "zero"}, "zero"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_file_that_is_no_model_is_told_why(
    tmp_path: Path, source: Path, changes: dict[str, object], says: str
) -> None:
    with pytest.raises(UsageFault, match=says):
        propose(tmp_path, changed(source, **changes), by="ani", at=AT)
    assert decisions(tmp_path) == []


def test_a_version_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        approve(tmp_path, "abc", by="budi", at=AT)
