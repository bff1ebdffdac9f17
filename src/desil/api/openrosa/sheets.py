"""The visit form as the sheets of an XLSForm (xlsform.org), made from the dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby

from desil.cases.changes.visited import FACTS, PERSON_FACTS, PHOTOS
from desil.cases.kinds.words import documents
from desil.dictionary.codelist import CodeList
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind
from desil.dictionary.columns.units import unit_label
from desil.dictionary.label import Label
from desil.dictionary.tables import FACT_GROUPS
from desil.engine.hashing import canonical_json

Row = dict[str, str]
Sheets = dict[str, list[Row]]
FORM_ID = "kunjungan_rumah"
TITLE = "Kunjungan rumah"
VISITS_FILE, MEMBERS_FILE = "visits.csv", "members.csv"
MEMBER, PERSON = "member", "person"  # the repeat, and whom it is about
_ID, _EN = "label::Bahasa Indonesia (id)", "label::English (en)"
_SEEN = "instance('visits')/root/item[name=${case_number}]/seen"
_OF_CASE = "instance('members')/root/item[case_number=${case_number}]"
_ASKS = f"instance('members')/root/item[case_number=${{case_number}} and name=${{{PERSON}}}]/asks"
_GROUPS = {
    "Perumahan": Label("Rumah", "Home"),
    "Aset": Label("Barang dan aset", "Belongings"),
    "Pendidikan": Label("Pendidikan", "Education"),
    "Ketenagakerjaan": Label("Pekerjaan", "Work"),
    "Usaha": Label("Usaha", "Business"),
}
_LONG = 12  # answers: more are searched rather than shown


def _labelled(label: Label, **cells: str) -> Row:
    return cells | {_ID: label.id, _EN: label.en}


def _codes_of(column: Column) -> CodeList | None:
    return column.codes or (YES_NO if column.kind is Kind.YES_NO else None)


def _question(column: Column) -> Row:
    codes = _codes_of(column)
    if codes is not None:
        look = {"appearance": "minimal autocomplete"} if len(codes.codes) > _LONG else {}
        return _labelled(column.label, type=f"select_one {codes.name}", name=column.name, **look)
    least, most = column.minimum or 0, column.maximum or 10**9
    asked = column.label
    if column.unit:
        unit = unit_label(column.unit)
        asked = Label(f"{asked.id} ({unit.id})", f"{asked.en} ({unit.en})")
    return _labelled(
        asked, type="integer", name=column.name, constraint=f". >= {least} and . <= {most}"
    )


def _facts(asked: Iterable[Column], **cells: str) -> Iterable[Row]:
    for name, columns in groupby(asked, key=lambda column: column.group):
        row = {"type": "begin_group", "name": name.lower(), "appearance": "field-list"} | cells
        yield _labelled(_GROUPS[name], **row)
        yield from map(_question, columns)
        yield {"type": "end_group"}


def _members() -> Iterable[Row]:
    """One round for each person that there is something to say of, where the case asks of any."""
    yield _labelled(
        Label("Pendidikan dan pekerjaan seorang anggota", "Education and work of a member"),
        type="begin_repeat",
        name=MEMBER,
        relevant=f"count({_OF_CASE}) > 0",
    )
    yield _labelled(
        Label("Siapa?", "Who?"),
        type=f"select_one_from_file {MEMBERS_FILE}",
        name=PERSON,
        choice_filter="case_number=${case_number}",
    )
    yield {"type": "calculate", "name": "asks", "calculation": _ASKS}
    groups = FACT_GROUPS[PERSON]
    for group, columns in groupby(PERSON_FACTS, key=lambda column: groups[column.name]):
        yield from _facts(columns, relevant=f"contains(${{asks}}, '{group}')")
    yield {"type": "end_repeat"}


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
        *_facts(FACTS),
        *_members(),
        *(
            _labelled(photo[name].label, type="image", name=name, parameters="max-pixels=1600")
            for name in PHOTOS
        ),
        _labelled(Label("Catatan", "Remark"), type="text", name="remark", appearance="multiline"),
    ]


def _choices() -> list[Row]:
    lists = {
        codes.name: codes for codes in map(_codes_of, (*FACTS, *PERSON_FACTS)) if codes is not None
    }
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
