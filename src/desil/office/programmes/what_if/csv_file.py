"""The figures of a what-if as a file: counts alone, one row for each figure of each scenario."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from desil.eligibility.what_if.effect import Effect
from desil.eligibility.what_if.groups import DESIL, VILLAGE
from desil.eligibility.what_if.hiding import ShownPart, shown_parts
from desil.eligibility.what_if.scenario import Question
from desil.eligibility.what_if.spans import Span

_HEADINGS = (
    "program", "periode", "run", "skenario", "bagian", "kode", "ukuran", "nilai", "terendah",
    "tertinggi",
)  # fmt: skip
_Figure = tuple[str, str, str, object, object, object]
_GROUPINGS = {
    VILLAGE: "kelurahan",
    "head_sex": "jenis_kelamin_kepala",
    "head_age": "umur_kepala",
    "size": "jumlah_anggota",
    "aged": "anggota_60_ke_atas",
    "child": "anggota_di_bawah_7",
    "disability": "disabilitas_berat",
}
_UNRANKED = "belum"
_WHOLE = ("families", "people", "counted", "rupiah", "waiting", "not_judged", "entering", "leaving")
_NAMES = (
    "keluarga", "jiwa", "anggota_dihitung", "rupiah_setahun", "menunggu_kuota",
    "belum_dapat_dinilai", "masuk", "keluar",
)  # fmt: skip


def _figures(effect: Effect) -> Iterator[_Figure]:
    for field, name in zip(_WHOLE, _NAMES, strict=True):
        yield ("kota", "", name, getattr(effect, field), "", "")
    told = effect.expected
    if told is not None:
        shares = {
            "desil_1_4_tercapai": told.poor_reached,
            "desil_1_4_tercakup": told.coverage,
            "di_luar_desil_1_4": told.not_poor,
        }
        for name, interval in shares.items():
            yield ("kota", "", name, interval.value, interval.low, interval.high)
        yield ("kota", "", "rupiah_per_desil_1_4", told.rupiah_per_poor, "", "")


def _part_figures(parts: Mapping[str, Sequence[ShownPart]]) -> Iterator[_Figure]:
    """The parts; `lowest` and `highest` stand where a number is not told exactly."""
    for part in (p for told in parts.values() for p in told):
        name = _GROUPINGS.get(part.grouping, part.grouping)
        key = _UNRANKED if part.grouping == DESIL and part.key == "0" else part.key
        spans = {"keluarga": part.families, "masuk": part.entering, "keluar": part.leaving}
        for measure, span in spans.items():
            told = (span.low, "", "") if span.is_exact else (_range(span), span.low, span.high)
            yield (name, key, measure, *told)
        if part.people is not None:
            yield (name, key, "jiwa", part.people, "", "")
            yield (name, key, "rupiah_setahun", part.rupiah, "", "")


def _range(span: Span) -> str:
    return f"{span.low}–{span.high}"


def csv_text(question: Question, effects: Sequence[Effect], run: str) -> str:
    """The figures, comma-separated; a name that a spreadsheet would run as a formula gets an
    apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for effect, parts in zip(effects, shown_parts(effects), strict=True):
        name = f"'{effect.name}" if effect.name[:1] in "=+-@\t\r" else effect.name
        for figure in (*_figures(effect), *_part_figures(parts)):
            writer.writerow([question.programme.code, question.period.text, run, name, *figure])
    return out.getvalue()
