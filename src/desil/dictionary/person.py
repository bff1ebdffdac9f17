"""The 48 columns of a family member in a DTSEN hand-over file, said once, and two more.

The second naming scheme has two columns that the first has not: the decile repeated beside each
member, and one summary code of disability in place of the nine questions about difficulties.
"""

from __future__ import annotations

from dataclasses import replace

from desil.dictionary.codelists import person, schooling, work
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind, Sensitivity, Table
from desil.dictionary.declare import area_code, coded, number, text, yes_no
from desil.dictionary.label import Label

_IDENTITY = "Identitas"
_SCHOOL = "Pendidikan"
_WORK = "Ketenagakerjaan"
_BUSINESS = "Usaha"
_KTP = "Alamat KTP"
_PERSONAL = Sensitivity.PERSONAL
_QUASI = Sensitivity.QUASI_IDENTIFIER
_OPEN = Sensitivity.OPEN
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

_SCHOOLING = (
    coded(
        "school_participation",
        "partisipasi_sekolah",
        ("Partisipasi sekolah", "School attendance"),
        _SCHOOL,
        schooling.SCHOOL_PARTICIPATION,
        "id_partisipasi_sekolah",
    ),
    coded(
        "education_level",
        "jenjang_tertinggi_yang_diduduki",
        ("Jenjang tertinggi", "Highest level attended"),
        _SCHOOL,
        schooling.EDUCATION_LEVEL,
        "id_jenjang_tertinggi",
        "jenjang_tertinggi",
    ),
    coded(
        "education_grade",
        "kelas_tertinggi_yang_diduduki",
        ("Kelas tertinggi", "Highest year attended"),
        _SCHOOL,
        schooling.EDUCATION_GRADE,
        "id_kelas_tertinggi",
        "kelas_tertinggi",
    ),
    coded(
        "highest_diploma",
        "ijazah_tertinggi_yang_dimiliki",
        ("Ijazah tertinggi", "Highest diploma"),
        _SCHOOL,
        schooling.HIGHEST_DIPLOMA,
        "id_ijazah_tertinggi",
        "ijazah_tertinggi",
    ),
)

_WORKING = (
    coded(
        "is_working",
        "status_bekerja",
        ("Bekerja seminggu lalu", "Worked last week"),
        _WORK,
        YES_NO,
        "id_status_bekerja",
    ),
    coded(
        "work_industry",
        "lapangan_usaha_dari_pekerjaan_utama",
        ("Lapangan usaha pekerjaan utama", "Industry of the main job"),
        _WORK,
        work.INDUSTRY,
        "id_lapangan_usaha_pekerjaan",
        "lapangan_usaha_pekerjaan_utama",
    ),
    coded(
        "work_status",
        "status_dalam_pekerjaan_utama",
        ("Kedudukan dalam pekerjaan utama", "Status in the main job"),
        _WORK,
        work.WORK_STATUS,
        "id_status_dalam_pekerjaan",
        "status_kedudukan_kerja",
        "id_status_kedudukan_kerja",
    ),
    coded(
        "has_business",
        "kepemilikan_usaha",
        ("Memiliki usaha", "Has a business"),
        _BUSINESS,
        YES_NO,
        "id_kepemilikan_usaha",
    ),
    number(
        "business_count",
        "jumlah_usaha",
        ("Jumlah usaha", "Businesses"),
        _BUSINESS,
        "usaha",
        (0, 99),
        "jml_usaha",
    ),
    coded(
        "business_industry",
        "lapangan_usaha_dari_usaha_utama",
        ("Lapangan usaha dari usaha utama", "Industry of the main business"),
        _BUSINESS,
        work.INDUSTRY,
        "id_lapangan_usaha_usaha",
        "lapangan_usaha_usaha_utama",
    ),
    number(
        "business_paid_workers",
        "jumlah_pekerja_yang_dibayar_dari_usaha_utama",
        ("Pekerja dibayar", "Paid workers"),
        _BUSINESS,
        "orang",
        (0, 99999),
        "jml_pekerja_dibayar",
        "jumlah_pekerja_dibayar",
    ),
    number(
        "business_unpaid_workers",
        "jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama",
        ("Pekerja tidak dibayar", "Unpaid workers"),
        _BUSINESS,
        "orang",
        (0, 99999),
        "jml_pekerja_tidak_dibayar",
        "jumlah_pekerja_tidak_dibayar",
    ),
    coded(
        "business_turnover",
        "omzet_usaha_utama",
        ("Omzet usaha utama per bulan", "Monthly turnover of the main business"),
        _BUSINESS,
        work.BUSINESS_TURNOVER,
        "id_omzet_usaha_utama",
        "omzet_usaha",
    ),
)


def _difficulty(name: str, dtsen_name: str, label: tuple[str, str], *aliases: str) -> Column:
    return coded(
        name,
        dtsen_name,
        label,
        "Disabilitas",
        person.DIFFICULTY,
        f"id_{dtsen_name}",
        *aliases,
        sensitivity=_SPECIFIC,
    )


_HEALTH = (
    coded(
        "nutrition",
        "kondisi_gizi",
        ("Kondisi gizi anak", "Child nutrition"),
        "Kesehatan",
        person.NUTRITION,
        "id_kondisi_gizi",
        sensitivity=_SPECIFIC,
    ),
    _difficulty("seeing", "penglihatan", ("Penglihatan", "Seeing")),
    _difficulty("hearing", "pendengaran", ("Pendengaran", "Hearing")),
    _difficulty(
        "walking",
        "berjalan_atau_naik_tangga",
        ("Berjalan/naik tangga", "Walking or climbing steps"),
        "berjalan_naik_tangga",
    ),
    _difficulty("hands", "menggunakan_tangan_jari", ("Tangan/jari", "Using hands and fingers")),
    _difficulty(
        "learning",
        "belajar_kemampuan_intelektual",
        ("Belajar/intelektual", "Learning or intellectual"),
    ),
    _difficulty("behaviour", "pengendalian_perilaku", ("Pengendalian perilaku", "Behaviour")),
    _difficulty("communicating", "berbicara_komunikasi", ("Berbicara/komunikasi", "Communicating")),
    _difficulty("self_care", "mengurus_diri", ("Mengurus diri", "Self-care")),
    _difficulty(
        "remembering",
        "mengingat_berkonsentrasi",
        ("Mengingat/berkonsentrasi", "Remembering or concentrating"),
    ),
    coded(
        "depression",
        "kesedihan_depresi",
        ("Kesedihan/depresi", "Sadness or depression"),
        "Disabilitas",
        person.FREQUENCY,
        "id_kesedihan_depresi",
        sensitivity=_SPECIFIC,
    ),
    coded(
        "chronic_disease",
        "penyakit_kronis",
        ("Penyakit kronis", "Chronic disease"),
        "Kesehatan",
        person.CHRONIC_DISEASE,
        "id_penyakit_menahun",
        "penyakit_menahun",
        sensitivity=_SPECIFIC,
    ),
)

_KTP_ADDRESS = (
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
    (*_IDENTITIES, *_SCHOOLING, *_WORKING, *_HEALTH, *_KTP_ADDRESS, *_SECOND_SCHEME_ONLY),
)

DIFFICULTY_COLUMNS: tuple[str, ...] = tuple(
    c.name for c in _HEALTH if c.codes is person.DIFFICULTY or c.name == "depression"
)
"""The questions that the second naming scheme's `disability` stands in for."""
