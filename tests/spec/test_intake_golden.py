"""Hand-made families: every field survives the way in and the way out again.

The families stand in tests/golden; both naming schemes, and the codes of register and form.
"""

from __future__ import annotations

from pathlib import Path

import polars
import pyarrow.parquet as pq
import pytest

from desil.dictionary.column import Table
from desil.dictionary.tables import FAMILY, PERSON
from desil.intake.delivery import Delivery
from desil.intake.export import Scheme, hand_over_table, header_in, write_hand_over
from tests.hand_over import take, write_csv
from tests.table import rows_of

GOLDEN = Path(__file__).parents[1] / "golden"
TABLES = (("family", "families.txt", FAMILY), ("person", "members.txt", PERSON))
Texts = list[dict[str, str]]


def _golden(name: str, scheme: Scheme) -> Texts:
    """One dict per golden row: header in that scheme to cell."""
    fields = rows_of((GOLDEN / name).read_text(encoding="utf-8"))
    header = "field" if scheme is Scheme.FIRST else "second scheme"
    titles = [t for t in fields[0] if t not in ("field", "second scheme")]
    return [{f[header]: f[t] for f in fields if f[header]} for t in titles]


def _taken_in(folder: Path, scheme: Scheme) -> Delivery:
    folder.mkdir(exist_ok=True)
    files = []
    for unit, name, _ in TABLES:
        rows = _golden(name, scheme)
        files.append(write_csv(folder / f"{unit}.csv", list(rows[0]), rows, "|"))
    return take(folder / "home", files)


def _texts(path: Path) -> Texts:
    read = polars.read_csv(path, separator="|", infer_schema=False)
    return [{k: v or "" for k, v in row.items()} for row in read.to_dicts()]


def _sorted(rows: Texts) -> Texts:
    return sorted(rows, key=lambda r: sorted(r.items()))


@pytest.mark.parametrize("scheme", list(Scheme))
def test_golden_families_come_out_as_they_went_in(scheme: Scheme, tmp_path: Path) -> None:
    delivery = _taken_in(tmp_path / "in", scheme)
    for unit, name, table in TABLES:
        assert delivery.units[unit].quarantined == 0
        rows = pq.read_table(delivery.folder / f"{unit}.parquet")
        out = tmp_path / f"{unit}.csv"
        assert write_hand_over(rows, table, out, scheme=scheme) == rows.num_rows
        assert _sorted(_texts(out)) == _sorted(_golden(name, scheme))
    assert set(delivery.findings) <= {"nik_wilayah_tak_dikenal", "kk_wilayah_tak_dikenal"}


@pytest.mark.parametrize("scheme", list(Scheme))
def test_golden_families_survive_the_codes_of_the_form(scheme: Scheme, tmp_path: Path) -> None:
    first = _taken_in(tmp_path / "in", scheme)
    out = []
    for unit, _, table in TABLES:
        rows = pq.read_table(first.folder / f"{unit}.parquet")
        out.append(tmp_path / f"{unit}.csv")
        write_hand_over(rows, table, out[-1], scheme=scheme, in_form_codes=True, separator=";")
    again = take(tmp_path / "again", out, in_form_codes=True)
    for unit, _, _ in TABLES:
        before = pq.read_table(first.folder / f"{unit}.parquet").to_pylist()
        after = pq.read_table(again.folder / f"{unit}.parquet").to_pylist()
        assert after == before


def test_the_form_swaps_two_roofs_and_numbers_no_cooking_12(tmp_path: Path) -> None:
    delivery = _taken_in(tmp_path / "in", Scheme.FIRST)
    rows = pq.read_table(delivery.folder / "family.parquet")
    register = hand_over_table(rows, FAMILY, scheme=Scheme.FIRST).to_pylist()
    form = hand_over_table(rows, FAMILY, scheme=Scheme.FIRST, in_form_codes=True).to_pylist()
    differing = {
        (header, before[header], after[header])
        for before, after in zip(register, form, strict=True)
        for header in before
        if before[header] != after[header]
    }
    assert ("jenis_atap_terluas", "5", "6") in differing
    assert ("bahan_bakar_utama_memasak", "0", "12") in differing


@pytest.mark.parametrize("table", [FAMILY, PERSON], ids=lambda t: t.name)
def test_no_two_columns_share_a_header(table: Table) -> None:
    for scheme in Scheme:
        headers = [header_in(table, c, scheme) for c in table.columns]
        assert len(set(headers)) == len(headers)
