"""Twenty survey files, each with one trap: what is said of it, and what is right after mending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import numpy as np
import polars as pl
import pyreadstat
import pytest
import xlsxwriter

from desil.errors import UsageFault
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of
from desil.surveys.reading import read_survey
from tests.survey_files import clean_survey, indonesian, r2_of, write_dbf
from tests.table import rows_of

CLEAN = clean_survey()
ROLES = Roles("pce", "bobot", "blok", None, "ruta")
RIGHT = r2_of(survey_of(CLEAN, ROLES))
RNG = np.random.default_rng(1)
SIZE = pl.col("anggota")
NOISE = RNG.normal(0, 0.1, len(CLEAN))
SHARE = RNG.uniform(0.2, 0.8, len(CLEAN))


def with_columns(**columns: pl.Expr | pl.Series) -> pl.DataFrame:
    return CLEAN.with_columns(**columns)


def read(table: pl.DataFrame, **changes: object) -> Survey:
    return survey_of(table, Roles(**(ROLE_ARGUMENTS | changes)))  # type: ignore[arg-type]


ROLE_ARGUMENTS = MappingProxyType(
    {"welfare": "pce", "weight": "bobot", "cluster": "blok", "household": "ruta"}
)

# 1 to 7: columns that hold welfare. Each stops; without the column the figure is the right one.
LEAKS = """
| trap                         | column     | reason                          |
| the aggregate under its name | hhexpend   | namanya menyebut kesejahteraan  |
| a poverty flag               | miskin     | memisahkan                      |
| a decile                     | x17        | sendirian menerangkan           |
| a logarithm                  | ln_pce     | namanya menyebut kesejahteraan  |
| food spending without a name | b41        | sendirian menerangkan           |
| two parts that add up        | p1 p2      | bersama kolom lain              |
| a total, and the members     | total      | bersama kolom lain              |
"""
LEAKING: dict[str, Callable[[], pl.DataFrame]] = {
    "hhexpend": lambda: with_columns(hhexpend=pl.Series(RNG.permutation(CLEAN["pce"].to_numpy()))),
    "miskin": lambda: with_columns(miskin=(pl.col("pce") < pl.col("pce").quantile(0.4)).cast(int)),
    "x17": lambda: with_columns(x17=(pl.col("pce").rank() * 10 // 481).cast(int)),
    "ln_pce": lambda: with_columns(ln_pce=pl.col("pce").log()),
    "b41": lambda: with_columns(b41=pl.col("pce") * pl.Series(np.exp(2 * NOISE))),
    "p1 p2": lambda: with_columns(
        p1=pl.col("pce") * pl.Series(SHARE**3), p2=pl.col("pce") * pl.Series(1 - SHARE**3)
    ),
    "total": lambda: with_columns(total=pl.col("pce") * SIZE * pl.Series(np.exp(NOISE / 10))),
}


@pytest.mark.parametrize("row", rows_of(LEAKS), ids=lambda r: r["trap"])
def test_a_leak_stops_and_without_it_the_figure_is_right(row: dict[str, str]) -> None:
    table, columns = LEAKING[row["column"]](), row["column"].split()
    with pytest.raises(UsageFault) as fault:
        read(table)
    for column in columns:
        assert f"'{column}'" in fault.value.message
        assert f"--drop {column}" in fault.value.hint
    assert row["reason"] in fault.value.message
    assert r2_of(read(table, drop=tuple(columns))) == pytest.approx(RIGHT)
    kept = read(table, keep=dict.fromkeys(columns, "asked at the door"))
    assert all("asked at the door" in kept.kept_leaks[c] for c in columns)
    assert set(columns) <= set(kept.features.columns)


def test_an_honest_survey_has_no_leak() -> None:
    assert read(CLEAN).kept_leaks == {}


# 8 to 10: rows that are no households.
def test_a_file_of_members_is_refused_and_the_heads_are_a_survey() -> None:
    people = CLEAN.with_columns(hubungan=pl.int_ranges(1, SIZE + 1)).explode("hubungan")
    with pytest.raises(UsageFault, match="per anggota, bukan per rumah tangga") as fault:
        read(people)
    assert "--rows" in fault.value.hint
    heads = read(people, rows=(("hubungan", "1"),), drop=("hubungan",))
    assert r2_of(heads) == pytest.approx(RIGHT)
    assert heads.left_out == {"bukan hubungan=1": len(people) - len(CLEAN)}


def test_rows_that_are_twice_in_the_file_count_once() -> None:
    twice = read(pl.concat([CLEAN, CLEAN.head(60)]))
    assert twice.left_out == {"kembar persis dari baris lain": 60}
    assert r2_of(twice) == pytest.approx(RIGHT)


def test_a_household_that_was_visited_again_stays_in_one_fold() -> None:
    again = CLEAN.head(60).with_columns(pce=pl.col("pce") * 1.1, blok=pl.col("blok") + 1)
    survey = read(pl.concat([CLEAN, again]))
    assert any("didatangi lagi" in note for note in survey.notes)
    assert len(np.unique(survey.cluster)) < CLEAN["blok"].n_unique()
    alone = read(pl.concat([CLEAN, again]), cluster=None)
    assert len(np.unique(alone.cluster)) == len(CLEAN)


def test_numbers_that_begin_anew_in_each_block_are_no_single_household() -> None:
    survey = read(CLEAN.with_columns(ruta=pl.int_range(pl.len()).over("blok")))
    assert len(np.unique(survey.cluster)) == CLEAN["blok"].n_unique()
    with pytest.raises(UsageFault, match="hanya 8 nomor"):
        read(CLEAN.with_columns(ruta=pl.int_range(pl.len()).over("blok")), cluster=None)


def test_a_column_that_is_added_moves_no_household_to_another_fold() -> None:
    added = CLEAN.with_columns(a=pl.Series(RNG.normal(size=len(CLEAN))))
    added = added.select("a", *CLEAN.columns)
    assert np.array_equal(read(added).welfare, read(CLEAN).welfare)
    assert np.array_equal(read(added).cluster, read(CLEAN).cluster)


# 11 to 16: files as they come. Each is the same survey.
def _stata(path: Path) -> None:
    codes = {name: n for n, name in enumerate(sorted({"bambu", "kayu", "tembok"}), start=1)}
    frame = CLEAN.with_columns(dinding=pl.col("dinding").replace_strict(codes))
    pyreadstat.write_dta(frame, str(path), variable_value_labels={
        "dinding": {n: name for name, n in codes.items()}, "kamar": {7: "7 atau lebih"}})  # fmt: skip


def _spss(path: Path) -> None:
    frame = CLEAN.with_columns(
        mobil=pl.when(pl.int_range(pl.len()) % 40 == 0).then(9).otherwise(pl.col("mobil"))
    )
    pyreadstat.write_sav(frame, str(path), missing_ranges={"mobil": [9]})


def _workbook(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("baca dulu").write(0, 0, "Survei buatan")
    sheet = book.add_worksheet("data")
    for place, name in enumerate(CLEAN.columns):
        sheet.write(0, place, name)
        sheet.write_column(1, place, CLEAN[name].to_list())
    book.close()


def _indonesian(path: Path, *, thousands: bool) -> None:
    CLEAN.with_columns(
        pl.col("pce", "bobot").map_elements(
            lambda v: indonesian(v, thousands=thousands), return_dtype=pl.String
        )
    ).write_csv(path, separator=";")


WRITERS: dict[str, Callable[[Path], object]] = {
    "stata.dta": _stata,
    "susenas.dbf": lambda path: write_dbf(CLEAN.rename(str.upper), path),
    "koma.csv": lambda path: _indonesian(path, thousands=False),
    "ribuan.csv": lambda path: _indonesian(path, thousands=True),
    "buku.xlsx": _workbook,
    "survei.parquet": CLEAN.write_parquet,
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_as_it_comes_is_the_same_survey(name: str, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name)
    roles = ROLES
    if name.endswith("dbf"):
        roles = Roles("PCE", "BOBOT", "BLOK", None, "RUTA")
    survey = read_survey(tmp_path / name, roles)
    assert len(survey) == len(CLEAN)
    assert survey.unused == {}
    assert r2_of(survey) == pytest.approx(RIGHT)
    answers = {n.lower(): survey.features[n].dtype for n in survey.features.columns}
    assert answers == {
        "dinding": pl.String, "kamar": pl.Int64, "anggota": pl.Int64, "mobil": pl.Int64
    }  # fmt: skip


def test_a_value_that_spss_declares_missing_is_missing(tmp_path: Path) -> None:
    _spss(tmp_path / "survei.sav")
    survey = read_survey(tmp_path / "survei.sav", ROLES)
    assert survey.features["mobil"].null_count() == 12
    assert set(survey.features["mobil"].drop_nulls()) == {0, 1}


HOSTILE = """
| file         | content          | said                |
| cut.dbf      | 0                | terpotong           |
| cut.dta      | not stata        | rusak               |
| cut.sav      | not spss         | rusak               |
| cut.parquet  | PAR1             | tidak dapat dibaca  |
| cut.xlsx     | PK               | rusak               |
| two.csv      | a,a              | Dua kolom           |
| wide.csv     | a,b~1,2,3~       | sel                 |
| none.csv     |                  | judul               |
| strange.rds  | x                | tidak dikenal       |
"""


@pytest.mark.parametrize("row", rows_of(HOSTILE), ids=lambda r: r["file"])
def test_a_file_that_is_broken_is_refused_in_words(row: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / row["file"]).write_text(row["content"].replace("~", "\n"))
    with pytest.raises(UsageFault) as fault:
        read_survey(tmp_path / row["file"], Roles("a"))
    assert row["said"] in fault.value.message


# 17 to 20: answers that are none.
def test_codes_for_not_known_are_found_shown_and_can_be_answers() -> None:
    place = pl.int_range(pl.len())
    table = CLEAN.with_columns(
        kamar=pl.when(place % 50 == 0).then(98).when(place % 60 == 0).then(99)
        .otherwise(pl.col("kamar")),
        dinding=pl.when(place % 30 == 0).then(pl.lit("Tidak Tahu")).otherwise(pl.col("dinding")),
        pce=pl.when(place % 100 == 7).then(999999999.0).otherwise(pl.col("pce")),
        umur=pl.Series(RNG.integers(20, 98, len(CLEAN))),
    )  # fmt: skip
    survey = read(table)
    found = {(c.column, c.code): c.rows for c in survey.missing_codes}
    assert found == {
        ("kamar", "98"): 10, ("kamar", "99"): 6, ("dinding", "Tidak Tahu"): 16,
        ("pce", "999999999"): 5,
    }  # fmt: skip
    assert survey.left_out == {"kesejahteraan kosong": 5}
    assert survey.features["kamar"].max() == 7
    assert read(table, not_missing=("kamar",)).features["kamar"].max() == 99


@pytest.mark.parametrize("as_float", [False, True])
def test_a_number_of_a_household_is_no_fact(as_float: bool) -> None:
    kind = pl.Float64 if as_float else pl.Int64
    survey = read(
        with_columns(
            nomor=pl.col("ruta").cast(kind),
            id_anggota=(pl.col("ruta") // 20).cast(kind),
        )
    )
    assert set(survey.unused) == {"nomor", "id_anggota"}


ODD = """
| trap                        | said                        | stops |
| one huge weight             | memegang 9                  | no    |
| a weight that outweighs all | memegang                    | yes   |
| welfare as weight           | bukan penimbang             | yes   |
| money as a logarithm        | logaritma                   | yes   |
| four welfare classes        | hanya 4 nilai               | no    |
| half of welfare is one sum  | bernilai sama               | no    |
| negative and zero welfare   | nol atau negatif            | no    |
"""
ODDITIES: dict[str, tuple[pl.Expr, dict[str, object]]] = {
    "one huge weight": (
        pl.when(pl.col("ruta") == pl.col("ruta").min()).then(8000).otherwise("bobot")
        .alias("bobot"), {},
    ),
    "a weight that outweighs all": (
        pl.when(pl.col("ruta") == pl.col("ruta").min()).then(1e9).otherwise("bobot")
        .alias("bobot"), {},
    ),
    "welfare as weight": ((pl.col("pce") * 2).alias("bobot"), {}),
    "money as a logarithm": (pl.col("pce"), {"already_log": True}),
    "four welfare classes": ((pl.col("pce").rank() * 4 // 481 + 1).alias("pce"), {}),
    "half of welfare is one sum": (
        pl.when(pl.col("pce") < pl.col("pce").median()).then(300000.0).otherwise("pce")
        .alias("pce"), {},
    ),
    "negative and zero welfare": (
        pl.when(pl.int_range(pl.len()) < 10).then(pl.int_range(pl.len()) * -1.0)
        .otherwise("pce").alias("pce"), {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", rows_of(ODD), ids=lambda r: r["trap"])
def test_what_is_odd_about_welfare_and_weight_is_said(row: dict[str, str]) -> None:
    expression, changes = ODDITIES[row["trap"]]
    table = CLEAN.with_columns(expression)
    if row["stops"] == "yes":
        with pytest.raises(UsageFault, match=row["said"]):
            read(table, **changes)
        return
    survey = read(table, **changes)
    assert row["said"] in " ".join([*survey.notes, *survey.left_out])
    assert np.isfinite(r2_of(survey))


def test_what_the_dictionary_knows_of_a_survey_is_listed() -> None:
    table = with_columns(mobil=pl.col("mobil") + 1, hobi=pl.lit("x"))
    table = table.rename({"anggota": "size", "mobil": "aset_bergerak_mobil"})
    notes = " ".join(read(table, register_facts=True).notes)
    assert "survei ini: Jumlah anggota (size), Mobil (aset_bergerak_mobil)." in notes
    assert "Kolom lain, yang tidak dipakai: dinding, kamar, hobi." in notes
