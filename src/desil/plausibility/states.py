"""The states that are compared: a release, another list, a finished run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from desil.dictionary.results import FAMILIES, FAMILY_DECILES, PERSONS, RELEASES
from desil.engine.database import Connection, open_database
from desil.engine.settings import EngineSettings
from desil.engine.sql_file import sql_text
from desil.linkage.register import ReleaseDelivery, open_releases
from desil.plausibility.column_profile import profile_table
from desil.plausibility.comparison import State

_NO_FACT = ("release_date", "delivery_number", "filename")
_UNIT_VIEWS = {"family": "release_family", "person": "release_person"}
_FAMILY_COLUMNS = pa.schema(
    [
        ("family_number", pa.string()),
        ("village_code", pa.string()),
        ("decile", pa.int16()),
        ("size", pa.int64()),
    ]
)


def _families(database: Connection) -> pa.Table:
    """Families of the newest release in the view family_decile."""
    query = sql_text("desil.plausibility", "state_family")
    return database.sql(query).to_arrow_table()


def _villages(families: pa.Table) -> dict[str, int]:
    counted = families.group_by("village_code").aggregate([("family_number", "count")])
    codes = counted.column("village_code").to_pylist()
    return {
        code or "": number
        for code, number in zip(codes, counted.column(1).to_pylist(), strict=True)
    }


def _state(
    database: Connection,
    name: str,
    views: Mapping[str, str],
    families: pa.Table | None,
    villages: Mapping[str, int],
) -> State:
    """A state of the views of its units; its columns are called `unit.column`."""
    tables = {unit: profile_table(database, view, _NO_FACT) for unit, view in views.items()}
    columns = {
        f"{unit}.{column}": profile
        for unit, table in tables.items()
        for column, profile in table.columns.items()
    }
    rows = {} if families is not None else {unit: table.rows for unit, table in tables.items()}
    digests = {unit: table.digest for unit, table in tables.items()}
    return State(name, rows, columns, digests, families, villages)


def empty_state() -> State:
    """The state before the first delivery."""
    return State("", {}, {}, {}, _FAMILY_COLUMNS.empty_table())


def release_state(
    settings: EngineSettings, name: str, deliveries: Sequence[ReleaseDelivery]
) -> State:
    """The release that deliveries of one date make together."""
    with open_database(settings) as database:
        open_releases(database, deliveries)
        composed = sql_text("desil.linkage", "sql/family_decile")
        database.execute(f"create view family_decile as {composed}")
        families = _families(database)
        return _state(database, name, _UNIT_VIEWS, families, _villages(families))


def run_state(settings: EngineSettings, folder: Path) -> State:
    """The newest release of a finished run, as the register would show it."""
    released = pq.read_table(folder / RELEASES.file_name, columns=["release_date"])
    newest = max(released.column("release_date").to_pylist())
    with open_database(settings) as database:
        for table in (FAMILIES, PERSONS, FAMILY_DECILES):
            database.read_parquet(str(folder / table.file_name)).create_view(table.name)
        families = _families(database)
        views = {"family": FAMILIES.name, "person": PERSONS.name}
        return _state(database, newest.isoformat(), views, families, _villages(families))


def list_state(settings: EngineSettings, name: str, folder: Path, units: Sequence[str]) -> State:
    """One delivery of a list that is no release."""
    with open_database(settings) as database:
        villages: dict[str, int] = {}
        for unit in units:
            view = database.read_parquet(str(folder / f"{unit}.parquet"))
            view.create_view(unit)
            if "village_code" in view.columns:
                counted = database.execute(
                    f'select village_code, count(*) from "{unit}"'  # noqa: S608 - a declared unit
                    " where village_code is not null group by village_code"
                ).fetchall()
                for code, number in counted:
                    villages[code] = villages.get(code, 0) + int(number)
        return _state(database, name, {unit: unit for unit in units}, None, villages)
