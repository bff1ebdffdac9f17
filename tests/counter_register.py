"""A small register of made-up people for the questions of a counter: those asked for, and a crowd
that is called, and lives, as they do."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from desil.dictionary.results import FAMILIES, PERSON_NAMES, PERSONS
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.numbers_of_people import card_number, member_nik
from tests.register_runs import Family, write_run
from tests.table import rows_of

HERE, ELSEWHERE = "3275010009", "3275040006"
RELEASE = date(2026, 1, 23)

# A row without an address belongs to the family above it; the first person is its head.
PEOPLE = rows_of(
    """
    | family | name                 | born       | address                                  |
    | 1      | BUDI SANTOSO         | 1975-08-17 | JL. MELATI NO. 12 RT 002/RW 009          |
    |        | SITI ROHANI          | 1979-03-02 |                                          |
    | 2      | BUDI SANTOSO         | 1982-12-05 | GG. MAWAR NO. 5 RT 001/RW 009            |
    | 3      | BUDI                 | 1968-11-30 | JALAN KENANGA 7, RT 3 RW 4               |
    | 4      | MUHAMMAD FAISAL      | 1990-01-25 | PERUMAHAN JATI INDAH BLOK C3 NO. 8 RT.5 RW.10 |
    | 5      | MOCH. YUSUF HIDAYAT  | 1962-06-14 | KP. RAWA BEBEK RT 02/09                  |
    | 6      | DJUNAEDI             | 1958-02-01 | JL. GARUDA NO. 3 RT 006/RW 002           |
    | 7      | SOEPARNO             | 1951-05-09 | JLN ELANG NO.44 RT6/2                    |
    | 8      | CHOTIJAH             | 1949-10-10 | GANG PIPIT NO 1 RT 006 RW 002            |
    | 9      | SJARIFUDIN           | 1955-07-23 | JL. NURI NO. 9 RT 007/RW 002             |
    | 10     | TJETJEP SURYANA      | 1960-04-04 | JL. KUTILANG NO. 10 RT 007/RW 002        |
    | 11     | ACHMAD FAUZI         | 1985-09-19 | JL. CENDANA NO. 21 RT 008/RW 003         |
    | 12     | SUPRIYANTO           | 1971-01-01 | JL. CENDANA NO. 23 RT 008/RW 003         |
    |        | SRI WAHYUNI          | 1974-02-11 |                                          |
    | 13     | SYAMSUDIN            | 1966-12-12 | JL. RANDU NO. 2A RT 008/RW 003           |
    | 14     | H. ABD. ROHMAN       | 1947-08-08 | KOMP. BUMI ASRI BLK D NO 4 RT 009/RW 003 |
    |        | HJ. ST. AMINAH       | 1952-11-02 |                                          |
    | 15     | RATNA DEWI           | 1988-05-30 | JL. NUSA INDAH NO. 6 RT 010/RW 004       |
    | 16     | DEWI RATNASARI       | 1991-06-18 | JL. NUSA INDAH NO. 60 RT 010/RW 004      |
    | 17     | WAYAN SUTEJA         | 1980-03-15 | PERUM PURI BALI NO. 11 RT 011/RW 005     |
    | 18     | NUR AISYAH           | 1999-09-09 | JL. RAYA JATIASIH NO. 100 RT 012/RW 005  |
    | 19     | DZULKIFLI            | 1977-10-28 | JL. BROMO NO. 31 RT 012/RW 005           |
    | 20     | FITRIYANI            | 1995-04-21 | JL. SEMERU NO. 15 RT 013/RW 006          |
    | 21     | EKO PRASETYO         | 1983-01-13 | JL. SEMERU NO. 17 RT 013/RW 006          |
    | 22     | MARIA THERESIA       | 1970-12-24 | JL. MERAPI NO. 8 RT 013/RW 006           |
    | 23     | YOSEF SIMANJUNTAK    | 1964-07-07 | JL. MERAPI NO. 10 RT 013/RW 006          |
    | 24     | MELATI               | 2001-02-02 | JL. DAHLIA NO. 4 RT 014/RW 006           |
    | 25     | ZAENAL ABIDIN        | 1973-03-03 | JL. SERAYU NO. 33 RT 014/RW 006          |
    | 26     | HERMAN SETIAWAN      | 1986-06-06 | LINGK. SUKAMAJU RT 015/RW 007            |
    | 27     | KHOIRUL ANWAR        | 1987-08-31 | JL. MUSI NO. 77 RT 015/RW 007            |
    | 28     | UNTUNG SLAMET        | 1956-01-31 | JL. KAPUAS NO. 12 RT 002/RW 010          |
    """
)
_FIRST = ("BUDI", "SITI", "AHMAD", "MUHAMMAD", "DEWI", "SRI", "AGUS", "EKO", "NUR", "DEDI")
_LATER = ("HARTONO", "WIDODO", "LESTARI", "SAPUTRA", "NUGROHO", "WIBOWO", "RAHAYU", "PERMANA")
_ROADS = ("JL. ANGGREK", "GG. CEMPAKA", "JL. MAHONI", "PERUM TERATAI", "JL. MELATI", "GG. MAWAR")
_CROWD = 160
AWAY = 200  # a family of another kelurahan: BUDI SANTOSO again
_AWAY_ROW = {
    "name": "BUDI SANTOSO",
    "born": "1975-08-17",
    "address": "JL. MELATI NO. 12 RT 002/RW 009",
}


def _crowd(serial: int) -> dict[str, str]:
    """One of the crowd: fifty are called BUDI, and all live in RT 020 to 039."""
    first = "BUDI" if serial % 3 == 0 else _FIRST[serial % len(_FIRST)]
    later = _LATER[serial % len(_LATER)]
    road, rt = _ROADS[serial % len(_ROADS)], 20 + serial % 20
    return {
        "name": f"{first} {later}",
        "born": f"{1950 + serial % 50}-{1 + serial % 12:02d}-{1 + serial % 28:02d}",
        "address": f"{road} NO. {100 + serial} RT {rt:03d}/RW {8 + serial % 12:03d}",
    }


def _families() -> dict[int, list[dict[str, str]]]:
    families: dict[int, list[dict[str, str]]] = {}
    serial = 0
    for row in PEOPLE:
        serial = int(row["family"] or serial)
        families.setdefault(serial, []).append(row)
    for place in range(_CROWD):
        families[1000 + place] = [_crowd(place)]
    families[AWAY] = [_AWAY_ROW]
    return families


def _changed(path: Path, key: str, values: dict[str, dict[str, object]]) -> None:
    table = pl.read_parquet(path)
    for name in next(iter(values.values())):
        told = {number: value[name] for number, value in values.items()}
        column = table[key].replace_strict(told, return_dtype=table.schema[name])
        table = table.with_columns(column.alias(name))
    # The order of columns and rows is the declared one still.
    table.write_parquet(path)


def write_counter_run(folder: Path) -> Path:
    """A run's folder with these people in it."""
    families = _families()
    run = write_run(
        folder,
        [
            Family(
                card_number(serial),
                ELSEWHERE if serial == AWAY else HERE,
                len(members),
                {RELEASE: serial % 10 + 1},
            )
            for serial, members in sorted(families.items())
        ],
        ranking=3,
    )
    people: dict[str, dict[str, object]] = {
        member_nik(card_number(serial), place): {
            "name": row["name"],
            "birth_date": date.fromisoformat(row["born"]),
        }
        for serial, members in families.items()
        for place, row in enumerate(members)
    }
    homes: dict[str, dict[str, object]] = {
        card_number(serial): {"head_name": rows[0]["name"], "address": rows[0]["address"]}
        for serial, rows in families.items()
    }
    _changed(run / PERSONS.file_name, "nik", people)
    _changed(run / FAMILIES.file_name, "family_number", homes)
    names = sorted({str(one["name"]) for one in people.values()})
    pl.DataFrame({"name": names}).write_parquet(run / PERSON_NAMES.file_name)
    return run


def fill_counter_register(home: Path, url: str) -> None:
    """A filling: these people are published."""
    run = write_counter_run(home / "run")
    at = datetime(2026, 2, 1, tzinfo=UTC)
    publish(run, url=url, by="petugas", at=at, progress=Silent())
