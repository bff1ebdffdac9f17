"""A new value for a fact, held to what the dictionary says that it may be."""

from __future__ import annotations

from datetime import date

from desil.dictionary.areas import city_villages
from desil.dictionary.codelist import FIRST_COARSE_CODE, CodeList
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind
from desil.dictionary.kk import judge_kk
from desil.dictionary.label import without_unseen
from desil.dictionary.nik import judge_nik
from desil.dictionary.verdict import Verdict
from desil.errors import UsageFault

LONGEST = 200


def stored_text(value: object) -> str | None:
    """A value of the register as a case and a `koreksi` delivery write it; None when not known."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _code(label: str, codes: CodeList, text: str) -> str:
    allowed = {str(c.value): c.label.id for c in codes.codes if c.value < FIRST_COARSE_CODE}
    if text not in allowed:
        told = ", ".join(f"{value} {name}" for value, name in allowed.items())
        raise UsageFault(f"{label}: '{text[:20]}' bukan salah satu jawabannya.", hint=told + ".")
    return text


def _whole(column: Column, text: str) -> str:
    least, most = column.minimum or 0, column.maximum or 10**9
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise UsageFault(
            f"{column.label.id}: '{text[:20]}' bukan bilangan yang mungkin.",
            hint=f"Bilangan bulat {least} sampai {most}{f' {column.unit}' if column.unit else ''}.",
        )
    return str(int(text))


def date_text(label: str, text: str) -> str:
    """A date YYYY-MM-DD; UsageFault for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageFault(
            f"{label}: '{text[:20]}' bukan tanggal.", hint="Tulis TAHUN-BULAN-HARI: 1980-05-17."
        ) from None


def _number(label: str, kind: str, text: str) -> str:
    judged = judge_nik(text) if kind == Kind.NIK.value else judge_kk(text)
    if judged.verdict is Verdict.INVALID:
        raise UsageFault(f"{label}: nomor itu tidak mungkin.", hint="16 angka, seperti pada kartu.")
    return text


def village_text(label: str, text: str) -> str:
    """A BPS code of a kelurahan of this city; UsageFault for any other."""
    if text not in {v.bps for v in city_villages()}:
        raise UsageFault(f"{label}: '{text[:20]}' bukan kelurahan kota ini.", hint="Kode BPS.")
    return text


def checked_value(column: Column, text: str) -> str:
    """The value as it is stored; UsageFault (with the column's label and what is allowed)."""
    text = " ".join(without_unseen(text).split())
    if not text:
        raise UsageFault(f"{column.label.id}: nilai baru kosong.", hint="Isi nilai yang benar.")
    codes = column.codes or (YES_NO if column.kind is Kind.YES_NO else None)
    if codes is not None:
        return _code(column.label.id, codes, text)
    if column.kind is Kind.INTEGER:
        return _whole(column, text)
    if column.kind is Kind.DATE:
        return date_text(column.label.id, text)
    if len(text) > LONGEST:
        raise UsageFault(
            f"{column.label.id}: {len(text)} huruf terlalu panjang.",
            hint=f"Paling banyak {LONGEST}.",
        )
    return text.upper() if column.kind is Kind.TEXT else text


def checked_happening_value(label: str, kind: str, text: str) -> str:
    """The value of a happening, by its kind: date, kk, nik or village."""
    text = text.strip()
    if kind == "date":
        return date_text(label, text)
    return village_text(label, text) if kind == "village" else _number(label, kind, text)
