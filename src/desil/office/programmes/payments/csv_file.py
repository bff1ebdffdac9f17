"""Every count of the page as a file, one row for each programme, kelurahan and measure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from desil.office.programmes.payments.findings import NOTHING, village_name
from desil.programmes.checked import Checked, CheckedList

_HEADINGS = (
    "program", "periode_daftar", "nomor_daftar", "periode_penyaluran", "kode_kelurahan",
    "kelurahan", "ukuran", "jumlah", "rupiah",
)  # fmt: skip
_Row = tuple[object, ...]
_NAMES = {
    "listed_not_paid": "terdaftar_belum_dibayar",
    "paid_not_listed": "dibayar_tidak_terdaftar",
    "paid_twice": "dibayar_dua_kali",
    "paid_to_dead": "dibayar_kepada_meninggal",
    "paid_to_moved": "dibayar_kepada_pindah",
    "payment_unclear": "status_atau_periode_tidak_terbaca",
    "paid_unknown": "dibayar_tidak_di_register",
    "paid_in_6_plus": "dibayar_desil_6_ke_atas",
}


def _of_list(told: CheckedList, area: str) -> Iterator[_Row]:
    head = (told.told.programme, told.told.period, told.told.pk, told.paid)
    for finding, village, number, rupiah in told.findings:
        if finding != NOTHING and village.startswith(area):
            yield (*head, village, village_name(village), _NAMES[finding], number, rupiah)
    for t in told.take_up:
        if t.village_code.startswith(area):
            name = village_name(t.village_code)
            yield (*head, t.village_code, name, "keluarga_terdaftar", t.listed, "")
            yield (*head, t.village_code, name, "keluarga_dibayar", t.paid, "")
            yield (*head, t.village_code, name, "terdaftar_dan_dibayar", t.listed_and_paid, "")
            yield (*head, t.village_code, name, "keluarga_layak", t.eligible, "")
            yield (*head, t.village_code, name, "layak_dan_dibayar", t.eligible_and_paid, "")


def counts_file(checked: Checked, area: str) -> str:
    """The counts of an area (all where it is empty), comma-separated: nobody's data."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for told in checked.lists:
        writer.writerows(_of_list(told, area))
    for told_sets, village, families, poor in checked.overlaps:
        if village.startswith(area):
            where = (village, village_name(village))
            sets = told_sets or "tanpa program"
            writer.writerow((sets, "", "", "", *where, "keluarga_gabungan", families, ""))
            writer.writerow((sets, "", "", "", *where, "keluarga_gabungan_desil_1_4", poor, ""))
    return out.getvalue()
