"""A programme's YAML file to a programme: strict keys, dates, and every criterion checked."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta

from desil.dictionary.declarations.cell import Cell
from desil.dictionary.declarations.place import nearest
from desil.dictionary.label import Label
from desil.eligibility.expression.sentences import sentence_of
from desil.eligibility.programme.named import NamedCriteria
from desil.eligibility.programme.programme import (
    Authority,
    Component,
    Criterion,
    Programme,
    Tie,
    Unit,
    Version,
)
from desil.eligibility.words.word import Scope, Sort

_MOST_RUPIAH = 1_000_000_000
_MOST_LISTED = 1_000_000
_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,30}")
_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")


def _name(cell: Cell, taken: set[str]) -> str:
    told = cell.text()
    if not _NAME.fullmatch(told) or told in taken:
        raise cell.fault(
            f"nama '{told[:40]}' tidak dapat dipakai atau ganda",
            hint="Huruf kecil, angka dan garis bawah; sekali saja dalam satu versi.",
        )
    taken.add(told)
    return told


def _criterion(cell: Cell, named: NamedCriteria, taken: set[str]) -> Criterion:
    found = cell.entries(("name", "when"), ("label", "check"))
    text = found["when"].text()
    node = named.reader(Scope.FAMILY).read(text, found["when"].place)
    said = Label(sentence_of(node, "id"), sentence_of(node, "en"))
    label = found["label"].label() if "label" in found else said
    return Criterion(_name(found["name"], taken), node, label, text)


def _component(cell: Cell, named: NamedCriteria, taken: set[str]) -> Component:
    found = cell.entries(("name", "label", "amount"), ("member", "needs", "check"))
    member = None
    if "member" in found:
        text = found["member"]
        member = named.reader(Scope.MEMBER).read(text.text(), text.place)
    return Component(
        _name(found["name"], taken),
        found["label"].label(),
        member,
        found["amount"].whole(0, _MOST_RUPIAH),
        found["needs"].label() if "needs" in found else None,
    )


def _tie(cell: Cell, named: NamedCriteria) -> Tie:
    found = cell.entries(("by", "direction"), ("label",))
    node = named.reader(Scope.FAMILY).read(found["by"].text(), found["by"].place, sort=Sort.NUMBER)
    is_descending = found["direction"].one_of(("highest_first", "lowest_first")) == "highest_first"
    said = Label(sentence_of(node, "id"), sentence_of(node, "en"))
    return Tie(node, is_descending, found["label"].label() if "label" in found else said)


def _checks(cell: Cell, where: str = "") -> list[str]:
    """The names of what is marked `check: true`, anywhere below."""
    found = []
    if cell.is_mapping:
        entries = cell.any_entries()
        name = entries["name"].text() if "name" in entries else where
        if "check" in entries and entries["check"].truth():
            found.append(name)
        below = [(entry, name or key) for key, entry in entries.items()]
    elif cell.is_list:
        below = [(entry, where) for entry in cell.items()]
    else:
        below = []
    for entry, name in below:
        found += _checks(entry, name)
    return found


_OPTIONAL = (
    "valid_to", "check", "excluded", "components", "most_members", "order", "quota",
    "exclusive_with", "note",
)  # fmt: skip


def _version(cell: Cell, named: NamedCriteria) -> Version:
    found = cell.entries(("valid_from", "reference", "eligible"), _OPTIONAL)
    taken: set[str] = set()
    valid_from = found["valid_from"].day()
    valid_to = found["valid_to"].day() if "valid_to" in found else None
    if valid_to is not None and valid_to < valid_from:
        raise found["valid_to"].fault(f"berakhir {valid_to} sebelum mulai {valid_from}")
    quota = (
        found["quota"].entries((), ("total", "per_village", "check")) if "quota" in found else {}
    )
    most = found.get("most_members", None)
    if most is not None and most.is_mapping:
        most = most.entries(("value",), ("check",))["value"]
    return Version(
        valid_from,
        valid_to,
        found["reference"].text(),
        tuple(_criterion(c, named, taken) for c in found["eligible"].items()),
        tuple(_criterion(c, named, taken) for c in found["excluded"].items())
        if "excluded" in found
        else (),
        tuple(_component(c, named, taken) for c in found["components"].items())
        if "components" in found
        else (),
        most.whole(1, 99) if most is not None else None,
        tuple(_tie(c, named) for c in found["order"].items()) if "order" in found else (),
        quota["total"].whole(0, _MOST_LISTED) if "total" in quota else None,
        quota["per_village"].whole(0, _MOST_LISTED) if "per_village" in quota else None,
        tuple(c.text() for c in found["exclusive_with"].items())
        if "exclusive_with" in found
        else (),
        tuple(dict.fromkeys(_checks(cell, "aturan"))),
    )


def read_programme(file: Cell, named: NamedCriteria) -> Programme:
    """The programme of one file; YamlFault with line and column where it is refused."""
    found = file.entries(
        ("programme", "name", "authority", "unit", "versions"), ("is_example", "note")
    )
    code = found["programme"].text()
    if not _CODE.fullmatch(code):
        raise found["programme"].fault(
            f"kode program '{code[:40]}' tidak dapat dipakai",
            hint="Huruf besar, angka dan tanda hubung, misalnya PBI-JK.",
        )
    cells = list(found["versions"].items())
    if not cells:
        raise found["versions"].fault("belum ada satu pun versi aturan")
    versions = [(_version(c, named), c) for c in cells]
    versions.sort(key=lambda entry: entry[0].valid_from)
    for (older, _), (newer, cell) in itertools.pairwise(versions):
        if older.valid_to is None or older.valid_to >= newer.valid_from:
            day = newer.valid_from - timedelta(days=1)
            raise cell.fault(
                f"versi mulai {newer.valid_from} bertumpuk dengan versi mulai {older.valid_from}",
                hint=f"Beri yang lama valid_to: {day} atau lebih awal.",
            )
    return Programme(
        code,
        found["name"].label(),
        Authority(found["authority"].one_of(tuple(Authority))),
        Unit(found["unit"].one_of(tuple(Unit))),
        "is_example" in found and found["is_example"].truth(),
        file.file,
        tuple(v for v, _ in versions),
    )


def require_known_pairs(programmes: dict[str, Programme], files: dict[str, Cell]) -> None:
    """YamlFault where a programme excludes one that is not there."""
    for code, programme in programmes.items():
        for version in programme.versions:
            for other in version.exclusive_with:
                if other not in programmes or other == code:
                    raise files[code].fault(
                        f"exclusive_with menyebut program '{other[:40]}' yang tidak ada",
                        hint=nearest(other, programmes),
                    )
