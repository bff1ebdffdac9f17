"""What the texts of payment lists mean: which programme, whether it was paid, for which period.

Texts repeat, so that each distinct one is read once and joined to the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import pyarrow as pa

from desil.dictionary.codelists.months import MONTHS
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.engine.database import Connection

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_SEPARATED = re.compile(r"[^0-9A-Z]+")


class Payment(StrEnum):
    """What became of a payment. Only PAID counts as paid."""

    PAID = "paid"
    FAILED = "failed"
    PENDING = "pending"
    NOTHING = "nothing"  # an amount of zero
    UNCLEAR = "unclear"  # a status that nobody declared


@cache
def _words() -> Mapping[str, Any]:
    file = resources.files("desil.eligibility.words") / "payment_words.yaml"
    said: dict[str, Any] = bounded_yaml(file.read_text(encoding="utf-8"))
    return said


def _letters(text: str) -> str:
    """Letters and digits only, in capitals."""
    return _SEPARATED.sub("", text.upper())


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATED.split(text.upper()) if part]


@cache
def _aliases() -> Mapping[str, str]:
    aliases = {_letters(code): code for code in _words()["programmes"]}
    for code, names in _words()["programmes"].items():
        aliases |= {_letters(name): code for name in names}
    return aliases


def programme_of(text: str) -> str:
    """The programme's code; a name that nobody declared stays as it is, in capitals."""
    return _aliases().get(_letters(text), text.strip().upper())


@cache
def _statuses() -> list[tuple[list[str], Payment]]:
    """The first words of statuses, the longest first."""
    listed = [
        (_parts(str(name)), Payment(kind))
        for kind, names in _words()["statuses"].items()
        for name in names
    ]
    return sorted(listed, key=lambda entry: -len(entry[0]))


def payment_of(status: str | None, amount: int | None) -> Payment:
    """What became of a payment; a list without a status tells of what was paid."""
    words = _parts(status or "")
    found = Payment.UNCLEAR if (status or "").strip() else Payment.PAID
    for start, kind in _statuses():
        if words[: len(start)] == start:
            found = kind
            break
    return Payment.NOTHING if found is Payment.PAID and amount == 0 else found


@cache
def _months() -> Mapping[str, int]:
    names = {label: n for n, m in enumerate(MONTHS, start=1)
             for label in (m.id.upper(), m.en.upper())}  # fmt: skip
    for number, short in _words()["months"].items():
        names |= dict.fromkeys(short, int(number))
    return names


def _numbered(word: str) -> int | None:
    """A small number, in Arabic or Roman digits."""
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return int(word)
    return _ROMAN.get(word)


def _quarter(parts: list[str]) -> int | None:
    for place, part in enumerate(parts):
        for name in _words()["quarters"]:
            rest = part.removeprefix(name) if part.startswith(name) else None
            if rest is None:
                continue
            number = _numbered(rest) if rest else _numbered((*parts[place + 1 :], "")[0])
            if number is not None and 1 <= number <= len(_ROMAN):
                return number
    return None


def period_of_text(text: str | None) -> str | None:
    """`2026-01` or `2026-Q1` for a period in any usual spelling, the empty text for none, None for
    one that cannot be read: without a year, or with more than one month."""
    parts = _parts(text or "")
    if not parts:
        return ""
    spaced = re.sub(r"(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Z])", " ", " ".join(parts)).split()
    years = _YEAR.findall(" ".join(spaced))
    if len(set(years)) != 1:
        return _compact(parts)
    year, rest = years[0], [part for part in parts if part != years[0]]
    months = {_months()[p] for p in spaced if p in _months()}
    if quarter := _quarter(rest):
        return f"{year}-Q{quarter}"
    if len(months) == 1:
        return f"{year}-{months.pop():02d}"
    if months:
        return None
    return _numeric(parts, year)


def _numeric(parts: list[str], year: str) -> str | None:
    """`2026-01`, `01/2026`, `2026-01-15`, `15/01/2026`: the month is beside the year."""
    place = parts.index(year) if year in parts else None
    numbers = [int(p) for p in parts if p.isdigit() and p != year]
    if place is None or len(numbers) != len(parts) - 1 or not 1 <= len(numbers) <= 2:
        return None
    month = numbers[0] if place == 0 else numbers[-1] if place == len(parts) - 1 else 0
    return f"{year}-{month:02d}" if 1 <= month <= 12 else None


def _compact(parts: list[str]) -> str | None:
    """`202601`."""
    text = "".join(parts)
    if re.fullmatch(r"20\d{4}", text) and 1 <= int(text[4:]) <= 12:
        return f"{text[:4]}-{text[4:]}"
    return None


def _texts(database: Connection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()


def _table(rows: Iterable[tuple[object, ...]], columns: dict[str, pa.DataType]) -> pa.Table:
    listed = list(rows)
    return pa.table(
        {
            name: pa.array([row[place] for row in listed], kind)
            for place, (name, kind) in enumerate(columns.items())
        }
    )


def open_payment_words(database: Connection) -> None:
    """Make `programme_word`, `period_word` and `status_word` for the texts of `delivered_receipt`:
    what each of them means."""
    text = pa.string()
    made = {
        "programme_word": _table(
            (
                (told, programme_of(told))
                for (told,) in _texts(database, "select distinct programme from delivered_receipt")
            ),
            {"told": text, "programme": text},
        ),
        "period_word": _table(
            (
                (told, period_of_text(told))
                for (told,) in _texts(
                    database, "select distinct coalesce(period, '') from delivered_receipt"
                )
            ),
            {"told": text, "period": text},
        ),
        "status_word": _table(
            (
                (told, payment_of(told, None).value)
                for (told,) in _texts(
                    database, "select distinct coalesce(status, '') from delivered_receipt"
                )
            ),
            {"told": text, "payment": text},
        ),
    }
    for name, rows in made.items():
        database.register("words_read", rows)
        database.execute(f"create or replace table {name} as from words_read")
        database.unregister("words_read")
