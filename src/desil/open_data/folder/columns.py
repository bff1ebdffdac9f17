"""The tables of the folder and their columns, said once: what the CSV files, both kinds of metadata
and the README tell comes from here."""

from __future__ import annotations

from dataclasses import dataclass

from desil.dictionary.label import Label
from desil.dictionary.standing import STANDINGS
from desil.open_data.counts import ALL, Status

LEVELS = ("kota", "kecamatan", "kelurahan")


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column: a whole number where `is_number`, else a text; `among` lists what it may be. An
    empty cell is allowed where `may_be_empty`."""

    name: str
    label: Label
    is_number: bool = False
    may_be_empty: bool = False
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileTable:
    """A CSV file: its rows are told apart by `key`; `refers` names columns that are the key of
    another table."""

    name: str
    label: Label
    columns: tuple[FileColumn, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


_LEVEL = FileColumn("level", Label("Tingkat wilayah", "Level of the area"), among=LEVELS)
_AREA = FileColumn("area_code", Label("Kode wilayah BPS, sebuah teks", "BPS area code, a text"))
_AREA_NAME = FileColumn("area_name", Label("Nama wilayah", "Name of the area"))
_DECILE = FileColumn(
    "decile",
    Label(
        "Desil nasional resmi; unranked: belum diperingkat; all: semua",
        "Official national decile; unranked: not ranked yet; all: all together",
    ),
    among=(*STANDINGS, ALL),
)
_FIGURES = (
    FileColumn(
        "families",
        Label("Keluarga; kosong bila disembunyikan", "Families; empty where hidden"),
        is_number=True,
        may_be_empty=True,
    ),
    FileColumn(
        "families_least",
        Label("Keluarga paling sedikit", "Families at least"),
        is_number=True,
    ),
    FileColumn(
        "families_most",
        Label("Keluarga paling banyak", "Families at most"),
        is_number=True,
    ),
    FileColumn(
        "people",
        Label("Jiwa; kosong bila disembunyikan", "People; empty where hidden"),
        is_number=True,
        may_be_empty=True,
    ),
    FileColumn(
        "people_least",
        Label("Jiwa paling sedikit", "People at least"),
        is_number=True,
    ),
)
_PROGRAMME = FileColumn("programme", Label("Kode program", "Code of the programme"))
_OF_AREA = (("level", "area_code"), "areas")

AREAS = FileTable(
    "areas",
    Label("Wilayah", "Areas"),
    (
        _LEVEL,
        _AREA,
        _AREA_NAME,
        FileColumn(
            "parent_code",
            Label("Kode wilayah di atasnya", "Code of the area above"),
            may_be_empty=True,
        ),
        FileColumn(
            "kemendagri_code",
            Label("Kode Kemendagri", "Code of the Ministry of Home Affairs"),
            may_be_empty=True,
        ),
    ),
    ("level", "area_code"),
)
PROGRAMMES = FileTable(
    "programmes",
    Label("Program", "Programmes"),
    (
        _PROGRAMME,
        FileColumn("name_id", Label("Nama", "Name in Indonesian")),
        FileColumn("name_en", Label("Nama dalam bahasa Inggris", "Name in English")),
        FileColumn("unit", Label("Yang didaftar: family atau person", "Whom it lists")),
        FileColumn("on_date", Label("Hari penilaian", "Day on which families were judged")),
        FileColumn(
            "list_period",
            Label("Periode daftar yang berlaku", "Period of the list in force"),
            may_be_empty=True,
        ),
        FileColumn("reference", Label("Dasar hukum", "Legal reference"), may_be_empty=True),
    ),
    ("programme",),
)
DECILE_COUNTS = FileTable(
    "deciles",
    Label("Keluarga dan jiwa menurut desil", "Families and people by decile"),
    (_LEVEL, _AREA, _AREA_NAME, _DECILE, *_FIGURES),
    ("level", "area_code", "decile"),
    (_OF_AREA,),
)
PROGRAMME_COUNTS = FileTable(
    "programme-counts",
    Label(
        "Keluarga dan jiwa menurut program dan desil",
        "Families and people by programme and decile",
    ),
    (
        _PROGRAMME,
        FileColumn(
            "status",
            Label(
                "eligible: memenuhi syarat; listed: terdaftar; waiting: menunggu",
                "How the family stands with the programme",
            ),
            among=tuple(s.value for s in Status),
        ),
        _LEVEL,
        _AREA,
        _AREA_NAME,
        _DECILE,
        *_FIGURES,
    ),
    ("programme", "status", "level", "area_code", "decile"),
    (_OF_AREA, (("programme",), "programmes")),
)
TABLES = (AREAS, PROGRAMMES, DECILE_COUNTS, PROGRAMME_COUNTS)
