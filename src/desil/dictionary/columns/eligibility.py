"""The words of programmes and their lists: outcomes, states, findings on payments."""

from __future__ import annotations

from enum import StrEnum

from desil.dictionary.label import Label


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
