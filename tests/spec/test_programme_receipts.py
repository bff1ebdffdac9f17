"""What was paid, held against a list: hand-made families and payments."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desil.dictionary.results import RECEIPTS
from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import rule_book
from desil.eligibility.receipts.reconciling import Reconciliation, reconcile
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.errors import NotFound
from tests.numbers_of_people import card_number, serial_of
from tests.programme_families import database_of, write_run
from tests.table import rows_of

AT = datetime(2026, 4, 1, tzinfo=UTC)
CITY = """
| kk | desil | anggota                   |
| 1  | 1     | 1985-01-01; 2015-05-05 sd |
| 2  | 2     | 1985-01-01; 2015-05-05 sd |
| 3  | 7     | 1985-01-01; 2015-05-05 sd |
| 4  | 4     | 1985-01-01                |
| 5  | 3     | 1985-01-01                |
"""
# `kk` is the register's family, empty where it knows none; `kartu` the card as delivered.
PAID = """
| programme | period  | kk | kartu | amount | state | payment |
| PKH       | 2026-01 | 1  | 1     | 100    |       |         |
| PKH       | 2026-01 | 1  | 1     | 100    |       |         |
| PKH       | 2026-02 | 1  | 1     | 100    |       |         |
| PKH       | 2026-01 | 2  | 2     | 100    |       | failed  |
| PKH       | 2026-01 | 3  | 3     | 200    |       |         |
| PKH       | 2026-01 |    | 9     | 300    |       |         |
| PKH       | 2026-01 | 4  | 4     | 400    | dead  |         |
| PKH       | 2026-01 | 5  | 5     | 600    |       | unclear |
| SEMBAKO   | 2026-01 | 1  | 1     | 500    |       |         |
"""
FOUND = """
| finding           | kk | amount |
| listed_not_paid   | 2  |        |
| paid_not_listed   | 3  | 200    |
| paid_not_listed   | 4  | 400    |
| paid_twice        | 1  | 200    |
| paid_to_dead      | 4  | 400    |
| payment_unclear   | 5  | 600    |
| paid_unknown      | 9  | 300    |
| paid_in_6_plus    | 3  | 200    |
| poor_with_nothing | 2  |        |
| poor_with_nothing | 5  |        |
"""


def reconciled(home: Path, period: str = "") -> Reconciliation:
    folder = home / "runs" / "run"
    with database_of(CITY, home / "spill") as database:
        write_run(database, folder)
    paid = [
        {
            "programme": r["programme"],
            "period": r["period"],
            "family_number": card_number(int(r["kk"])) if r["kk"] else None,
            "stated_family_number": card_number(int(r["kartu"])),
            "nik": None,
            "amount": int(r["amount"]),
            "status": "aktif",
            "payment": r["payment"] or "paid",
            "is_period_clear": 1,
            "recipient_state": r["state"],
        }
        for r in rows_of(PAID)
    ]
    pq.write_table(pa.Table.from_pylist(paid, RECEIPTS.schema), folder / "receipt.parquet")
    store = Store(home)
    settings = store.engine_settings()
    made = make_list(
        store, ListRequest(folder, "PKH", period_of("2026-Q1"), Quota(9)), rule_book(), at=AT,
        code_version="uji", settings=settings, progress=Silent(),
    )  # fmt: skip
    return reconcile(
        store, made.kept, folder, period=period, at=AT, code_version="uji", settings=settings,
        progress=Silent(),
    )  # fmt: skip


def test_every_disagreement_of_list_and_payments_is_found(tmp_path: Path) -> None:
    found = reconciled(tmp_path)
    rows = pq.read_table(found.folder / "reconciled_row.parquet").to_pylist()
    told = {(r["finding"], serial_of(r["family_number"]), str(r["amount"] or "")) for r in rows}
    assert told == {(r["finding"], r["kk"], r["amount"]) for r in rows_of(FOUND)}
    assert len(rows) == len(told)


def test_each_family_is_in_one_set_of_programmes(tmp_path: Path) -> None:
    assert reconciled(tmp_path).overlaps == [("", 2, 2), ("PKH", 2, 1), ("PKH+SEMBAKO", 1, 1)]


def test_take_up_is_counted_by_kelurahan(tmp_path: Path) -> None:
    assert reconciled(tmp_path).take_ups == [("3275010009", 2, 3, 1, 2, 1)]


def test_a_period_without_payments_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="2027-01"):
        reconciled(tmp_path, "2027-01")
