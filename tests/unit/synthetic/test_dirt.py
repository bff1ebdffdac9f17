"""What clerks and spreadsheets do, each kind of fault by itself."""

import gzip
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from desil.dictionary.tables import FAMILY
from desil.synthetic.dirt.spoiling import (
    nicknames,
    other_spellings,
    struck,
    titled,
    typing_slips,
    wrong_numbers,
)
from desil.synthetic.files.dialects import Dialect, write_csv
from desil.synthetic.sources.regsosek import form_series

NAMES = pl.Series(["MUHAMMAD JUNAEDI", "SUHARTINI", "SITI NURJANAH", "BUDI"] * 50)


def test_another_spelling_is_another_spelling() -> None:
    spelled = other_spellings(NAMES, np.random.default_rng(1))
    assert (spelled != NAMES).mean() > 0.9
    assert "MUH. JUNAEDI" in spelled.to_list()


def test_a_slip_changes_at_most_one_letter_more_or_less() -> None:
    slips = typing_slips(NAMES, np.random.default_rng(1))
    lengths = slips.str.len_chars().cast(pl.Int64) - NAMES.str.len_chars().cast(pl.Int64)
    assert lengths.abs().max() <= 1
    assert all(slips)


def test_a_nickname_is_the_end_of_the_first_word() -> None:
    assert nicknames(pl.Series(["SUHARTINI DEWI"])).to_list() == ["TINI"]


def test_a_title_stands_before_or_after() -> None:
    written = titled(pl.Series(["BUDI"] * 40), np.random.default_rng(1))
    assert all("BUDI" in name and name != "BUDI" for name in written)


def test_a_wrong_number_is_never_the_right_one_by_replacement() -> None:
    right = np.full(600, 3275041705908765)
    wrong = wrong_numbers(right, np.random.default_rng(1))
    assert (wrong == right).mean() < 0.05
    assert set(np.char.str_len(wrong.astype(str))) == {15, 16}


def test_a_share_strikes_about_that_many() -> None:
    assert len(struck(np.random.default_rng(1), 100_000, 0.05)) == pytest.approx(5000, rel=0.1)


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (Dialect(), b"a,b\n1,x\xe2\x80\x99y\n2,\n"),
        (
            Dialect(separator=";", crlf=True, numbered=True),
            b"a;b\r\n1;2\r\n1;x\xe2\x80\x99y\r\n2;\r\n",
        ),
        (Dialect(quoted=True, encoding="cp1252"), b'"a","b"\n"1","x\x92y"\n"2",""\n'),
    ],
)
def test_each_dialect_writes_its_own_way(tmp_path: Path, dialect: Dialect, expected: bytes) -> None:
    frame = pl.DataFrame({"a": [1, 2], "b": ["x’y", None]})
    assert write_csv(frame, tmp_path / "f.csv", dialect).read_bytes() == expected


def test_gzip_says_nothing_of_the_time_it_was_written(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": [1]})
    file = write_csv(frame, tmp_path / "f.csv.gz", Dialect(gzipped=True))
    assert gzip.decompress(file.read_bytes()) == b"a\n1\n"
    assert file.read_bytes()[4:8] == b"\0\0\0\0"


def test_form_codes_swap_bamboo_and_wood_and_number_no_cooking_twelve() -> None:
    roof, fuel = FAMILY.column("roof_material"), FAMILY.column("cooking_fuel")
    assert form_series(roof, np.array([5, 6, 2])).to_list() == ["6", "5", "2"]
    assert form_series(fuel, np.array([0, 4, -1])).to_list() == ["12", "4", None]
