"""Columns that stand on a person's identity card."""

from __future__ import annotations

from desil.dictionary.column import Sensitivity
from desil.dictionary.declare import area_code, text

_KTP = "Alamat KTP"
_SCHOOL = "Pendidikan"
_WORK = "Ketenagakerjaan"
_OPEN = Sensitivity.OPEN
_QUASI = Sensitivity.QUASI_IDENTIFIER
_PERSONAL = Sensitivity.PERSONAL

KTP_COLUMNS = (
    area_code(
        "ktp_province_code",
        "kode_provinsi_ktp",
        ("Kode provinsi KTP", "KTP province code"),
        _KTP,
        2,
    ),
    text("ktp_province_name", "provinsi_ktp", ("Provinsi KTP", "KTP province"), _KTP, _OPEN),
    area_code(
        "ktp_city_code",
        "kode_kabupaten_kota_ktp",
        ("Kode kabupaten/kota KTP", "KTP city code"),
        _KTP,
        4,
    ),
    text("ktp_city_name", "kabupaten_kota_ktp", ("Kabupaten/kota KTP", "KTP city"), _KTP, _OPEN),
    area_code(
        "ktp_district_code",
        "kode_kecamatan_ktp",
        ("Kode kecamatan KTP", "KTP district code"),
        _KTP,
        7,
    ),
    text("ktp_district_name", "kecamatan_ktp", ("Kecamatan KTP", "KTP district"), _KTP, _OPEN),
    area_code(
        "ktp_village_code",
        "kode_kelurahan_desa_ktp",
        ("Kode kelurahan KTP", "KTP village code"),
        _KTP,
        10,
    ),
    text("ktp_village_name", "kelurahan_desa_ktp", ("Kelurahan KTP", "KTP village"), _KTP, _QUASI),
    text("ktp_rt", "rt_ktp", ("RT KTP", "KTP RT"), _KTP, _QUASI),
    text("ktp_rw", "rw_ktp", ("RW KTP", "KTP RW"), _KTP, _QUASI),
    text("ktp_hamlet", "dusun_ktp", ("Dusun KTP", "KTP hamlet"), _KTP, _QUASI),
    text("ktp_address", "alamat_ktp", ("Alamat KTP", "KTP address"), _KTP, _PERSONAL),
    text(
        "ktp_occupation",
        "pekerjaan_ktp",
        ("Pekerjaan menurut KTP", "Occupation on the KTP"),
        _WORK,
        Sensitivity.FACT,
    ),
    text(
        "ktp_education",
        "pendidikan_akhir_ktp",
        ("Pendidikan akhir menurut KTP", "Education on the KTP"),
        _SCHOOL,
        Sensitivity.FACT,
    ),
)
