"""Values that a criterion writes out: numbers, texts, dates, truths, and answers of code lists."""

from __future__ import annotations

from datetime import date

from sqlglot import exp

from desil.dictionary.codelist import CodeList
from desil.dictionary.declarations.place import Written, nearest
from desil.dictionary.label import spelling_of
from desil.eligibility.expression import tree
from desil.eligibility.expression.parsing import start_of
from desil.eligibility.words.word import Sort


def literal_of(written: Written, node: exp.Expr) -> tree.Literal:
    """A value that is written out; YamlFault for any other form."""
    at = start_of(node)
    if isinstance(node, exp.Boolean):
        return tree.Literal(bool(node.this), Sort.TRUTH)
    if isinstance(node, exp.Neg) and isinstance(node.this, exp.Literal):
        found = literal_of(written, node.this)
        if found.sort is Sort.NUMBER:
            return tree.Literal(-int(str(found.value)), Sort.NUMBER)
    if isinstance(node, exp.Literal) and node.is_string:
        return tree.Literal(str(node.this), Sort.TEXT)
    if isinstance(node, exp.Literal):
        told = str(node.this)
        if not (told.isascii() and told.isdigit()) or len(told) > 12:
            raise written.fault(
                at,
                f"'{told[:20]}' bukan bilangan bulat yang dapat dipakai",
                hint="Tulis bilangan bulat tanpa titik, paling banyak 12 angka.",
            )
        return tree.Literal(int(told), Sort.NUMBER)
    if isinstance(node, exp.Cast) and node.to.is_type("date"):
        return _date(written, node)
    raise written.fault(
        at,
        f"bentuk '{type(node).__name__.lower()}' tidak boleh dipakai di dalam kriteria",
        hint="Yang boleh: and or not, = <> < <= > >=, between, in, is null, + - *, "
        "any_member(…), count_members(…), sum_members(…).",
    )


def _date(written: Written, node: exp.Cast) -> tree.Literal:
    if not (isinstance(node.this, exp.Literal) and node.this.is_string):
        raise written.fault(start_of(node), "mengubah jenis nilai tidak boleh",
                          hint="Tanggal ditulis date '2026-01-31'.")  # fmt: skip
    told = str(node.this.this)
    try:
        return tree.Literal(date.fromisoformat(told), Sort.DATE)
    except ValueError as fault:
        raise written.fault(
            start_of(node), f"tanggal '{told[:20]}' tidak ada di kalender",
            hint="Tanggal ditulis date '2026-01-31'.",
        ) from fault  # fmt: skip


def code_of(written: Written, codes: CodeList, node: exp.Expr) -> int:
    """The register's number of an answer that is written as its number or its label."""
    value, at = literal_of(written, node).value, start_of(node)
    if isinstance(value, str):
        answers = codes.answers()
        stored = answers.get(spelling_of(value))
        if stored is None or stored not in codes.values:
            labels = [c.label.id for c in codes.codes]
            raise written.fault(at, f"jawaban '{value[:40]}' tidak ada di daftar {codes.name}",
                              hint=nearest(value, labels))  # fmt: skip
        return stored
    if isinstance(value, int) and not isinstance(value, bool) and value in codes.values:
        return value
    told = ", ".join(f"{c.value} {c.label.id}" for c in codes.codes[:12])
    raise written.fault(at, f"kode {value} tidak ada di daftar {codes.name}", hint=f"Ada: {told}")
