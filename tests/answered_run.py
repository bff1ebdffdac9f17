"""What programmes say of the families of a made-up run, for tests of publication."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from desil.dictionary import results
from desil.dictionary.result_table import ResultTable
from tests.register_runs import Family, Row


def _write(folder: Path, table: ResultTable, rows: list[Row]) -> None:
    filled = [{name: row.get(name) for name in table.schema.names} for row in rows]
    made = pa.Table.from_pylist(filled, schema=table.schema)
    order = [(name, "ascending") for name in table.sorted_by]
    pq.write_table(made.sort_by(order), folder / table.file_name)


def write_answers(folder: Path, families: list[Family], number: int) -> None:
    """One programme that every family fits, by its rules of version `number`."""
    told: Row = {"programme": "UJI"}
    released = max(d for f in families for d in f.deciles)
    newest = [f for f in families if released in f.deciles]
    _write(
        folder,
        results.PROGRAMMES,
        [
            told
            | {
                "place": 1, "name_id": "Uji", "name_en": "Test", "authority": "city",
                "unit": "family", "valid_from": date(2025, 1, 1), "reference": f"versi {number}",
                "is_example": 1, "rules_version": str(number), "on_date": released,
            }
        ],
    )  # fmt: skip
    verdict = told | {"verdict": 1, "outcome": "layak", "says_id": f"Memenuhi {number}",
                      "says_en": f"Eligible {number}", "criterion": "", "fact": ""}  # fmt: skip
    _write(folder, results.VERDICTS, [verdict])
    component = told | {"component": "dasar", "label_id": f"Dasar {number}", "label_en": "Base",
                        "rupiah": number, "is_per_member": 0, "is_specific": 0,
                        "needs_id": "", "needs_en": ""}  # fmt: skip
    _write(folder, results.PROGRAMME_COMPONENTS, [component])
    pattern = told | {"pattern": number, "verdict": 1, "counted": 1, "components": "dasar:1",
                      "rupiah": number}  # fmt: skip
    _write(folder, results.ANSWER_PATTERNS, [pattern])
    _write(
        folder,
        results.FAMILY_ANSWERS,
        [{"family_number": f.number, "village_code": f.village, "pattern": number} for f in newest],
    )
    counts = Counter(f.village for f in newest)
    _write(
        folder,
        results.OUTCOME_COUNTS,
        [
            told
            | {"village_code": village, "verdict": 1, "families": n, "people": n, "counted": n,
               "million_rupiah": number}
            for village, n in counts.items()
        ],
    )  # fmt: skip
