"""Survey files as spreadsheets and offices leave them: each is the same survey, and what was done
about it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import xlsxwriter

from desil.errors import UsageFault
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of
from desil.surveys.reading import read_survey
from tests.survey_files import clean_survey, indonesian, r2_of, write_foxpro
from tests.table import rows_of

CLEAN = clean_survey()
ROLES = Roles("pce", "bobot", "blok", None, "ruta")
RNG = np.random.default_rng(5)
PLACE = pl.int_range(pl.len())
LOST = PLACE % 40 == 3  # 12 of the rows


def said(survey: Survey) -> str:
    return " ".join([*survey.notes, *survey.left_out])


def money(form: Callable[[float], str], *, words: str = "") -> pl.DataFrame:
    """The survey with welfare as an office writes it; `words` where it is not known."""
    told = CLEAN.with_columns(pce=pl.col("pce").map_elements(form, return_dtype=pl.String))
    if not words:
        return told
    return told.with_columns(pce=pl.when(LOST).then(pl.lit(words)).otherwise(pl.col("pce")))


def text(table: pl.DataFrame, *, above: str = "", encoding: str = "utf-8") -> bytes:
    return (above + table.write_csv(separator=";")).encode(encoding)


def workbook(
    path: Path, rows: Sequence[Sequence[object]], *, above: int = 0, failed: int = 0
) -> None:
    """A sheet with a merged title `above` its heading, and formulas that failed in `kamar`."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("data")
    if above:
        sheet.merge_range(0, 0, 0, len(CLEAN.columns) - 1, "Survei buatan 2026")
    sheet.write_row(above, 0, CLEAN.columns)
    for place, row in enumerate(rows, above + 1):
        sheet.write_row(place, 0, row)
    for place in range(failed):
        sheet.write_formula(above + 1 + place, CLEAN.columns.index("kamar"), "=1/0", None,
                            "#DIV/0!")  # fmt: skip
    book.close()


# Where nothing is lost, the figure is that of the clean survey.
WHOLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "rupiah.csv": (
        lambda p: p.write_bytes(text(money(lambda v: f"Rp {indonesian(v, thousands=True)}"))),
        "cara Indonesia",
    ),
    "dash.csv": (
        lambda p: p.write_bytes(
            text(money(lambda v: f"Rp{indonesian(round(v), thousands=True)[:-3]},-"))
        ),
        "cara Indonesia",
    ),
    "spaces.csv": (
        lambda p: p.write_bytes(text(money(lambda v: f"{round(v):,}".replace(",", "\u00a0")))),
        "",
    ),
    "title.csv": (
        lambda p: p.write_bytes(text(CLEAN, above="Survei buatan 2026\nKota Contoh\n\n")),
        "3 baris di atas judul",
    ),
    "title.xlsx": (lambda p: workbook(p, CLEAN.rows(), above=3), "3 baris di atas judul"),
    "texts.xlsx": (lambda p: workbook(p, [[str(v) for v in r] for r in CLEAN.rows()]), ""),
    "total.xlsx": (
        lambda p: workbook(
            p, [*CLEAN.rows(), ("JUMLAH", "", CLEAN["bobot"].sum(), CLEAN["pce"].sum())]
        ),
        "jumlah dari semua baris lain",
    ),
    "wide.csv": (lambda p: p.write_bytes(text(CLEAN, encoding="utf-16")), "UTF-16"),
    "old.csv": (lambda p: p.write_bytes(text(CLEAN).replace(b"\n", b"\r")), ""),
    "long.csv": (
        lambda p: p.write_bytes(
            text(CLEAN.with_columns(ruta=pl.lit(f"{10**21}") + pl.col("ruta").cast(pl.String)))
        ),
        "",
    ),
    "fox.dbf": (lambda p: write_foxpro(CLEAN, p), ""),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_sheet_as_an_office_leaves_it_is_the_same_survey(name: str, tmp_path: Path) -> None:
    write, notes = WHOLE[name]
    write(tmp_path / name)
    survey = read_survey(tmp_path / name, ROLES)
    assert len(survey) == len(CLEAN)
    assert r2_of(survey) == pytest.approx(r2_of(survey_of(CLEAN, ROLES)), abs=1e-4)
    assert {n: survey.features[n].dtype for n in survey.features.columns} == {
        "dinding": pl.String, "kamar": pl.Int64, "anggota": pl.Int64, "mobil": pl.Int64
    }  # fmt: skip
    assert notes in said(survey) and "didatangi lagi" not in said(survey)


# Words among numbers: the numbers stay numbers, and the words are shown.
WORDS = """
| file        | column | words      | form            |
| dots.csv    | pce    | tidak tahu | 1.234.567,50    |
| commas.csv  | pce    | TT         | 1234567,50      |
| rooms.csv   | kamar  | Tidak Tahu | 3               |
"""
FORMS: dict[str, Callable[[float], str]] = {
    "1.234.567,50": lambda v: indonesian(v, thousands=True),
    "1234567,50": lambda v: indonesian(v, thousands=False),
}


@pytest.mark.parametrize("row", rows_of(WORDS), ids=lambda r: r["file"])
def test_words_for_not_known_leave_the_others_numbers(row: dict[str, str], tmp_path: Path) -> None:
    column, words = row["column"], row["words"]
    lost = CLEAN.with_columns(pl.when(LOST).then(None).otherwise(pl.col(column)).alias(column))
    told = (
        money(FORMS[row["form"]], words=words)
        if column == "pce"
        else lost.with_columns(pl.col(column).cast(pl.String).fill_null(words))
    )
    (tmp_path / row["file"]).write_bytes(text(told))
    survey = read_survey(tmp_path / row["file"], ROLES)
    (code,) = survey.missing_codes
    assert (code.column, code.code, code.rows) == (column, words, 12)
    right = survey_of(lost, ROLES)
    assert survey.left_out == right.left_out
    assert np.exp(np.median(survey.welfare)) == pytest.approx(np.exp(np.median(right.welfare)))
    assert r2_of(survey) == pytest.approx(r2_of(right))


def test_cells_of_formulas_that_failed_are_missing_and_said(tmp_path: Path) -> None:
    workbook(tmp_path / "galat.xlsx", CLEAN.rows(), failed=9)
    survey = read_survey(tmp_path / "galat.xlsx", ROLES)
    assert (survey.features["kamar"].null_count(), survey.features["kamar"].dtype) == (9, pl.Int64)
    assert "9 sel berisi galat rumus, dihitung kosong: kamar." in survey.notes


def test_numbers_that_a_sheet_wrote_as_powers_are_said_to_be_cut(tmp_path: Path) -> None:
    cut = CLEAN.with_columns(
        ruta=(3.27501e15 + PLACE // 60 * 1e10).map_elements(
            lambda v: f"{v:.5E}".replace(".", ","), return_dtype=pl.String
        )
    )
    (tmp_path / "pangkat.csv").write_bytes(text(cut))
    assert "pada ruta tertulis sebagai pangkat" in said(
        read_survey(tmp_path / "pangkat.csv", ROLES)
    )


BROKEN = """
| file      | content                      | said                      |
| head.csv  | a,b                          | Tidak ada baris di bawah  |
| more.csv  | a,b~1,2~1,2~1,2~1,2,3,4~     | lebih banyak sel          |
| blank.csv | ~~~                          | judul                     |
"""


@pytest.mark.parametrize("row", rows_of(BROKEN), ids=lambda r: r["file"])
def test_what_is_no_table_is_refused_in_words(row: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / row["file"]).write_text(row["content"].replace("~", "\n"))
    with pytest.raises(UsageFault) as fault:
        read_survey(tmp_path / row["file"], Roles("a"))
    assert row["said"] in fault.value.message


# Codes of one digit beside a yes or a no, and of two digits among codes with leading zeros.
ONE_DIGIT = """
| answers | codes | taken |
| 0 1     | 9     | 9     |
| 1 2     | 8 9   | 8 9   |
| 1 2 3   | 9     |       |
| 01 02   | 99    | 99    |
| 01 02   | 98 99 | 98 99 |
| 1 2     | 3     |       |
"""


@pytest.mark.parametrize("row", rows_of(ONE_DIGIT), ids=lambda r: f"{r['answers']} {r['codes']}")
def test_short_codes_are_found_beside_a_yes_or_a_no(row: dict[str, str]) -> None:
    answers, codes = row["answers"].split(), row["codes"].split()
    texts = [
        codes[n // 40 % len(codes)] if n % 40 == 3 else answers[n % len(answers)]
        for n in range(len(CLEAN))
    ]
    column = pl.Series("punya", texts)
    if not answers[0].startswith("0") or len(answers[0]) == 1:
        column = column.cast(pl.Int64)
    survey = survey_of(CLEAN.with_columns(column), ROLES)
    assert [c.code for c in survey.missing_codes] == row["taken"].split()
    assert survey.features["punya"].null_count() == (12 if row["taken"] else 0)


def test_codes_of_a_fact_are_shown_under_the_column_of_the_file() -> None:
    table = CLEAN.rename({"anggota": "jumlah_anggota_keluarga"}).with_columns(
        pl.when(LOST).then(99).otherwise(pl.col("jumlah_anggota_keluarga")).name.keep()
    )
    survey = survey_of(table, Roles("pce", "bobot", "blok", None, "ruta", register_facts=True))
    assert [(c.column, c.code) for c in survey.missing_codes] == [("jumlah_anggota_keluarga", "99")]


# Rows that are no households, and welfare in two units.
PEOPLE = CLEAN.with_columns(umur=pl.int_ranges(1, pl.col("anggota") + 1)).explode("umur")


def test_members_are_seen_where_nothing_names_the_household() -> None:
    alone = Roles("pce", "bobot", "blok", drop=("ruta",))
    assert "tampak per anggota" in said(survey_of(PEOPLE, alone))
    assert "tampak per anggota" not in said(survey_of(CLEAN, alone))
    rounded = CLEAN.with_columns(pl.col("pce").round_sig_figs(1)).sort("pce")
    assert "tampak per anggota" not in said(survey_of(rounded, alone))


def test_members_whose_welfare_differs_by_rounding_are_members() -> None:
    noise = pl.Series(1 + 1e-9 * RNG.normal(size=len(PEOPLE)))
    with pytest.raises(UsageFault, match="per anggota, bukan per rumah tangga"):
        survey_of(PEOPLE.with_columns(pce=pl.col("pce") * noise), ROLES)


def test_welfare_in_another_unit_is_said() -> None:
    mixed = CLEAN.with_columns(pce=pl.when(LOST).then(pl.col("pce") / 1000).otherwise("pce"))
    assert "12 rumah tangga bernilai lebih dari 100 kali" in said(survey_of(mixed, ROLES))
    logs = CLEAN.with_columns(pl.col("pce").log())
    told = survey_of(logs, Roles("pce", "bobot", "blok", None, "ruta", already_log=True))
    assert "periksa satuannya" not in said(told)


def test_answers_that_differ_in_case_are_one_and_said() -> None:
    mixed = [
        (("Ya", "ya", "YA ") if has else ("Tidak", "tidak", "TIDAK"))[n % 3]
        for n, has in enumerate(CLEAN["mobil"])
    ]
    survey = survey_of(CLEAN.with_columns(mobil=pl.Series(mixed)), ROLES)
    assert survey.features["mobil"].n_unique() == 2
    assert r2_of(survey) == pytest.approx(r2_of(survey_of(CLEAN, ROLES)))
    assert "dihitung sama: mobil." in said(survey)


def test_spending_of_the_household_told_with_an_error_is_a_leak() -> None:
    off = pl.Series(np.exp(RNG.normal(0, 0.25, len(CLEAN))))
    table = CLEAN.with_columns(b7=pl.col("pce") * pl.col("anggota") * off)
    with pytest.raises(UsageFault, match="'b7': dibagi 'anggota' menerangkan"):
        survey_of(table, ROLES)
    area = pl.Series(RNG.uniform(20, 200, len(CLEAN)))
    honest = CLEAN.with_columns(luas=(area * (1 + pl.col("mobil"))).round())
    assert survey_of(honest, ROLES).kept_leaks == {}
