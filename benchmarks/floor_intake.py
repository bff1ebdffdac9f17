"""The floor of intake: DuckDB reads the same files with declared types and writes Parquet.

No cell is checked or mended, no row is looked at; it fails where a cell does not fit its type, as
no cell of the made-up releases does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desil.dictionary.column import Kind, Table
from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.database import open_database
from desil.engine.settings import EngineSettings

_WORDS = {Kind.YES_NO: "VARCHAR"}


def _types(table: Table) -> dict[str, str]:
    return {c.dtsen_name: _WORDS.get(c.kind, c.sql_type) for c in table.columns if not c.only_in}


def main(families: str, members: str, folder: str) -> None:
    """Read both files and write `folder`/family.parquet and person.parquet."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    with open_database(EngineSettings(out / "spill")) as database:
        for table, source in ((FAMILY, families), (PERSON, members)):
            coarse = {c.dtsen_name for c in table.columns if c.codes and c.codes.coarse}
            types = {n: "VARCHAR" if n in coarse else t for n, t in _types(table).items()}
            read = database.read_csv(source, delimiter="|", header=True, columns=types)
            read.write_parquet(str(out / f"{table.name}.parquet"), compression="zstd")


if __name__ == "__main__":
    main(*sys.argv[1:])
