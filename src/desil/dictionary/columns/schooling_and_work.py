"""Columns about schooling, work and businesses of a person."""

from __future__ import annotations

from desil.dictionary.codelists import schooling, work
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.declare import coded, number

_SCHOOL = "Pendidikan"
_WORK = "Ketenagakerjaan"
_BUSINESS = "Usaha"

SCHOOLING_COLUMNS = (
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

WORK_COLUMNS = (
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
