"""The 48 columns of a family member in a DTSEN hand-over file, said once, and two more.

The second naming scheme has two columns that the first has not: the decile repeated beside each
member, and one summary code of disability in place of the nine questions about difficulties.
"""

from __future__ import annotations

from dataclasses import replace

from desil.dictionary.codelists import person
from desil.dictionary.column import Column, Kind, Sensitivity, Table
from desil.dictionary.columns.health import HEALTH_COLUMNS
from desil.dictionary.columns.ktp import KTP_COLUMNS
from desil.dictionary.columns.schooling_and_work import SCHOOLING_COLUMNS, WORK_COLUMNS
from desil.dictionary.declare import coded, text, yes_no
from desil.dictionary.label import Label

_IDENTITY = "Identitas"
_PERSONAL = Sensitivity.PERSONAL
_SPECIFIC = Sensitivity.SPECIFIC

SECOND_SCHEME = "skema kedua"

_IDENTITIES = (
    text(
        "nik",
        "nomor_induk_kependudukan",
        ("NIK", "National id number"),
        _IDENTITY,
        _PERSONAL,
        "nik",
        "nik_anggota",
        kind=Kind.NIK,
    ),
    text(
        "family_number",
        "nomor_kartu_keluarga",
        ("Nomor KK", "Family card number"),
        _IDENTITY,
        _PERSONAL,
        "no_kk",
        "nomor_kk",
        "nokk",
        "id_keluarga",
        kind=Kind.KK,
    ),
    text(
        "name",
        "nama",
        ("Nama", "Name"),
        _IDENTITY,
        _PERSONAL,
        "nama_lengkap",
        "nama_anggota",
        "nama_anggota_keluarga",
    ),
    text(
        "birth_date",
        "tanggal_lahir",
        ("Tanggal lahir", "Date of birth"),
        _IDENTITY,
        _PERSONAL,
        "tgl_lahir",
        kind=Kind.DATE,
    ),
    coded(
        "sex",
        "jenis_kelamin",
        ("Jenis kelamin", "Sex"),
        "Demografi",
        person.SEX,
        "id_jenis_kelamin",
        "jk",
    ),
    coded(
        "relationship",
        "status_hubungan_keluarga",
        ("Hubungan dengan kepala keluarga", "Relationship to the head"),
        "Demografi",
        person.RELATIONSHIP,
        "id_hub_kepala_keluarga",
        "hub_kepala_keluarga",
        "hubungan_keluarga",
        "id_hubungan_keluarga",
    ),
    yes_no(
        "pbi_national",
        "pbi_nas",
        ("PBI nasional", "National PBI"),
        "Kesejahteraan",
        "pbi_nasional",
        "pbi_nas_anggota",
    ),
    yes_no(
        "pbi_local", "pbi_pemda", ("PBI pemda", "Local PBI"), "Kesejahteraan", "pbi_pemda_anggota"
    ),
    coded(
        "marital_status",
        "status_kawin",
        ("Status perkawinan", "Marital status"),
        "Demografi",
        person.MARITAL_STATUS,
        "id_status_kawin",
        "status_perkawinan",
        "id_status_perkawinan",
    ),
)


_SECOND_SCHEME_ONLY = (
    Column(
        "stated_decile_national",
        "desil_nasional_anggota",
        Kind.DECILE,
        Label("Desil nasional menurut baris anggota", "National decile on the member's row"),
        "Kesejahteraan",
        Sensitivity.FACT,
        minimum=1,
        maximum=10,
        only_in=SECOND_SCHEME,
    ),
    replace(
        text(
            "disability",
            "id_disabilitas",
            ("Disabilitas (kode ringkas)", "Disability (summary)"),
            "Disabilitas",
            _SPECIFIC,
        ),
        only_in=SECOND_SCHEME,
    ),
)

PERSON = Table(
    "person",
    Label("Anggota keluarga", "Family member"),
    (
        *_IDENTITIES,
        *SCHOOLING_COLUMNS,
        *WORK_COLUMNS,
        *HEALTH_COLUMNS,
        *KTP_COLUMNS,
        *_SECOND_SCHEME_ONLY,
    ),
)
