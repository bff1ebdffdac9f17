"""A served office of a small made-up city that an approved model ranks; the families of the
complaints; and what the command line does between them: sending, runs, the next release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
from django.db import connections
from typer.testing import CliRunner

from desil.cases.territory_scope import seeing_city
from desil.cli.main import app
from desil.engine.store import Store
from desil.office.cases.request_context import today
from desil.register.models import Family
from tests.browser.days import Person, person_with
from tests.browser.served import SECRET_KEY, Office
from tests.browser.warga import Resident
from tests.releases import write_delivery

CERAMIC, CEMENT, EARTH = 2, 6, 8  # floors: what the register says, what may be, what is told


@dataclass(frozen=True, slots=True)
class City:
    """A served office of a made-up city, the family of each door's complaint, and the kelurahan
    where they live."""

    office: Office
    families: Mapping[str, Resident]
    village: str

    def person(self, role: str) -> Person:
        """Somebody new in a role, in that kelurahan where the role has one."""
        at_home = role in {"pendamping", "operator", "lurah"}
        return person_with(self.office, role, villages=[self.village] if at_home else None)


def standing(run: Path, family_number: str) -> tuple[int, int]:
    """The indicative decile and the score of a family in a run."""
    scores = pq.read_table(run / "family_score.parquet").to_pylist()
    (row,) = (r for r in scores if r["family_number"] == family_number)
    return row["indicative_national"], row["score_micro"]


def chosen(run: Path, doors: Sequence[str]) -> tuple[str, dict[str, Resident]]:
    """The kelurahan with the most families of decile 5 to 9 on a ceramic floor; four of them."""
    ranks = {
        r["family_number"]: r["indicative_national"] or 0
        for r in pq.read_table(run / "family_score.parquet").to_pylist()
    }
    heads = {
        m["family_number"]: m["nik"]
        for m in pq.read_table(run / "membership.parquet").to_pylist()
        if m["relationship"] == 1 and m["to_date"] is None
    }
    births = {p["nik"]: p["birth_date"] for p in pq.read_table(run / "person.parquet").to_pylist()}
    by_village: dict[str, list[Resident]] = {}
    for row in pq.read_table(run / "family.parquet").to_pylist():
        number = row["family_number"]
        born = births.get(heads.get(number, ""))
        if row["floor_material"] == CERAMIC and 5 <= ranks.get(number, 0) <= 9 and born:
            who = Resident(heads[number], f"{born.day}-{born.month}-{born.year}", number)
            by_village.setdefault(row["village_code"], []).append(who)
    village = max(sorted(by_village), key=lambda code: len(by_village[code]))
    return village, dict(zip(doors, by_village[village], strict=False))


def desil(office: Office, *words: str) -> str:
    """One command, by the data officer at the server; what it says. In a thread: the browser's
    event loop is in ours, and a process of its own would only load again what is loaded here."""
    settings = {
        "DESIL_DATABASE_URL": office.url,
        "DESIL_HOME": str(office.home),
        "DESIL_SECRET_KEY": SECRET_KEY,
    }

    def work() -> str:
        told = CliRunner().invoke(app, words, env=settings)
        connections.close_all()
        assert told.exit_code == 0, f"{told.output} {told.exception!r}"
        return told.stdout

    with ThreadPoolExecutor(1) as beside:
        return beside.submit(work).result()


def newest_run(office: Office) -> Path:
    """The run that was made last."""
    return max(Store(office.home).runs.iterdir(), key=lambda folder: folder.stat().st_mtime)


def write_next_release(city: City, run: Path, floors_told: Mapping[str, int]) -> None:
    """The national release that comes two months after the decisions."""
    families = pq.read_table(run / "family.parquet").to_pylist()
    floors = {who.family_number: floors_told[door] for door, who in city.families.items()}
    deciles = {
        row["family_number"]: row["decile_national"]
        for row in pq.read_table(run / "family_decile.parquet").to_pylist()
    }
    for family in families:
        family["decile_national"] = deciles[family["family_number"]]
        family["floor_material"] = floors.get(family["family_number"], family["floor_material"])
    released = (today() + timedelta(days=60)).isoformat()
    members = pq.read_table(run / "person.parquet").to_pylist()
    relations = {m["nik"]: m for m in pq.read_table(run / "membership.parquet").to_pylist()}
    people = [p | {"relationship": relations[p["nik"]]["relationship"]} for p in members]
    write_delivery(city.office.home, released, families, people)


def floor_in_register(city: City, who: Resident) -> tuple[int | None, str]:
    """The floor that the current publication says, and by which source."""
    city.office.reach()
    with seeing_city():
        row = Family.objects.get(publication__is_current=True, family_number=who.family_number)
    return row.floor_material, row.dwelling_source
