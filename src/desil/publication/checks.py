"""What must be true of a publication before it may be seen."""

from __future__ import annotations

from collections.abc import Iterable

from desil.database.cursor import Rows
from desil.engine.sql_file import postgres_text
from desil.errors import CheckFailed, catalogued
from desil.publication.tables.schema import read_from

_HINT = catalogued("Register yang berlaku tidak berubah. Buat ulang hasilnya dengan `desil run`.")


def check_releases_match(connection: Rows, publication_id: int) -> None:
    """Raise CheckFailed unless every release's families and people, counted from the register's
    rows, are those that the run counted."""
    with connection.transaction():
        read_from(connection, publication_id)
        wrong = connection.execute(
            postgres_text("desil.publication", "sql/release_mismatch"),
            {"publication_id": publication_id},
        ).fetchall()
    if wrong:
        told = "; ".join(
            f"rilis {release}: register {families:,} keluarga, {people:,} orang; "
            f"proses {stated_families:,} keluarga, {stated_people:,} orang"
            for release, families, people, stated_families, stated_people in wrong
        )
        raise CheckFailed(
            "Jumlah di register tidak sama dengan hasil proses: {differences}.",
            hint=_HINT,
            differences=told,
        )


def check_areas_add_up(connection: Rows, publication_id: int) -> None:
    """Raise CheckFailed unless kelurahan add up to kecamatan and kecamatan to the city, for every
    release, decile and unit."""
    with connection.transaction():
        read_from(connection, publication_id)
        wrong = connection.execute(
            postgres_text("desil.publication", "sql/recap_mismatch")
        ).fetchall()
    if wrong:
        raise CheckFailed("Rekap wilayah tidak klop: {areas}.", hint=_HINT, areas=_areas(wrong))


def _areas(rows: Iterable[tuple[object, ...]]) -> str:
    return ", ".join(f"{level} {code} rilis {day}" for day, level, code in list(rows)[:5])
