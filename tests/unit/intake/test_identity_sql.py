"""The SQL on NIK and KK says what the definitions in Python say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desil.dictionary.areas import national_districts
from desil.dictionary.kk import judge_kk
from desil.dictionary.nik import judge_nik
from desil.dictionary.verdict import INVALIDATING, Judgement, Reason
from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from desil.intake.cells.vocabulary import load_vocabulary
from desil.sources.catalogue import catalogue
from tests.hand_over import RELEASED

RULES = {
    "bukan_16_angka": Reason.NOT_SIXTEEN_DIGITS,
    "urut_nol": Reason.SERIAL_ZERO,
    "wilayah_tak_dikenal": Reason.AREA_UNKNOWN,
    "beda_tanggal_lahir": Reason.BIRTH_DATE_DISAGREES,
    "beda_jenis_kelamin": Reason.SEX_DISAGREES,
}
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
AREAS = st.sampled_from(["327501", "940101", "000000", "999999", "110101"])


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Numbers that are nearly right, in every part."""
    day = draw(st.integers(0, 79))
    month, year = draw(st.integers(0, 14)), draw(st.integers(0, 99))
    serial = draw(st.sampled_from(["0000", "0001", "9999", "8001"]))
    return f"{draw(AREAS)}{day:02d}{month:02d}{year:02d}{serial}"


@st.composite
def niks_of(draw: st.DrawFn) -> tuple[str, date, int]:
    """A NIK with the date and the sex that it is written for, mostly."""
    born, sex = draw(DATES), draw(st.sampled_from([1, 2]))
    said = draw(st.one_of(st.just(born), DATES))
    day = born.day + (40 if sex == 2 else 0)
    nik = f"{draw(AREAS)}{day:02d}{born:%m}{born.year % 100:02d}8001"
    return nik, said, draw(st.sampled_from([sex, sex, 3 - sex]))


ANY_NUMBER = st.one_of(
    numbers(),
    st.text("0123456789", min_size=14, max_size=18),
    st.text(min_size=1, max_size=20),
    st.sampled_from(["３２７５０１４１０１１５８００２", "²²²²²²²²²²²²²²²²", "1234567890123e03"]),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with the words and macros of intake."""
    spill: Path = tmp_path_factory.mktemp("spill")
    with open_database(EngineSettings(spill, "1GB", 1)) as opened:
        load_vocabulary(
            opened, catalogue().source("dtsen").layout, in_form_codes=False, reference_date=RELEASED
        )
        yield opened


def _ask(
    database: duckdb.DuckDBPyConnection, query: str, **columns: Sequence[object]
) -> list[tuple[object, ...]]:
    database.register("asked", pa.table(columns))
    return database.execute(query).fetchall()


def _accepted(judgement: Judgement) -> bool:
    return not INVALIDATING.intersection(judgement.reasons)


CALM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@CALM
@given(st.lists(ANY_NUMBER, min_size=1, max_size=50))
def test_a_nik_is_possible_in_sql_where_it_is_in_python(
    database: duckdb.DuckDBPyConnection, niks: list[str]
) -> None:
    found = _ask(database, "select is_possible_nik(nik), is_possible_kk(nik) from asked", nik=niks)
    assert found == [(_accepted(judge_nik(n)), _accepted(judge_kk(n))) for n in niks]


@CALM
@given(st.lists(niks_of(), min_size=1, max_size=50))
def test_a_nik_is_warned_of_in_sql_where_it_is_in_python(
    database: duckdb.DuckDBPyConnection, rows: list[tuple[str, date, int]]
) -> None:
    niks, dates, sexes = (list(column) for column in zip(*rows, strict=True))
    found = _ask(
        database,
        "select nik_area_rule(nik), nik_birth_date_rule(nik, born), nik_sex_rule(nik, sex),"
        " is_plain_nik_of(nik, digits_as_number(nik), born, sex) from asked",
        nik=niks,
        born=dates,
        sex=sexes,
    )
    for (nik, born, sex), (*rules, is_plain) in zip(rows, found, strict=True):
        judged = judge_nik(nik, birth_date=born, sex=sex, known_districts=national_districts())
        told = {RULES[str(r).removeprefix("nik_")] for r in rules if r}
        assert told == set(judged.reasons)
        assert bool(is_plain) == (not judged.reasons) or nik.startswith("0")


# Fewer and longer lists: to plan the rules takes longer than to judge a hundred numbers by them.
@settings(CALM, max_examples=20)
@given(st.lists(ANY_NUMBER, min_size=30, max_size=100))
def test_a_number_is_plain_only_where_nothing_is_against_it(
    database: duckdb.DuckDBPyConnection, written: list[str]
) -> None:
    found = _ask(
        database,
        "select is_plain_nik(raw, digits_as_number(raw)), is_plain_kk(raw, digits_as_number(raw)),"
        " nik_rule(raw, bare, number, nik_of(number)), kk_rule(raw, bare, number, kk_of(number))"
        " from (select *, number_mended(bare) as number"
        " from (select number as raw, bare_number(tidy_cell(number)) as bare from asked))",
        number=written,
    )
    known = national_districts()
    for number, (nik_plain, kk_plain, nik_rule, kk_rule) in zip(written, found, strict=True):
        if nik_plain:
            assert nik_rule is None and judge_nik(number, known_districts=known).reasons == ()
        if kk_plain:
            assert kk_rule is None and judge_kk(number, known_districts=known).reasons == ()
