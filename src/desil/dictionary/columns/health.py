"""Columns about health and difficulties: specific personal data (UU 27/2022 art. 4(2))."""

from __future__ import annotations

from desil.dictionary.codelists import person
from desil.dictionary.column import Column, Sensitivity
from desil.dictionary.declare import coded

_SPECIFIC = Sensitivity.SPECIFIC


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


HEALTH_COLUMNS = (
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

DIFFICULTY_COLUMNS: tuple[str, ...] = tuple(
    c.name for c in HEALTH_COLUMNS if c.codes is person.DIFFICULTY or c.name == "depression"
)
"""The questions that the second naming scheme's `disability` stands in for."""
