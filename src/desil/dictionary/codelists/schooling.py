"""Answers about schooling."""

from __future__ import annotations

from desil.dictionary.codelist import Code, CodeList, code

SCHOOL_PARTICIPATION = CodeList(
    "school_participation",
    (
        code(1, "Tidak/belum pernah sekolah", "Never attended"),
        code(2, "Masih sekolah", "Attending"),
        code(3, "Tidak bersekolah lagi", "No longer attending"),
    ),
)

_LEVELS: tuple[Code, ...] = (
    code(1, "Paket A", "Package A (primary equivalent)"),
    code(2, "SDLB", "Special primary school"),
    code(3, "SD", "Primary school"),
    code(4, "MI", "Islamic primary school"),
    code(5, "SPM/PDF Ula", "Pesantren, primary level"),
    code(6, "Paket B", "Package B (junior secondary equivalent)"),
    code(7, "SMP LB", "Special junior secondary school"),
    code(8, "SMP", "Junior secondary school"),
    code(9, "MTs", "Islamic junior secondary school"),
    code(10, "SPM/PDF Wustha", "Pesantren, junior secondary level"),
    code(11, "Paket C", "Package C (senior secondary equivalent)"),
    code(12, "SMLB", "Special senior secondary school"),
    code(13, "SMA", "Senior secondary school"),
    code(14, "MA", "Islamic senior secondary school"),
    code(15, "SMK", "Vocational secondary school"),
    code(16, "MAK", "Islamic vocational secondary school"),
    code(17, "SPM/PDF Ulya", "Pesantren, senior secondary level"),
    code(18, "D1/D2/D3", "Diploma, 1 to 3 years"),
    code(19, "D4/S1", "Bachelor's degree"),
    code(20, "Profesi", "Professional degree"),
    code(21, "S2", "Master's degree"),
    code(22, "S3", "Doctorate"),
)

EDUCATION_LEVEL = CodeList("education_level", _LEVELS)

HIGHEST_DIPLOMA = CodeList(
    "highest_diploma",
    (*_LEVELS, code(23, "Tidak punya ijazah SD", "No primary school diploma")),
)

EDUCATION_GRADE = CodeList(
    "education_grade",
    (
        *(code(grade, f"Kelas {grade}", f"Year {grade}") for grade in range(1, 8)),
        code(8, "Tamat & lulus", "Completed", "8 (tamat & lulus)"),
    ),
)
