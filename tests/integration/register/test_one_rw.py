"""One RW of a family: the one that its address names, on lists of the office, the command line and
the map."""

from __future__ import annotations

from importlib import resources

import duckdb
import psycopg
import pytest

from desil.dictionary.rules.rw import RT_IN_ADDRESS, RW_IN_ADDRESS
from tests.table import rows_of

ADDRESSES = rows_of(
    """
    | address                       | rw  | rt |
    | JL MAWAR RT 003 RW 012        | 12  | 3  |
    | Jl. Melati rt.3/rw.7 no 5     | 7   | 3  |
    | KP SAWAH RT 10/RW 004         | 4   | 10 |
    | GG H. ARWANA 5 RT:2 RW:1      | 1   | 2  |
    | JL TANPA NOMOR                |     |    |
    | PERUM ARW 12                  |     |    |
    | RW 0 RT 000                   | 0   | 0  |
    """
)


@pytest.mark.parametrize("row", ADDRESSES, ids=lambda r: r["address"])
def test_both_engines_read_the_same_rw_and_rt(row: dict[str, str], empty_register: str) -> None:
    with duckdb.connect() as database, psycopg.connect(empty_register) as connection:
        for name, pattern in (("rw", RW_IN_ADDRESS), ("rt", RT_IN_ADDRESS)):
            told = database.execute(
                "select regexp_extract(upper($address), $pattern, 1)",
                {"address": row["address"], "pattern": rf"\b{pattern}"},
            ).fetchall()
            found = connection.execute(
                r"select coalesce(substring(upper(%s) from '\m' || %s), '')",
                [row["address"], pattern],
            ).fetchall()
            assert (told, found) == ([(row[name],)], [(row[name],)])


def test_the_run_and_the_office_use_the_same_words() -> None:
    text = (resources.files("desil.ranking.facts") / "family_fact.sql").read_text("utf-8")
    assert rf"'\b{RW_IN_ADDRESS}'" in text
    assert "ktp_rw" not in text
