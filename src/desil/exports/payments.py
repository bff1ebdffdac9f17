"""One finding about payments, family by family, for whoever pays or verifies."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from desil.database.cursor import Cursor
from desil.dictionary.columns.eligibility import RECONCILED_FINDINGS
from desil.dictionary.results import RECONCILED_ROWS
from desil.eligibility.receipts.reconciling import reconciled_in
from desil.engine.sql_file import postgres_text
from desil.errors import NotFound
from desil.exports.listing import Listing, Question, Reading

PAYMENT_COLUMNS = (
    "kecamatan", "kelurahan", "alamat", "nomor_kk", "nik", "nama", "desil", "rupiah", "temuan",
    "periode_penyaluran",
)  # fmt: skip
_AGAIN = "Hitung ulang di halaman Penyaluran, lalu minta berkasnya lagi."


def _checked(cursor: Cursor, list_id: str) -> tuple[str, str]:
    """The folder of the list's reconciliation on the published run, and the period it is about."""
    cursor.execute(
        "select lists from work_programme_check where run_id ="
        " (select run_id from publication where is_current)"
    )
    told = cursor.fetchall()
    rows = [row for row in (told[0][0] if told else []) if row["list"] == list_id]
    if not rows or not rows[0].get("folder"):
        raise NotFound("Penyaluran daftar itu belum dihitung pada run yang terbit.", hint=_AGAIN)
    return rows[0]["folder"], rows[0]["paid"]


def reconciled_folder(cursor: Cursor, home: Path, list_id: str) -> Path:
    """The folder of the reconciliation that a file of payments is made of; NotFound where nothing
    was counted on the published run."""
    return reconciled_in(home) / _checked(cursor, list_id)[0]


def paid_findings(reading: Reading, asked: Question, most: int) -> Listing:
    """The rows of one finding (`asked.standing`) of the list that was held against payments; those
    of families that the register does not know for the whole city only. NotFound where nothing was
    counted on the published run, or its files are not here."""
    folder, period = _checked(reading.cursor, asked.list_id)
    path = reconciled_in(reading.home) / folder / RECONCILED_ROWS.file_name
    if not path.is_file():
        raise NotFound("Berkas hitungan penyaluran tidak ada di mesin ini.", hint=_AGAIN)
    found = pq.read_table(
        path,
        columns=["family_number", "nik", "desil", "amount"],
        filters=[("finding", "=", asked.standing)],
    ).to_pydict()
    reading.cursor.execute(
        postgres_text("desil.exports", "sql/paid_findings"),
        {
            **found,
            "publication_id": reading.now.id,
            "area_code": asked.area_code,
            "is_whole_city": reading.territory.is_whole_city,
            "most": most,
        },
    )
    told = RECONCILED_FINDINGS[asked.standing].id
    rows = [(*row, told, period) for row in reading.cursor.fetchall()]
    known = tuple(str(row[3]) for row in rows if row[3])
    return Listing(PAYMENT_COLUMNS, rows, reading.now.release(None).release_date, known)
