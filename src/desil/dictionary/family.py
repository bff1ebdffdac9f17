"""The 52 columns of a family in a DTSEN hand-over file, said once."""

from __future__ import annotations

from desil.dictionary.column import Column, Kind, Sensitivity, Table
from desil.dictionary.columns.assets import ASSET_COLUMNS
from desil.dictionary.columns.dwelling import DWELLING_COLUMNS
from desil.dictionary.declare import area_code, number, text, yes_no
from desil.dictionary.label import Label

_AREA = "Wilayah"
_IDENTITY = "Identitas"
_WELFARE = "Kesejahteraan"
_PERSONAL = Sensitivity.PERSONAL


def _decile(name: str, dtsen_name: str, label: tuple[str, str], *aliases: str) -> Column:
    return Column(
        name,
        dtsen_name,
        Kind.DECILE,
        Label(*label),
        _WELFARE,
        Sensitivity.FACT,
        minimum=1,
        maximum=10,
        aliases=aliases,
    )


_AREAS = (
    area_code("province_code", "kode_provinsi", ("Kode provinsi (BPS)", "Province code"), _AREA, 2),
    text(
        "province_name",
        "provinsi",
        ("Provinsi", "Province"),
        _AREA,
        Sensitivity.OPEN,
        "nama_provinsi",
    ),
    area_code(
        "city_code", "kode_kabupaten_kota", ("Kode kabupaten/kota (BPS)", "City code"), _AREA, 4
    ),
    text(
        "city_name",
        "kabupaten_kota",
        ("Kabupaten/kota", "City"),
        _AREA,
        Sensitivity.OPEN,
        "nama_kabupaten_kota",
    ),
    area_code(
        "district_code", "kode_kecamatan", ("Kode kecamatan (BPS)", "District code"), _AREA, 7
    ),
    text(
        "district_name",
        "kecamatan",
        ("Kecamatan", "District"),
        _AREA,
        Sensitivity.OPEN,
        "nama_kecamatan",
    ),
    area_code(
        "village_code", "kode_kelurahan_desa", ("Kode kelurahan (BPS)", "Village code"), _AREA, 10
    ),
    text(
        "village_name",
        "kelurahan_desa",
        ("Kelurahan", "Village"),
        _AREA,
        Sensitivity.QUASI_IDENTIFIER,
        "nama_kelurahan_desa",
    ),
)

_IDENTITIES = (
    text("address", "alamat", ("Alamat", "Address"), _IDENTITY, _PERSONAL, "alamat_domisili"),
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
    number(
        "stated_size",
        "jumlah_anggota_keluarga",
        ("Jumlah anggota menurut berkas", "Members as stated"),
        _WELFARE,
        "orang",
        (1, 99),
        "jml_anggota_keluarga",
        "jml_anggota",
        "jumlah_anggota",
    ),
    text(
        "head_name",
        "nama_kepala_keluarga",
        ("Nama kepala keluarga", "Name of the head"),
        _IDENTITY,
        _PERSONAL,
        "nama_anggota_keluarga",
        "nama_krt",
        "nama_kk",
    ),
)

_WELFARES = (
    _decile(
        "decile_national",
        "desil_nasional",
        ("Desil nasional", "National decile"),
        "desil_nasional_keluarga",
        "desil",
    ),
    _decile(
        "decile_province",
        "desil_provinsi",
        ("Desil provinsi", "Provincial decile"),
        "desil_provinsi_keluarga",
    ),
    _decile(
        "decile_city",
        "desil_kabupaten_kota",
        ("Desil kota", "City decile"),
        "desil_kabupaten_kota_keluarga",
        "desil_kabkota",
        "desil_kabupaten",
    ),
    yes_no(
        "pbi_national",
        "pbi_nas",
        ("Penerima PBI nasional", "National PBI"),
        _WELFARE,
        "pbi_nasional",
        "pbi_nas_keluarga",
    ),
    yes_no(
        "pbi_local",
        "pbi_pemda",
        ("Penerima PBI pemda", "Local PBI"),
        _WELFARE,
        "pbi_pemda_keluarga",
    ),
    text(
        "electricity_customer_id",
        "id_pelanggan_pln",
        ("ID pelanggan PLN", "PLN customer id"),
        _IDENTITY,
        _PERSONAL,
        "idpel",
        "id_pelanggan",
    ),
)


FAMILY = Table(
    "family",
    Label("Keluarga", "Family"),
    (*_AREAS, *_IDENTITIES, *_WELFARES, *DWELLING_COLUMNS, *ASSET_COLUMNS),
)
