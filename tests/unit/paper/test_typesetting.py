"""PDF documents: tagged for screen readers, the same bytes each time, texts taken as texts."""

import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from desil.paper.printable import printable_text
from desil.paper.qr_code import qr_svg
from desil.paper.typesetting import Template, typeset
from tests.table import rows_of

AT = datetime(2026, 3, 17, 8, tzinfo=UTC)
HOSTILE = '#read("/etc/passwd") *bold* $x$ "quoted" \\ =heading <label> @ref'
TABLE: dict[str, object] = {
    "title": "Rekap",
    "language": "id",
    "lines": ["Diminta oleh RINA", HOSTILE],
    "columns": ["wilayah", "jumlah"],
    "rows": [["JATIKARYA", "1.204"], [HOSTILE, "7"]],
    "widths": [3, 1],
    "numbers": [1],
    "serial": "A1-B2",
    "page_word": "Halaman",
}
LETTER: dict[str, object] = {
    "title": "Jawaban atas permohonan",
    "language": "id",
    "office": "Dinas Sosial",
    "address": ["Jl. Contoh 1"],
    "number": "001/2026",
    "place_and_date": "Bekasi, 17 Maret 2026",
    "to": ["Yth. Pemohon"],
    "paragraphs": [HOSTILE],
    "facts": [["Hasil", "diterima"]],
    "steps": ["Simpan surat ini."],
    "closing": ["Hormat kami,"],
    "signed_by": ["Kepala Dinas"],
    "qr": qr_svg("https://desil.example/periksa/ABC"),
    "qr_alt": "Kode QR ke halaman periksa surat",
    "qr_note": ["Periksa keaslian surat ini."],
}


@pytest.mark.parametrize(("kind", "values"), [(Template.TABLE, TABLE), (Template.LETTER, LETTER)])
def test_a_document_is_tagged_titled_in_a_language_and_the_same_twice(
    kind: Template, values: dict[str, object]
) -> None:
    made = typeset(kind, values, at=AT)
    assert made == typeset(kind, values, at=AT)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "id"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == values["title"]


NAMES = """
| name              | printed                                |
| SITI ÉMILIE Đurić | SITI ÉMILIE Đurić                      |
| SITI 😀           | SITI 😀                                |
| 👩‍👧 KELUARGA       | 👩👧 KELUARGA                            |
| ꦱꦶꦠꦶ             | ꦱꦶꦠꦶ                                   |
| ᬩᬮᬶ               | ᬩᬮᬶ                                    |
| ᮞᮥᮔ᮪ᮓ             | ᮞᮥᮔ᮪ᮓ                                  |
| ᨒᨚᨈᨑ              | ᨒᨚᨈᨑ                                   |
| ᯅᯖᯂ᯲              | ᯅᯖᯂ᯲                                   |
| ꤽꥍꤺꥏ              | ꤽꥍꤺꥏ                                   |
| 李四 陳小明       | 李四 陳小明                            |
| さくら 한국       | さくら 한국                            |
| محمد              | محمد                                   |
| שלום              | שלום                                   |
| தமிழ் สมชาย        | தமிழ் สมชาย                             |
| 𒀀𒀁 SITI          | [U+12000 U+12001] SITI                 |
| ⵣ                 | [U+2D63]                               |
"""


@pytest.mark.parametrize("row", rows_of(NAMES), ids=lambda row: row["printed"])
@pytest.mark.parametrize("kind", list(Template))
def test_no_name_breaks_a_document(kind: Template, row: dict[str, str]) -> None:
    assert printable_text(row["name"]) == row["printed"]
    everywhere = _everywhere(TABLE if kind is Template.TABLE else LETTER, row["name"])
    with pikepdf.open(io.BytesIO(typeset(kind, everywhere, at=AT))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def _everywhere(values: dict[str, object], name: str) -> dict[str, object]:
    """The values of a document with a name in the place of every text."""
    plain = {"language", "qr", "widths", "numbers"}

    def renamed(value: object) -> object:
        return name if isinstance(value, str) else [renamed(one) for one in value]  # type: ignore[attr-defined]

    return {key: value if key in plain else renamed(value) for key, value in values.items()}


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("A\x07B", "AB"),  # a control letter
        ("A\x00B", "AB"),
        ("SITI\u202eITIS", "SITIITIS"),  # turned around
        ("A\u2067B\u2069", "AB"),
        ("A\u200bB\ufeff", "AB"),  # width zero
        ("A\ud83dB", "A\ufffdB"),  # half a letter
        ("SATU\nDUA", "SATU\nDUA"),
    ],
)
def test_letters_that_are_not_seen_are_left_out(name: str, printed: str) -> None:
    assert printable_text(name) == printed
    assert typeset(Template.LETTER, LETTER | {"paragraphs": [name]}, at=AT).startswith(b"%PDF")


def test_a_home_brings_fonts_of_its_own(tmp_path: Path) -> None:
    font = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if font is None:
        pytest.skip("DejaVu Sans is not installed (apt-get install fonts-dejavu-core)")
    (tmp_path / "fonts").mkdir()
    shutil.copy(font, tmp_path / "fonts")
    assert printable_text("SITI ⵣ", tmp_path / "fonts") == "SITI ⵣ"
    assert typeset(Template.LETTER, LETTER | {"paragraphs": ["ⵣ"]}, at=AT, home=tmp_path)


def test_every_letter_of_unicode_can_be_printed() -> None:
    letters = [chr(n) for n in (*range(0x20, 0x3000, 37), *range(0x3000, 0x1FFFF, 2_111))]
    rows = [["".join(letters[n : n + 20]), "1"] for n in range(0, len(letters), 20)]
    assert typeset(Template.TABLE, TABLE | {"rows": rows}, at=AT).startswith(b"%PDF")


def test_a_table_of_many_pages_repeats_its_head() -> None:
    rows = [[f"KELURAHAN {n}", str(n)] for n in range(200)]
    with pikepdf.open(io.BytesIO(typeset(Template.TABLE, TABLE | {"rows": rows}, at=AT))) as pdf:
        assert len(pdf.pages) > 3
