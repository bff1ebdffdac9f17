"""Which columns a file has, in which order: all of its kind, or those that a home chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from desil.dictionary.declarations.cell import Cell, yaml_in
from desil.dictionary.declarations.home_files import LIST_COLUMNS, HomeFile, home_files
from desil.dictionary.declarations.place import nearest
from desil.dictionary.standing import STANDINGS
from desil.eligibility.lists.by_name import COLUMNS
from desil.exports.listing import Listing
from desil.exports.payments import PAYMENT_COLUMNS
from desil.jobs.states import ExportKind

BNBA_COLUMNS = (
    "kecamatan",
    "kelurahan",
    "alamat",
    "nomor_kk",
    "nik_kepala",
    "nama_kepala",
    "anggota",
    "desil_resmi",
)
RECAP_COLUMNS = (
    "tingkat",
    "kode_bps",
    "nama",
    "satuan",
    *(f"desil_{s}" if s != "unranked" else "belum_diperingkat" for s in STANDINGS),
    "jumlah",
)
POSSIBLE: Mapping[ExportKind, tuple[str, ...]] = {
    ExportKind.BNBA: BNBA_COLUMNS,
    ExportKind.RECAP: RECAP_COLUMNS,
    ExportKind.LIST: COLUMNS,
    ExportKind.PAYMENTS: PAYMENT_COLUMNS,
}


def _names(cell: Cell, possible: tuple[str, ...]) -> tuple[str, ...]:
    names: list[str] = []
    for one in cell.items():
        name = one.text()
        if name not in possible:
            raise one.fault(f"kolom '{name[:40]}' tidak dikenal", hint=nearest(name, possible))
        if name in names:
            raise one.fault(f"kolom '{name}' disebut dua kali")
        names.append(name)
    if not names:
        raise cell.fault("tidak ada satu kolom pun", hint=f"Yang ada: {', '.join(possible)}.")
    return tuple(names)


@lru_cache(maxsize=4)
def _chosen(own: tuple[HomeFile, ...]) -> Mapping[ExportKind, tuple[str, ...]]:
    found = dict(POSSIBLE)
    for name, raw in own:
        kinds = yaml_in(raw, name).entries((), tuple(kind.value for kind in ExportKind))
        for kind, cell in kinds.items():
            found[ExportKind(kind)] = _names(cell, POSSIBLE[ExportKind(kind)])
    return found


def chosen_columns() -> Mapping[ExportKind, tuple[str, ...]]:
    """Return the columns of each kind of file, in their order; a home's `list-columns.yaml` leaves
    columns out or puts them in another order. YamlFault for one that is refused."""
    return _chosen(home_files(LIST_COLUMNS))


def with_chosen_columns(listing: Listing, kind: ExportKind) -> Listing:
    """Return the listing with the chosen columns alone; its rows and families stay."""
    names = chosen_columns()[kind]
    if names == listing.columns:
        return listing
    places = [listing.columns.index(name) for name in names]
    rows = [tuple(row[place] for place in places) for row in listing.rows]
    return replace(listing, columns=names, rows=rows)
