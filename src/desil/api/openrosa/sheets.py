"""The visit form as the sheets of an XLSForm (xlsform.org), made from the dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby

from desil.cases.kinds.words import documents
from desil.dictionary.codelist import CodeList
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind
from desil.dictionary.columns.assets import ASSET_COLUMNS
from desil.dictionary.columns.dwelling import DWELLING_COLUMNS
from desil.dictionary.label import Label
from desil.engine.hashing import canonical_json

Row = dict[str, str]
Sheets = dict[str, list[Row]]
FORM_ID = "kunjungan_rumah"
TITLE = "Kunjungan rumah"
VISITS_FILE = "visits.csv"
PHOTOS = ("house_front", "living_room", "bathroom")
FACTS: tuple[Column, ...] = (*DWELLING_COLUMNS, *ASSET_COLUMNS)
_ID, _EN = "label::Bahasa Indonesia (id)", "label::English (en)"
_SEEN = "instance('visits')/root/item[name=${case_number}]/seen"
_GROUPS = {"Perumahan": Label("Rumah", "Home"), "Aset": Label("Barang dan aset", "Belongings")}


def _labelled(label: Label, **cells: str) -> Row:
    return cells | {_ID: label.id, _EN: label.en}


def _codes_of(column: Column) -> CodeList | None:
    return column.codes or (YES_NO if column.kind is Kind.YES_NO else None)


def _question(column: Column) -> Row:
    codes = _codes_of(column)
    if codes is not None:
        return _labelled(column.label, type=f"select_one {codes.name}", name=column.name)
    least, most = column.minimum or 0, column.maximum or 10**9
    unit = f" ({column.unit})" if column.unit else ""
    asked = Label(f"{column.label.id}{unit}", f"{column.label.en}{unit}")
    return _labelled(
        asked, type="integer", name=column.name, constraint=f". >= {least} and . <= {most}"
    )


def _facts() -> Iterable[Row]:
    for name, columns in groupby(FACTS, key=lambda column: column.group):
        yield _labelled(
            _GROUPS[name], type="begin_group", name=name.lower(), appearance="field-list"
        )
        yield from map(_question, columns)
        yield {"type": "end_group"}


def _survey() -> list[Row]:
    photo = documents()
    return [
        _labelled(
            Label("Pengaduan yang dikunjungi", "Case that is visited"),
            type=f"select_one_from_file {VISITS_FILE}",
            name="case_number",
            required="yes",
            appearance="minimal autocomplete",
        ),
        {"type": "calculate", "name": "seen", "calculation": _SEEN},
        {"type": "today", "name": "visited_on"},
        _labelled(Label("Letak rumah", "Place of the home"), type="geopoint", name="place"),
        *_facts(),
        *(
            _labelled(photo[name].label, type="image", name=name, parameters="max-pixels=1600")
            for name in PHOTOS
        ),
        _labelled(Label("Catatan", "Remark"), type="text", name="remark", appearance="multiline"),
    ]


def _choices() -> list[Row]:
    lists = {codes.name: codes for codes in map(_codes_of, FACTS) if codes is not None}
    return [
        _labelled(code.label, list_name=name, name=str(code.value))
        for name, codes in lists.items()
        for code in codes.codes
    ]


def sheets() -> Sheets:
    """The sheets "survey", "choices", "settings"; the version is a digest of the rest."""
    asked = {"survey": _survey(), "choices": _choices()}
    version = int(sha256(canonical_json(asked).encode()).hexdigest()[:8], 16)
    settings = {
        "form_title": TITLE,
        "form_id": FORM_ID,
        "version": f"{version:010d}",
        "default_language": "Bahasa Indonesia (id)",
    }
    return asked | {"settings": [settings]}
