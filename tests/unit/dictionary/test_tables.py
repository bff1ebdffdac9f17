"""The dictionary's tables against the catalogue that they were taken from."""

import json
from pathlib import Path

import pytest

from desil.dictionary.column import Table
from desil.dictionary.columns.units import UNITS, with_unit
from desil.dictionary.label import spelling_of
from desil.dictionary.tables import FAMILY, PERSON
from desil.ranking.facts.catalogue import KNOWN_FACTS

CODEBOOK = Path(__file__).parents[3].parent / "shared" / "data" / "dtsen_codebook.json"
SECOND_SCHEME = {
    "family": "id_status_penguasaan_bangunan id_lantai_terluas luas_lantai_bangunan "
    "id_dinding_terluas id_atap_terluas id_sumber_airminum id_sumberpenerangan "
    "id_dayapenerangan id_bb_utama id_fasilitas_bab id_jenis_kloset id_pembuangan_tinja "
    "lahan_tempat_lain rumah_tempat_lain jml_sapi desil_nasional_keluarga",
    "person": "desil_nasional_anggota id_hub_kepala_keluarga id_disabilitas id_penyakit_menahun",
}
TABLES = [FAMILY, PERSON]


def _headers(table: Table) -> list[str]:
    return [s for c in table.columns for s in {spelling_of(h) for h in (c.dtsen_name, *c.aliases)}]


def test_the_hand_over_file_has_52_family_and_48_member_columns() -> None:
    assert len(FAMILY.columns) == 52
    assert len([c for c in PERSON.columns if not c.only_in]) == 48


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_no_header_names_two_columns(table: Table) -> None:
    headers = _headers(table)
    assert len(headers) == len(set(headers))


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_the_second_naming_scheme_is_known(table: Table) -> None:
    known = set(_headers(table))
    assert {spelling_of(h) for h in SECOND_SCHEME[table.name].split()} <= known


@pytest.mark.skipif(not CODEBOOK.is_file(), reason="the DTSEN catalogue is not on this machine")
@pytest.mark.parametrize(("part", "table"), [("keluarga", FAMILY), ("anggota", PERSON)])
def test_names_classes_and_codes_are_those_of_the_catalogue(part: str, table: Table) -> None:
    catalogue = json.loads(CODEBOOK.read_text(encoding="utf-8"))[part]
    columns = [c for c in table.columns if not c.only_in]
    assert [c.dtsen_name for c in columns] == [entry["name"] for entry in catalogue]
    for column, entry in zip(columns, catalogue, strict=True):
        assert (column.sensitivity, column.group) == (entry["sensitivity"], entry["group"])
        if "codes" in entry:
            assert column.codes is not None
            assert column.codes.values == tuple(int(value) for value in entry["codes"])


def test_every_unit_is_said_in_both_languages() -> None:
    columns = (*FAMILY.columns, *PERSON.columns, *KNOWN_FACTS.values())
    assert {c.unit for c in columns if c.unit} <= set(UNITS)
    assert with_unit(3, "ekor").en == "3 animals"
    assert (with_unit(3, "").id, with_unit(3, "peti").en) == ("3", "3 peti")
