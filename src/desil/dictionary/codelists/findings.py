"""What integration can find about a family or a person, and the likely reasons, in words."""

from __future__ import annotations

from desil.dictionary.label import Label
from desil.dictionary.standing import DECILE_NUMBERS

FINDINGS: dict[str, Label] = {
    "dtks_not_in_dtsen": Label("Ada di DTKS, tidak ada di DTSEN", "On DTKS, not in DTSEN"),
    "dtsen_not_in_dtks": Label("Ada di DTSEN, tidak ada di DTKS", "In DTSEN, not on DTKS"),
    "nik_not_in_civil_register": Label(
        "NIK tidak padan dengan Dukcapil", "NIK not matched with the civil register"
    ),
    "one_nik_two_people": Label("Satu NIK pada dua orang", "One NIK on two people"),
    "one_person_two_niks": Label("Satu orang dengan dua NIK", "One person with two NIKs"),
    "recipient_gone": Label(
        "Penerima bantuan sudah meninggal atau pindah", "Recipient who has died or moved"
    ),
    "civil_servant_low_decile": Label(
        "Pegawai negeri pada desil 1–4", "Civil servant in desil 1–4"
    ),
    "wage_above_minimum_low_decile": Label(
        "Upah di atas UMK pada desil 1–4", "Wage above the minimum in desil 1–4"
    ),
    "large_meter_low_decile": Label(
        "Meter listrik 2.200 VA ke atas pada desil 1–2", "Meter of 2,200 VA and above in desil 1–2"
    ),
    "member_missing": Label(
        "Anggota menurut Dukcapil belum ada di DTSEN",
        "Member in the civil register, not yet in DTSEN",
    ),
    "unranked_family": Label("Belum diperingkat", "Not ranked yet"),
    "dead": Label("Dicatat meninggal", "Recorded as dead"),
    "moved": Label("Dicatat pindah", "Recorded as moved"),
    "doubled_in_source": Label("Tercatat ganda pada satu daftar", "Listed twice by one source"),
    "alike_in_register": Label("Mungkin orang yang sama", "Possibly the same person"),
}
"""By name, in the order of the tables of integration."""

REASONS: dict[str, Label] = {
    "born_since": Label("lahir sesudah daftar itu", "born since that list"),
    "never_listed": Label("tidak pernah terdaftar", "never listed"),
    "dead": Label("meninggal", "dead"),
    "moved": Label("pindah", "moved"),
    "in_civil_register_only": Label("hanya ada di Dukcapil", "in the civil register alone"),
    "in_review": Label("menunggu tinjauan petugas", "waits for review"),
    "nowhere_found": Label("tidak ditemukan di mana pun", "found nowhere"),
    "newborn": Label("bayi", "newborn"),
    "unmatched": Label("tidak ada catatan yang cocok", "no record that fits"),
    "number_of_family_member": Label(
        "NIK milik anggota keluarga sendiri", "the NIK of a member of the family"
    ),
    "number_of_stranger": Label("NIK milik orang lain", "the NIK of a stranger"),
    "mistyped": Label("salah ketik", "mistyped"),
    "other_number": Label("nomor yang berbeda", "another number"),
    "family_unknown": Label("keluarganya belum ada", "the family is not known yet"),
    "member_unknown": Label("anggotanya belum ada", "the member is not known yet"),
    "facts_incomplete": Label("fakta belum lengkap", "facts incomplete"),
    "moved_in": Label("pindah masuk", "moved in"),
    "new_card": Label("KK baru", "new family card"),
    "nik_unmatched": Label("ada NIK yang tidak padan", "an unmatched NIK"),
    "split": Label("pecah KK", "split from another card"),
    "not_known": Label("sebab belum diketahui", "cause not known"),
    **{f"decile_{n}": Label(f"desil {n}", f"desil {n}") for n in DECILE_NUMBERS},
}


def finding_label(finding: str) -> Label:
    """What a finding is called; its name where it has no label."""
    return FINDINGS.get(finding, Label(finding, finding))


def reason_label(reason: str) -> Label:
    """What a reason is called; its own text where it has no label."""
    return REASONS.get(reason, Label(reason, reason))
