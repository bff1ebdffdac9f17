"""Finished runs for tests, made by hand: only made-up people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from desil.dictionary.areas import CITY_BPS, CITY_NAME, city_villages
from desil.dictionary.result_table import ResultTable
from desil.dictionary.results import (
    DOUBTS,
    FAMILIES,
    FAMILY_DECILES,
    FAMILY_EXPLANATIONS,
    FAMILY_FINDINGS,
    FAMILY_LISTINGS,
    FAMILY_RIVALS,
    FAMILY_SCORES,
    FAMILY_SUCCESSIONS,
    FINDING_COUNTS,
    MEMBERSHIPS,
    MOVEMENTS,
    NEIGHBOURHOODS,
    PERSON_NAMES,
    PERSON_SUCCESSIONS,
    PERSONS,
    RANKING_CUTOFFS,
    RANKING_FACTS,
    RELEASES,
    UNRANKED_AGES,
    UnrankedReason,
)
from tests.numbers_of_people import card_number, member_nik
from tests.table import rows_of

VILLAGES = ("3275010009", "3275010011", "3275040006")
"""Where the families of `many_families` live: two kelurahan of one kecamatan, one of another."""
_KNOWN = {village.bps: village for village in city_villages()}
UNRANKED = UnrankedReason.NOT_IN_RELEASE_RANKING.value
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Family:
    """A family: its village, its members' count, and its decile at each release that has it."""

    number: str
    village: str
    size: int
    deciles: Mapping[date, int | None]


def families_of(table: str) -> list[Family]:
    """Families from a table `family | village | size | <release> …` (a family by its
    number, or short by its serial); a cell of a release is a
    decile, `belum`, or empty where the family is not in that release."""
    found = []
    for row in rows_of(table):
        releases = {k: v for k, v in row.items() if k not in ("family", "village", "size") and v}
        deciles = {
            date.fromisoformat(k): None if v == "belum" else int(v) for k, v in releases.items()
        }
        number = row["family"] if len(row["family"]) == 16 else card_number(int(row["family"]))
        found.append(Family(number, row["village"], int(row["size"]), deciles))
    return found


def _family_row(family: Family) -> Row:
    village = _KNOWN[family.village]
    return {
        "city_code": CITY_BPS,
        "city_name": CITY_NAME,
        "district_code": village.bps_district,
        "district_name": village.district,
        "village_code": village.bps,
        "village_name": village.name,
        "family_number": family.number,
        "head_name": f"ORANG BUATAN {family.number[-4:]}",
        "counted_size": family.size,
        "unranked_reason": "" if list(family.deciles.values())[-1] else UNRANKED,
        "identity_source": "dtsen",
    }


def _decile_row(family: Family, release: date, decile: int | None) -> Row:
    return {
        "release_date": release,
        "family_number": family.number,
        "village_code": family.village,
        "decile_national": decile,
        "unranked_reason": "" if decile else UNRANKED,
        "counted_size": family.size,
    }


def _members(family: Family, releases: list[date]) -> list[tuple[Row, Row]]:
    held = sorted(family.deciles)
    later = [r for r in releases if r > held[-1]]
    pairs = []
    for place in range(family.size):
        nik = member_nik(family.number, place)
        person: Row = {
            "nik": nik,
            "family_number": family.number,
            "name": f"ORANG BUATAN {place}",
            "birth_date": date(1980 + place, 5, 17),
            "identity_source": "dtsen",
        }
        membership: Row = {
            "nik": nik,
            "family_number": family.number,
            "relationship": 1 if place == 0 else 3,
            "from_date": held[0],
            "to_date": later[0] if later else None,
        }
        pairs.append((person, membership))
    return pairs


def _write(folder: Path, table: ResultTable, rows: Iterable[Row]) -> None:
    filled = [{name: row.get(name) for name in table.schema.names} for row in rows]
    made = pa.Table.from_pylist(filled, schema=table.schema)
    order = [(name, "ascending") for name in table.sorted_by]
    pq.write_table(made.sort_by(order), folder / table.file_name)


def _write_ranking(folder: Path, newest: list[Family], number: int) -> None:
    """The tables of a ranking that gives every ranked family its official decile."""
    scored: list[Row] = []
    for family in newest:
        decile = list(family.deciles.values())[-1]
        scored.append(
            {
                "family_number": family.number,
                "village_code": family.village,
                "score_micro": decile and decile * 1_000_000,
                "indicative_national": decile,
                "indicative_reason": "" if decile else "rentang_terlalu_lebar",
            }
        )
    _write(folder, FAMILY_SCORES, scored)
    _write(
        folder,
        FAMILY_EXPLANATIONS,
        (
            {"family_number": f.number, "village_code": f.village, "rest_micro": number}
            for f in newest
        ),
    )
    cutoff: Row = {"level": "national", "area_code": "", "boundary": 1, "score_micro": number}
    _write(folder, RANKING_CUTOFFS, [cutoff])
    _write(folder, RANKING_FACTS, [{"place": 1, "fact": "has_car", "mean_micro": number}])


def _write_evidence(folder: Path, newest: list[Family], number: int) -> None:
    """What integration lays out: something of each kind for every family."""

    def of_each(**columns: object) -> list[Row]:
        return [
            {"family_number": f.number, "village_code": f.village, "nik": f.number, **columns}
            for f in newest
        ]

    _write(
        folder,
        FAMILY_RIVALS,
        of_each(fact="name", stated_value=f"ORANG LAIN {number}", source="dtks", wins=0),
    )
    why = "dead" if number % 2 else "moved"
    _write(
        folder, FAMILY_FINDINGS, of_each(finding="recipient_gone", reason=why, source="penerima")
    )
    names = {f"ORANG BUATAN {place}" for family in newest for place in range(family.size)}
    _write(folder, PERSON_NAMES, [{"name": name} for name in {*names, f"NAMA {number}"}])
    _write(folder, FAMILY_LISTINGS, of_each(source="dukcapil", members=number))
    _write(
        folder,
        DOUBTS,
        of_each(
            source="dtks",
            record_id="catatan",
            weight_milli=number,
            share_ppm=400_000,
            stake=1,
            name_level=2,
            birth_date_level=6,
            stated_name=f"ORANG RAGU {number}",
            known_name="ORANG BUATAN 0",
        ),
    )
    _write_successions(folder, newest, number)
    counted = {"village_code": newest[0].village, "families": number, "people": number}
    _write(
        folder,
        MOVEMENTS,
        [{**counted, "to_date": date(2026, 1, 23), "from_standing": 1, "to_standing": 2}],
    )
    _write(folder, NEIGHBOURHOODS, [{**counted, "rw": "001", "standing": 1}])
    _write(folder, UNRANKED_AGES, [{**counted, "since_date": date(2026, 1, 23), "cause": "split"}])
    of_kind = {"finding": "recipient_gone", "reason": why, "source": "penerima"}
    _write(folder, FINDING_COUNTS, [{**counted, **of_kind, "found": number}])


def _write_successions(folder: Path, newest: list[Family], number: int) -> None:
    """Every family had another number before, and so had its head."""
    since = {"from_date": date(2025, 9, 17), "to_date": date(2026, 1, 23)}
    _write(
        folder,
        FAMILY_SUCCESSIONS,
        (
            {
                "earlier_number": f"8{f.number[1:]}",
                "next_number": f.number,
                "family_number": f.number,
                "kind": "continued",
                "members": number,
                **since,
            }
            for f in newest
        ),
    )
    _write(
        folder,
        PERSON_SUCCESSIONS,
        (
            {"earlier_nik": f"8{f.number[1:]}", "nik": f.number, "family_number": f"{number}",
             **since}
            for f in newest
        ),
    )  # fmt: skip


def write_run(
    folder: Path, families: list[Family], *, version: str = "0", ranking: int | None = None
) -> Path:
    """A run's folder with these families; runs of different `version` are different runs.

    With a number for `ranking`, the families are ranked by a model and other sources tell of them;
    runs of different numbers differ in both.
    """
    folder.mkdir(parents=True, exist_ok=True)
    releases = sorted({r for f in families for r in f.deciles})
    people = [pair for f in families for pair in _members(f, releases)]
    newest = [f for f in families if releases[-1] in f.deciles]
    _write(folder, FAMILIES, map(_family_row, newest))
    _write(folder, PERSONS, (person for person, _ in people))
    _write(folder, MEMBERSHIPS, (membership for _, membership in people))
    _write(
        folder,
        FAMILY_DECILES,
        (_decile_row(f, r, d) for f in families for r, d in f.deciles.items()),
    )
    if ranking is not None:
        _write_ranking(folder, newest, ranking)
        _write_evidence(folder, newest, ranking)
    sizes = {r: [f.size for f in families if r in f.deciles] for r in releases}
    _write(
        folder,
        RELEASES,
        (
            {
                "release_date": r,
                "delivery_id": f"dtsen/{r}",
                "families": len(s),
                "persons": sum(s),
            }
            for r, s in sizes.items()
        ),
    )
    manifest = {
        "made_at": "2026-01-01T00:00:00+00:00",
        "recipe": {"deliveries": [], "code_version": version, "parameters": {}},
        "tables": [],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def many_families(count: int, *, shift: int = 0) -> list[Family]:
    """`count` families over two releases; `shift` changes their deciles."""
    releases = (date(2025, 9, 17), date(2026, 1, 23))
    return [
        Family(
            card_number(place + 1),
            VILLAGES[place % len(VILLAGES)],
            1 + place % 5,
            dict.fromkeys(releases, (place + shift) % 10 + 1 if (place + shift) % 11 else None),
        )
        for place in range(count)
    ]
