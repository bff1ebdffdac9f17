"""Damage to a whole file: numbers that a spreadsheet rounded, areas numbered in another system."""

from __future__ import annotations

from desil.dictionary.column import Kind
from desil.engine.database import Connection
from desil.errors import DeliveryRejected, catalogued
from desil.intake.cells.staging import StagedFile

_FEWEST_NUMBERS = 5
_MOST = 0.5
# A tenth of all numbers end in 0. How many numbers it takes to call a share of them damage:
_TOO_MANY_ZEROS = ((5, 0.9), (20, 0.5), (100, 0.3))
_NAMES = {Kind.NIK: "NIK", Kind.KK: catalogued("nomor KK")}
_ROUNDED = catalogued(
    "Berkas {name} rusak oleh lembar kerja: {numbers} {rounded} dari {all_numbers} angkanya "
    "berakhir 0, sebab lembar kerja hanya menyimpan 15 angka."
)
_SCIENTIFIC = catalogued(
    "Berkas {name} rusak oleh lembar kerja: {numbers} sebagian besar notasi ilmiah, sebab lembar "
    "kerja hanya menyimpan 15 angka."
)


def _broken(database: Connection, staged: StagedFile, column: str, rule: str) -> int:
    counted = database.execute(
        "select count(*) from broken_rule where file_number = $number"
        " and column_name = $column and rule = $rule",
        {"number": staged.number, "column": column, "rule": rule},
    ).fetchall()
    return int(counted[0][0])


def _last_digits(database: Connection, staged: StagedFile, column: str) -> tuple[int, int]:
    """How many different numbers a column holds, and how many of them end in 0."""
    unit = staged.reading.unit
    counted = database.execute(
        f"select count(*), coalesce(count_if(ends_with(number, '0')), 0) from ("  # noqa: S608 - declared names
        f"select {column} as number from read_parquet($path)"
        f" where {unit.anchor} is not null and {column} is not null union "
        f"select {column} as number from careful_{unit.name}"
        f" where file_number = $number and {column} is not null)",
        {"path": str(staged.typed), "number": staged.number},
    )
    numbers, ending_in_zero = counted.fetchall()[0]
    return int(numbers), int(ending_in_zero)


def _refuse_rounded(database: Connection, staged: StagedFile, column: str) -> None:
    kind = staged.reading.unit.column(column).kind
    zero_serials = _broken(database, staged, column, f"{kind}_urut_nol")
    scientific = _broken(database, staged, column, f"{kind}_notasi_ilmiah")
    numbers, ending_in_zero = _last_digits(database, staged, column)
    all_numbers = numbers + zero_serials
    rounded = ending_in_zero + zero_serials
    is_rounded = any(
        all_numbers >= fewest and rounded >= share * all_numbers
        for fewest, share in _TOO_MANY_ZEROS
    )
    is_scientific = scientific >= max(_FEWEST_NUMBERS, _MOST * staged.opened.rows)
    if is_rounded or is_scientific:
        raise DeliveryRejected(
            _ROUNDED if is_rounded else _SCIENTIFIC,
            hint="Ekspor ulang dari sumber dengan kolom {numbers} berformat teks.",
            name=staged.opened.name,
            numbers=_NAMES[kind],
            rounded=rounded,
            all_numbers=all_numbers,
        )


def _refuse_other_areas(database: Connection, staged: StagedFile, column: str) -> None:
    foreign = _broken(database, staged, column, "wilayah_kemendagri")
    if foreign > _MOST * staged.opened.rows:
        header = staged.reading.unit.column(column).header
        raise DeliveryRejected(
            "Berkas {name}: kolom {header} memakai kode Kemendagri "
            "({foreign} dari {rows} baris), padahal harus kode BPS.",
            hint="Ganti dengan kode BPS 10 angka; desil tidak menebak, sebab sebagian kode "
            "bermakna kelurahan lain dalam sistem yang lain.",
            name=staged.opened.name,
            header=header,
            foreign=foreign,
            rows=staged.opened.rows,
        )


def refuse_damage(database: Connection, staged: StagedFile) -> None:
    """DeliveryRejected when a whole column of a file cannot be trusted."""
    for column in staged.reading.unit.columns:
        if column.name not in staged.reading.present:
            continue
        if column.kind in _NAMES:
            _refuse_rounded(database, staged, column.name)
        if column.kind is Kind.AREA and column.known_only:
            _refuse_other_areas(database, staged, column.name)
