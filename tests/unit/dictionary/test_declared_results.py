"""The declarations of result tables: whole, without leftovers, and told in both languages."""

from importlib import resources

import yaml

from desil.dictionary.column import Sensitivity
from desil.dictionary.result_table import Access, ResultTable
from desil.dictionary.results import (
    AREA_RECAPS,
    DOUBTS,
    FAMILIES,
    LOADED,
    PERSONS,
    RESULT_TABLES,
    result_table,
)
from desil.dictionary.standing import STANDINGS
from desil.dictionary.tables import FAMILY

COLUMNS = resources.files("desil.dictionary") / "data" / "result_tables" / "columns.yaml"


def faulty_names(table: ResultTable) -> list[str]:
    return [
        f"{table.name}.{name}"
        for name in (*table.key, *table.sorted_by)
        if name not in table.schema.names
    ]


def test_every_key_and_order_names_a_column() -> None:
    assert [fault for table in RESULT_TABLES for fault in faulty_names(table)] == []


def test_no_column_is_declared_twice_in_a_table_or_for_no_table() -> None:
    doubled = [t.name for t in RESULT_TABLES if len(set(t.schema.names)) < len(t.schema.names)]
    assert doubled == []
    used = {name for t in RESULT_TABLES for name in t.schema.names} | {"families", "people"}
    declared = set(yaml.safe_load(COLUMNS.read_text(encoding="utf-8")))
    assert declared - used == set()
    assert declared & set(FAMILY.names) == set()  # said by the dictionary


def test_every_label_is_told_in_two_languages() -> None:
    labels = [t.rows for t in RESULT_TABLES] + [c.label for t in RESULT_TABLES for c in t.columns]
    labels += [t.note for t in RESULT_TABLES if t.note]
    assert [label for label in labels if not (label.id.strip() and label.en.strip())] == []


def test_what_the_office_sees_by_place_has_the_column_that_places_it() -> None:
    needed = {Access.VILLAGE: "village_code", Access.FAMILY: "family_number", Access.PERSON: "nik"}
    lacking = [
        t.name
        for t in LOADED
        if t.published in needed
        and needed[t.published] not in t.schema.names
        and not t.gains_village
    ]
    assert lacking == []


def test_shorthands_stand_for_their_columns() -> None:
    names = FAMILIES.schema.names
    assert "decile_national" not in names
    assert names[:3] == ["province_code", "province_name", "city_code"]
    assert names[-6:] == [
        "identity_source", "identity_date", "dwelling_source", "dwelling_date",
        "assets_source", "assets_date",
    ]  # fmt: skip
    assert AREA_RECAPS.schema.names[5:16] == [f"families_{s}" for s in STANDINGS]
    assert str(result_table("family_listing").schema.field("members").type) == "int16"
    assert str(result_table("family_succession").schema.field("members").type) == "int32"


def test_a_column_keeps_the_privacy_class_that_it_has_in_the_dictionary() -> None:
    assert PERSONS.column("depression").sensitivity is Sensitivity.SPECIFIC
    assert DOUBTS.column("known_name").sensitivity is Sensitivity.PERSONAL
    assert DOUBTS.column("village_code").sensitivity is Sensitivity.QUASI_IDENTIFIER
    assert AREA_RECAPS.column("families_1").sensitivity is Sensitivity.OPEN
