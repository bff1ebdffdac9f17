"""Small hand-over files and what becomes of them, for tests of intake."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq

from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.intake.delivery import Delivery, take_in

KK = "3275011507108001"
OTHER_KK = "3275102009158002"
HEAD = "3275011507808001"
CHILD = "3275014101158002"
RELEASED = date(2026, 1, 23)

FAMILY_HEADERS = [c.dtsen_name for c in FAMILY.columns]
MEMBER_HEADERS = [c.dtsen_name for c in PERSON.columns if not c.only_in]
Cells = Mapping[str, str]

A_FAMILY: Cells = {
    "kode_provinsi": "32",
    "provinsi": "JAWA BARAT",
    "kode_kabupaten_kota": "3275",
    "kabupaten_kota": "KOTA BEKASI",
    "kode_kecamatan": "3275040",
    "kecamatan": "BEKASI TIMUR",
    "kode_kelurahan_desa": "3275040006",
    "kelurahan_desa": "BEKASIJAYA",
    "alamat": "JL. REKAAN NO. 1",
    "nomor_kartu_keluarga": KK,
    "jumlah_anggota_keluarga": "2",
    "nama_kepala_keluarga": "BUDI REKAAN",
    "desil_nasional": "3",
    "jenis_atap_terluas": "3",
    "luas_lantai": "36",
}
A_HEAD: Cells = {
    "nomor_induk_kependudukan": HEAD,
    "nomor_kartu_keluarga": KK,
    "nama": "BUDI REKAAN",
    "tanggal_lahir": "1980-07-15",
    "jenis_kelamin": "1",
    "status_hubungan_keluarga": "1",
}
A_CHILD: Cells = {
    "nomor_induk_kependudukan": CHILD,
    "nomor_kartu_keluarga": KK,
    "nama": "ANI REKAAN",
    "tanggal_lahir": "2015-01-01",
    "jenis_kelamin": "2",
    "status_hubungan_keluarga": "3",
}


def text_of(
    headers: Sequence[str], rows: Sequence[Cells], *, separator: str = "|", end: str = "\n"
) -> str:
    """A table as CSV text; a cell that a row does not name is empty."""
    lines = [separator.join(headers)]
    lines += [separator.join(row.get(h, "") for h in headers) for row in rows]
    return end.join(lines) + end


def write_csv(path: Path, headers: Sequence[str], rows: Sequence[Cells], separator: str) -> Path:
    """A CSV file with quotes where they are needed."""
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, delimiter=separator)
        writer.writerow(headers)
        writer.writerows([row.get(h, "") for h in headers] for row in rows)
    return path


def release_files(
    folder: Path,
    families: Sequence[Cells] = (A_FAMILY,),
    members: Sequence[Cells] = (A_HEAD, A_CHILD),
    *,
    separator: str = "|",
) -> list[Path]:
    """The two files of a release."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        write_csv(folder / "keluarga.csv", FAMILY_HEADERS, families, separator),
        write_csv(folder / "anggota.csv", MEMBER_HEADERS, members, separator),
    ]


def take(
    home: Path,
    files: Sequence[Path],
    *,
    source: str = "dtsen",
    accept_missing: bool = False,
    in_form_codes: bool | None = None,
    threads: int = 1,
    takes_hidden: bool = False,
) -> Delivery:
    """The delivery that the files make in a home folder."""
    store = Store(home)
    return take_in(
        store,
        source,
        files,
        reference_date=RELEASED,
        handed_in_by="petugas",
        at=datetime(2026, 1, 24, 8, tzinfo=UTC),
        settings=store.engine_settings(memory_limit="1GB", threads=threads),
        progress=Silent(),
        accept_missing=accept_missing,
        in_form_codes=in_form_codes,
        takes_hidden=takes_hidden,
    )


def table_of(delivery: Delivery, name: str) -> list[dict[str, object]]:
    """The rows of one Parquet file of a delivery."""
    rows: list[dict[str, object]] = pq.read_table(delivery.folder / f"{name}.parquet").to_pylist()
    return rows


def only(delivery: Delivery, unit: str) -> dict[str, object]:
    """The one accepted row of a unit."""
    (row,) = table_of(delivery, unit)
    return row


def quarantined(delivery: Delivery) -> list[tuple[object, object, object]]:
    """Line, column and rule of every quarantined row."""
    return [(q["line"], q["column"], q["rule"]) for q in table_of(delivery, "quarantine")]


def finding_rows(delivery: Delivery) -> list[tuple[object, object, object]]:
    """Column, value and rule of every finding, the counts of members aside."""
    return [(f["column"], f["value"], f["rule"]) for f in table_of(delivery, "findings")]
