"""The tables that programmes add to a run: evidence, receipts, and every family's answers."""

from __future__ import annotations

from enum import StrEnum

import pyarrow as pa

from desil.dictionary.label import Label
from desil.dictionary.result_table import ResultTable

_TEXT = pa.string()
_SMALL = pa.int16()
_WHOLE = pa.int32()
_DATE = pa.date32()


class Outcome(StrEnum):
    """What a programme's criteria say of a family; the four never overlap."""

    ELIGIBLE = "layak"
    EXCLUDED = "dikecualikan"
    NOT_ELIGIBLE = "tidak_layak"
    NOT_JUDGED = "belum_dapat_dinilai"


OUTCOME_LABELS: dict[Outcome, Label] = {
    Outcome.ELIGIBLE: Label("Layak", "Eligible"),
    Outcome.EXCLUDED: Label("Dikecualikan", "Excluded"),
    Outcome.NOT_ELIGIBLE: Label("Tidak layak", "Not eligible"),
    Outcome.NOT_JUDGED: Label("Belum bisa dinilai", "Cannot be judged yet"),
}

PERSON_EVIDENCE = ResultTable(
    "person_evidence",
    pa.schema(
        [
            pa.field("nik", _TEXT),
            pa.field("is_dead", _SMALL),
            pa.field("is_moved", _SMALL),
            pa.field("is_civil_servant", _SMALL),
            pa.field("is_unmatched", _SMALL),
            pa.field("wage", _WHOLE),
        ]
    ),
    ("nik",),
)
RECEIPTS = ResultTable(
    "receipt",
    pa.schema(
        [
            pa.field("programme", _TEXT),
            pa.field("period", _TEXT),
            pa.field("family_number", _TEXT),
            pa.field("stated_family_number", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("amount", _WHOLE),
            pa.field("status", _TEXT),
            pa.field("payment", _TEXT),
            pa.field("is_period_clear", _SMALL),
            pa.field("recipient_state", _TEXT),
        ]
    ),
    ("programme", "period", "stated_family_number", "nik"),
)
PROGRAMMES = ResultTable(
    "programme",
    pa.schema(
        [
            pa.field("programme", _TEXT),
            pa.field("place", _SMALL),
            pa.field("name_id", _TEXT),
            pa.field("name_en", _TEXT),
            pa.field("authority", _TEXT),
            pa.field("unit", _TEXT),
            pa.field("valid_from", _DATE),
            pa.field("valid_to", _DATE),
            pa.field("reference", _TEXT),
            pa.field("is_example", _SMALL),
            pa.field("rules_version", _TEXT),
            pa.field("on_date", _DATE),
        ]
    ),
    ("place",),
)
VERDICTS = ResultTable(
    "programme_verdict",
    pa.schema(
        [
            pa.field("programme", _TEXT),
            pa.field("verdict", _SMALL),
            pa.field("outcome", _TEXT),
            pa.field("criterion", _TEXT),
            pa.field("fact", _TEXT),
            pa.field("says_id", _TEXT),
            pa.field("says_en", _TEXT),
        ]
    ),
    ("programme", "verdict"),
)
PROGRAMME_COMPONENTS = ResultTable(
    "programme_component",
    pa.schema(
        [
            pa.field("programme", _TEXT),
            pa.field("component", _TEXT),
            pa.field("label_id", _TEXT),
            pa.field("label_en", _TEXT),
            pa.field("rupiah", _WHOLE),
            pa.field("is_per_member", _SMALL),
            pa.field("is_specific", _SMALL),
            pa.field("needs_id", _TEXT),
            pa.field("needs_en", _TEXT),
        ]
    ),
    ("programme", "component"),
)
ANSWER_PATTERNS = ResultTable(
    "answer_pattern",
    pa.schema(
        [
            pa.field("pattern", _WHOLE),
            pa.field("programme", _TEXT),
            pa.field("verdict", _SMALL),
            pa.field("counted", _SMALL),
            pa.field("components", _TEXT),
            pa.field("rupiah", _WHOLE),
        ]
    ),
    ("pattern", "programme"),
)
FAMILY_ANSWERS = ResultTable(
    "family_answer",
    pa.schema(
        [
            pa.field("family_number", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("pattern", _WHOLE),
        ]
    ),
    ("family_number",),
)
OUTCOME_COUNTS = ResultTable(
    "outcome_count",
    pa.schema(
        [
            pa.field("programme", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("verdict", _SMALL),
            pa.field("families", _WHOLE),
            pa.field("people", _WHOLE),
            pa.field("counted", _WHOLE),
            pa.field("million_rupiah", _WHOLE),
        ]
    ),
    ("programme", "village_code", "verdict"),
)

EVIDENCE_TABLES: tuple[ResultTable, ...] = (PERSON_EVIDENCE, RECEIPTS)
ELIGIBILITY_TABLES: tuple[ResultTable, ...] = (
    PROGRAMMES,
    VERDICTS,
    PROGRAMME_COMPONENTS,
    ANSWER_PATTERNS,
    FAMILY_ANSWERS,
    OUTCOME_COUNTS,
)
"""What a publication loads; evidence and receipts stay with the run."""


class ListState(StrEnum):
    """What a list says of a family or a person."""

    LISTED = "terdaftar"
    WAITING = "menunggu"
    EXCLUDED = "dikecualikan"
    NOT_ELIGIBLE = "tidak_layak"
    NOT_JUDGED = "belum_dapat_dinilai"


LIST_STATE_LABELS: dict[ListState, Label] = {
    ListState.LISTED: Label("Terdaftar", "Listed"),
    ListState.WAITING: Label("Menunggu", "Waiting"),
    ListState.EXCLUDED: Label("Dikecualikan", "Excluded"),
    ListState.NOT_ELIGIBLE: Label("Tidak layak", "Not eligible"),
    ListState.NOT_JUDGED: Label("Belum bisa dinilai", "Cannot be judged yet"),
}

LIST_ROWS = ResultTable(
    "list_row",
    pa.schema(
        [
            pa.field("place", _WHOLE),
            pa.field("village_place", _WHOLE),
            pa.field("state", _TEXT),
            pa.field("family_number", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("desil", _SMALL),
            pa.field("desil_1_4_ppm", _WHOLE),
            pa.field("components", _TEXT),
            pa.field("counted", _SMALL),
            pa.field("rupiah", _WHOLE),
            pa.field("is_borderline", _SMALL),
            pa.field("is_by_lot", _SMALL),
        ]
    ),
    ("place",),
)
"""The eligible in their order: one row per family, or per person where persons are listed."""
LIST_ANSWERS = ResultTable(
    "list_answer",
    pa.schema(
        [
            pa.field("family_number", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("size", _SMALL),
            pa.field("verdict", _SMALL),
        ]
    ),
    ("family_number",),
)
"""Every family of the run and its verdict; by a pair, verdicts go on after the rules' own."""
LIST_COUNTS = ResultTable(
    "list_count",
    pa.schema(
        [
            pa.field("village_code", _TEXT),
            pa.field("state", _TEXT),
            pa.field("verdict", _SMALL),
            pa.field("families", _WHOLE),
            pa.field("persons", _WHOLE),
            pa.field("thousand_rupiah", _WHOLE),
        ]
    ),
    ("village_code", "state", "verdict"),
)
LIST_TABLES: tuple[ResultTable, ...] = (LIST_ROWS, LIST_ANSWERS, LIST_COUNTS)

RECONCILED_FINDINGS: dict[str, Label] = {
    "listed_not_paid": Label("Terdaftar, belum dibayar", "Listed, not paid"),
    "paid_not_listed": Label("Dibayar, tidak terdaftar", "Paid, not listed"),
    "paid_twice": Label("Dibayar dua kali pada satu periode", "Paid twice in one period"),
    "paid_to_dead": Label("Dibayar kepada yang meninggal", "Paid to someone who has died"),
    "paid_to_moved": Label("Dibayar kepada yang pindah", "Paid to someone who has moved"),
    "payment_unclear": Label(
        "Status atau periode pembayaran tidak terbaca", "Status or period of a payment is not clear"
    ),
    "paid_unknown": Label("Dibayar, tidak ada di register", "Paid, not in the register"),
    "paid_in_6_plus": Label("Dibayar, kini desil 6 ke atas", "Paid, now in desil 6 and above"),
    "poor_with_nothing": Label(
        "Desil 1–4 tanpa program apa pun", "Desil 1–4 without any programme"
    ),
}
"""By name, in the order in which they are told."""
RECONCILED_ROWS = ResultTable(
    "reconciled_row",
    pa.schema(
        [
            pa.field("finding", _TEXT),
            pa.field("family_number", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("desil", _SMALL),
            pa.field("amount", _WHOLE),
        ]
    ),
    ("finding", "family_number", "nik", "amount"),
)
OVERLAPS = ResultTable(
    "programme_overlap",
    pa.schema(
        [
            pa.field("programmes", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("families", _WHOLE),
            pa.field("families_1_4", _WHOLE),
        ]
    ),
    ("programmes", "village_code"),
)
"""One row per kelurahan and set of programmes (`PKH+SEMBAKO`) that pay a family; a family is in
one set."""
TAKE_UPS = ResultTable(
    "take_up",
    pa.schema(
        [
            pa.field("village_code", _TEXT),
            pa.field("listed", _WHOLE),
            pa.field("paid", _WHOLE),
            pa.field("listed_and_paid", _WHOLE),
            pa.field("eligible", _WHOLE),
            pa.field("eligible_and_paid", _WHOLE),
        ]
    ),
    ("village_code",),
)
RECONCILED_TABLES: tuple[ResultTable, ...] = (RECONCILED_ROWS, OVERLAPS, TAKE_UPS)
