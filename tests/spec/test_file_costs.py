"""A file that is handed in may cost only its own job: never the process, nor the machine."""

from __future__ import annotations

import io
import os
import resource
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from desil.cases.bulk.reading import read_sheet
from desil.cases.evidence.paper import cleaned_paper
from desil.cases.evidence.policy import evidence_policy
from desil.cases.letters.letter import letterhead
from desil.dictionary.declarations.cell import yaml_in
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.engine.limited_process import ProcessDied, answer_of
from desil.errors import DeliveryRejected, DesilError, UsageFault
from desil.intake.limits import WorkbookLimits, workbook_limits
from desil.intake.spreadsheets.reader import sheets_as_texts
from desil.ranking.formula.reading import tree_of
from desil.register.areas.boundaries import MOST_BYTES, read_boundaries
from tests.hand_over import A_FAMILY, FAMILY_HEADERS, MEMBER_HEADERS, take, text_of
from tests.workbook_parts import ods, ods_row, text_cell, text_rows, xlsx

FAR = f'<sheetData><row r="1">{text_cell("A1", "x")}</row><row r="1048576">{{}}</row></sheetData>'
REPEATED_ROWS = 'table:number-rows-repeated="1000000000"'
REPEATED_CELL = (
    '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
    "<text:p>x</text:p></table:table-cell>"
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)

COSTLY: dict[str, tuple[Callable[[], bytes], str]] = {
    "a cell at XFD1048576": (
        lambda: xlsx(FAR.format(text_cell("XFD1048576", "x"))),
        "'Lembar 1': sel XFD1048576 jauh di luar tabel",
    ),
    "a cell in column ZZZZZ": (
        lambda: xlsx(f'<sheetData><row r="1">{text_cell("ZZZZZ1", "x")}</row></sheetData>'),
        "ZZZZZ1 jauh di luar",
    ),
    "a row beyond the last": (
        lambda: xlsx(f'<sheetData><row r="99999999999">{text_cell("A9", "x")}</row></sheetData>'),
        "A99999999999 jauh di luar",
    ),
    "the far cell is in a second, hidden sheet": (
        lambda: xlsx(
            text_rows([["a"]]), FAR.format(text_cell("XFD1048576", "x")), states=["", "hidden"]
        ),
        "'Lembar 2': sel XFD1048576",
    ),
    "a row repeated a thousand million times in ODS": (
        lambda: ods(ods_row(["x"], REPEATED_ROWS)),
        "A1000000000 jauh di luar",
    ),
    "a cell repeated over every column in ODS": (
        lambda: ods(ods_row([REPEATED_CELL])),
        "XFD1 jauh di luar",
    ),
    "entities within entities": (
        lambda: xlsx(text_rows([["a"]]), shared=f"{LAUGHS}<sst><si><t>&i;</t></si></sst>"),
        "mengembang",
    ),
    "a text without an end": (lambda: b"nik;" * (9 << 18), "lebih panjang dari 4 MiB"),
    "a heading of ten thousand columns": (
        lambda: b"nip;nik;nama;instansi;golongan" + b";x" * 10_000 + b"\n1;2\n",
        "punya 10005 kolom",
    ),
}


@pytest.fixture(autouse=True)
def memory_of_this_process() -> Iterator[None]:
    """No test may make this process itself grow by a gigabyte."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1 << 20  # KiB


@pytest.mark.parametrize("variant", COSTLY)
def test_a_costly_file_is_refused_by_name_and_the_process_lives(
    variant: str, tmp_path: Path
) -> None:
    made, message = COSTLY[variant]
    (tmp_path / "berkas.xlsx").write_bytes(made())
    began = time.monotonic()
    with pytest.raises(DeliveryRejected, match=message) as refused:
        take(tmp_path / "home", [tmp_path / "berkas.xlsx"], source="asn")
    assert refused.value.hint
    assert time.monotonic() - began < 20
    assert list((tmp_path / "home" / "spill").glob("*")) == []


def test_a_far_cell_ends_the_deliberation_page_s_reading_only() -> None:
    with pytest.raises(UsageFault, match="XFD1048576 jauh di luar tabel"):
        read_sheet(xlsx(FAR.format(text_cell("XFD1048576", "x"))))


def _limits(**smaller: int) -> WorkbookLimits:
    usual = workbook_limits("delivery_workbook")
    names = ("memory_mib", "seconds", "rows", "columns", "cells", "unpacked_mib")
    return WorkbookLimits(**{n: smaller.get(n, getattr(usual, n)) for n in names})


@pytest.mark.parametrize(
    ("limits", "many", "message"),
    [
        (_limits(memory_mib=96), 1_500_000, "96 MiB memori"),
        (_limits(seconds=1), 2_000_000, "1 detik"),
        (_limits(cells=100), 40, "jauh di luar tabel"),
        (_limits(unpacked_mib=1), 50_000, "mengembang"),
    ],
    ids=["memory", "time", "cells", "unpacked"],
)
def test_a_workbook_beyond_a_limit_is_refused_whichever_limit_it_is(
    limits: WorkbookLimits, many: int, message: str, tmp_path: Path
) -> None:
    texts = "".join(f"<si><t>{n}</t></si>" for n in range(many))
    book = xlsx(
        text_rows([[f'<c t="s"><v>{n}</v></c>' for n in range(40)]] * 40),
        shared=f"<sst>{texts}</sst>",
    )
    (tmp_path / "besar.xlsx").write_bytes(book)
    with pytest.raises(DeliveryRejected, match=message):
        sheets_as_texts(tmp_path / "besar.xlsx", tmp_path / "s", "besar.xlsx", limits)


def test_a_process_that_dies_is_told_to_its_caller_only() -> None:
    with pytest.raises(ProcessDied):
        answer_of("desil.intake.spreadsheets.child", "{}", seconds=5)


def test_a_parquet_file_that_repeats_one_long_text_is_refused(tmp_path: Path) -> None:
    rows = 400_000
    long = pa.DictionaryArray.from_arrays(
        pa.array([0] * rows, pa.int32()), pa.array(["x" * 400_000])
    )
    columns = {h: pa.nulls(rows, pa.string()) for h in MEMBER_HEADERS} | {"nama": long}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet", dictionary_pagesize_limit=1 << 20)
    assert (tmp_path / "a.parquet").stat().st_size < 1 << 20
    (tmp_path / "k.csv").write_text(text_of(FAMILY_HEADERS, [A_FAMILY]))
    with pytest.raises(DeliveryRejected, match="mengembang"):
        take(tmp_path / "home", [tmp_path / "k.csv", tmp_path / "a.parquet"])


YAML_BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n"
    for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
)


@pytest.mark.parametrize(
    "reads",
    [tree_of, lambda text: yaml_in(text.encode(), "program.yaml"), bounded_yaml],
    ids=["a model", "a programme or scenario", "signs and letterhead"],
)
def test_yaml_whose_aliases_stand_for_too_much_is_refused(reads: Callable[[str], object]) -> None:
    with pytest.raises((DesilError, yaml.YAMLError), match=r"aliases|YAML"):
        reads(YAML_BOMB)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[" * 200_000, "tidak dapat dibaca"),
        (None, "lebih besar dari 64 MiB"),
        (b"\xff\xfe\x00", "tidak dapat dibaca"),
    ],
    ids=["nested", "large", "no text"],
)
def test_boundaries_that_cost_too_much_are_refused(
    content: bytes | None, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "batas.geojson"
    path.write_bytes(content or b"")
    if content is None:
        os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(DeliveryRejected, match=message):
        read_boundaries(path)


def _paper_bomb(size: int) -> bytes:
    """A PDF whose object stream unpacks to `size` bytes."""
    compressor, block = zlib.compressobj(9), b" " * (1 << 22)
    packed = compressor.compress(b"1 0 ")
    packed += b"".join(compressor.compress(block) for _ in range(size // len(block)))
    packed += compressor.compress(b"<</Type/Catalog/Pages 2 0 R>>") + compressor.flush()
    sink = io.BytesIO()
    sink.write(b"%PDF-1.7\n")
    places = [sink.tell()]
    sink.write(
        b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    )
    sink.write(packed + b"\nendstream\nendobj\n")
    table = sink.tell()
    rows = b"\x00\0\0\0\0\0" + b"\x02\0\0\0\x03\0" + b"\x00\0\0\0\0\0"
    rows += (
        b"\x01" + places[0].to_bytes(4, "big") + b"\0" + b"\x01" + table.to_bytes(4, "big") + b"\0"
    )
    sink.write(
        b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(rows)
        + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % table
    )  # fmt: skip
    return sink.getvalue()


def test_a_pdf_that_unpacks_to_gigabytes_is_refused() -> None:
    content = _paper_bomb(600 << 20)
    assert len(content) < evidence_policy().most_bytes
    with pytest.raises(UsageFault, match="bukan PDF yang dapat dibaca"):
        cleaned_paper(content, evidence_policy())


def test_a_letterhead_of_a_home_is_held_to_the_same(tmp_path: Path) -> None:
    (tmp_path / "letterhead.yaml").write_text(YAML_BOMB)
    with pytest.raises(UsageFault, match="kop surat"):
        letterhead(tmp_path)
