"""PDF documents: tagged for screen readers, the same bytes each time, texts taken as texts."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from desil.paper.qr_code import qr_svg
from desil.paper.typesetting import Template, typeset

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


def test_a_table_of_many_pages_repeats_its_head() -> None:
    rows = [[f"KELURAHAN {n}", str(n)] for n in range(200)]
    with pikepdf.open(io.BytesIO(typeset(Template.TABLE, TABLE | {"rows": rows}, at=AT))) as pdf:
        assert len(pdf.pages) > 3
