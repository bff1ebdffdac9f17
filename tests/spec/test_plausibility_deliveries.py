"""A delivery is compared with the one before it; one that deviates is held until somebody says why."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from desil.errors import DeliveryRejected, UsageFault
from desil.plausibility.ledger import Standing
from tests.own_source import SOURCE, declare_source
from tests.plausible_city import (
    FIRST,
    KK,
    SECOND,
    SPOILED,
    Tables,
    hand_in,
    of_families,
    releases,
    write,
)
from tests.table import rows_of

# What a second release does, and the rules that hold it back.
SECOND_RELEASES = rows_of(
    """
    | second release                       | standing | rules                        |
    | as it is                             | counts   |                              |
    | 400 families                         | held     | families people left         |
    | one kelurahan missing                | held     | village_gone                 |
    | only one kelurahan                   | held     | families village_gone left   |
    | every family twice under new numbers | held     | families village             |
    | deciles raised by one                | held     | decile decile_changed        |
    | deciles of one kelurahan raised      | held     | village_decile_changed       |
    | no deciles                           | held     | decile unranked              |
    | answers shifted by one column        | held     | column_changed               |
    | floor area empty                     | held     | column_emptied               |
    | last release again                   | held     | same_content                 |
    | another city                         | refused  |                              |
    """
)

NIK = "3275014101600001"


@pytest.fixture(scope="module")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the first release was handed in."""
    folder = tmp_path_factory.mktemp("first")
    handed = hand_in(folder / "home", write(folder / "files", releases()[FIRST]), FIRST)
    assert handed.standing is Standing.COUNTS
    return folder / "home"


@pytest.fixture
def home(first_release: Path, tmp_path: Path) -> Path:
    shutil.copytree(first_release, tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize("row", SECOND_RELEASES, ids=lambda r: r["second release"])
def test_a_second_release_that_deviates_is_held(
    home: Path, tmp_path: Path, row: dict[str, str]
) -> None:
    files = write(tmp_path / "second", SPOILED[row["second release"]](releases()[SECOND]))
    try:
        handed = hand_in(home, files, SECOND)
    except DeliveryRejected:
        assert row["standing"] == "refused"
        return
    found = {d.rule for d in handed.deviations}
    if row["standing"] == "refused":  # every row in quarantine: nothing of it may count
        assert handed.standing is Standing.HELD
        return
    assert handed.standing.value == row["standing"]
    assert set(row["rules"].split()) <= found
    assert bool(found) == (row["standing"] == "held")


def test_a_release_dated_before_the_newest_one_is_held(home: Path, tmp_path: Path) -> None:
    files = write(tmp_path / "second", releases()[SECOND])
    handed = hand_in(home, files, date(2025, 6, 17))
    assert "older_date" in {d.rule for d in handed.deviations}
    assert handed.standing is Standing.HELD


def test_the_same_content_in_other_bytes_is_named(home: Path, tmp_path: Path) -> None:
    families, members = releases()[FIRST]
    twin = families.sample(fraction=1, shuffle=True, seed=1), members.reverse()
    handed = hand_in(home, write(tmp_path / "twin", twin, separator=";"), FIRST)
    assert handed.standing is Standing.COUNTS
    assert handed.same_as.startswith("dtsen-2025-09-17-")


def test_a_few_mended_rows_of_a_release_count(home: Path, tmp_path: Path) -> None:
    mended = of_families(releases()[FIRST], releases()[FIRST][0].head(5))
    mended = (mended[0].with_columns(luas_lantai=pl.lit("77")), mended[1])
    handed = hand_in(home, write(tmp_path / "mended", mended), FIRST)
    assert (handed.standing, handed.deviations, handed.same_as) == (Standing.COUNTS, (), "")


def test_a_small_register_may_change_as_it_likes(tmp_path: Path) -> None:
    few = of_families(releases()[FIRST], releases()[FIRST][0].head(4))
    fewer = of_families(releases()[SECOND], few[0].head(2).with_columns(desil_nasional=pl.lit("9")))
    hand_in(tmp_path / "home", write(tmp_path / "few", few), FIRST)
    handed = hand_in(tmp_path / "home", write(tmp_path / "fewer", fewer), SECOND)
    assert handed.standing is Standing.COUNTS


# A partial delivery replaces the kelurahan that it lists, in the release of its own date.
def _one_village(tables: Tables) -> tuple[str, Tables]:
    village = str(tables[0]["kode_kelurahan_desa"].sort()[0])
    return village, SPOILED["only one kelurahan"](tables)


def test_a_partial_delivery_counts_for_its_kelurahan(home: Path, tmp_path: Path) -> None:
    _, part = _one_village(releases()[FIRST])
    without_one = of_families(part, part[0].slice(1))
    handed = hand_in(home, write(tmp_path / "part", without_one), FIRST, is_partial=True)
    assert (handed.standing, handed.deviations) == (Standing.COUNTS, ())
    assert handed.delivery.is_partial
    assert part[0][KK][0] not in without_one[0][KK]


def test_a_partial_delivery_without_its_release_is_refused(home: Path, tmp_path: Path) -> None:
    _, part = _one_village(releases()[SECOND])
    with pytest.raises(UsageFault, match="rilis utuh"):
        hand_in(home, write(tmp_path / "part", part), SECOND, is_partial=True)


def test_a_partial_delivery_that_empties_its_kelurahan_is_held(home: Path, tmp_path: Path) -> None:
    _, part = _one_village(releases()[FIRST])
    one = of_families(part, part[0].head(1))
    handed = hand_in(home, write(tmp_path / "part", one), FIRST, is_partial=True)
    assert handed.standing is Standing.HELD
    assert "village" in {d.rule for d in handed.deviations}


@pytest.mark.parametrize(
    ("expected", "standing"), [("[1, 10]", Standing.COUNTS), ("[2, 10]", Standing.HELD)]
)
def test_a_first_delivery_is_held_to_the_rows_that_its_source_expects(
    expected: str, standing: Standing, tmp_path: Path
) -> None:
    declare_source(tmp_path / "home", source=f"{SOURCE}expected_rows: {{card: {expected}}}\n")
    file = tmp_path / "kartu.csv"
    file.write_text(f"nomor_kartu;nik;nama;tanggal_terbit\nA1;{NIK};SATU;2024-05-01\n", "utf-8")
    first = hand_in(tmp_path / "home", [file], FIRST, source="kartu")
    assert first.standing is standing
    rules = [deviation.rule for deviation in first.deviations]
    assert rules == ([] if standing is Standing.COUNTS else ["expected_rows"])
