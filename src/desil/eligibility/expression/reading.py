"""A criterion's text to its checked tree: every word known, every sort right, nothing else.

The allow-list is this file: and, or, not, the comparisons, between, in, is null, + - *, numbers,
texts, `date '…'`, true and false, words, named criteria, and the three questions to members. An
answer of a code list is written as its number or as its label: `floor_material in ('Tanah', 7)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sqlglot import exp

from desil.dictionary.declarations.place import Place, Written, YamlFault, nearest
from desil.dictionary.tables import FAMILY
from desil.eligibility.expression import tree
from desil.eligibility.expression.bounds import numbers_of
from desil.eligibility.expression.literals import code_of, literal_of
from desil.eligibility.expression.parsing import parsed, start_of
from desil.eligibility.words.vocabulary import words_of
from desil.eligibility.words.word import Scope, Sort, Word

MOST_NODES = 2_000
DEEPEST = 32

_COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=", exp.NEQ: "<>", exp.GT: ">", exp.GTE: ">=", exp.LT: "<", exp.LTE: "<=",
}  # fmt: skip
_SUMS: dict[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}

Resolve = Callable[[str, Scope], tree.Named | None]


def _nothing_named(_name: str, _scope: Scope) -> tree.Named | None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the texts of one scope; `named` finds a criterion by its name."""

    scope: Scope = Scope.FAMILY
    named: Resolve = _nothing_named
    other_names: frozenset[str] = frozenset()
    written: Written = field(default_factory=Written)

    def read(self, text: str, place: Place, *, sort: Sort = Sort.TRUTH) -> tree.Node:
        """The tree of `text`, which has the given sort; YamlFault where it is refused."""
        reader = replace(self, written=Written(text, place))
        found = reader._read(parsed(text, place), 0)
        reader._require_sort(found, sort, 0)
        size = sum(1 for _ in tree.nodes_of(found))
        if size > MOST_NODES:
            raise YamlFault(
                place, f"kriteria ini, beserta yang dipanggilnya, {size} bagian;"
                f" paling banyak {MOST_NODES}", hint="Sederhanakan kriteria yang dipanggil.",
            )  # fmt: skip
        return found

    def _require_sort(self, node: tree.Node, sort: Sort, at: int) -> None:
        if node.sort is not sort:
            hint = ""
            if node.sort is Sort.CODE:
                hint = "Bandingkan dengan kodenya: kata = 'jawaban', atau kata in (…)."
            elif sort is Sort.TRUTH and node.sort is Sort.NUMBER:
                hint = "Bandingkan dengan sebuah angka, misalnya >= 1."
            raise self.written.fault(
                at, f"di sini harus {sort.value}, tetapi ini {node.sort.value}", hint=hint
            )

    def _read(self, node: exp.Expr, depth: int) -> tree.Node:
        if depth > DEEPEST:
            raise self.written.fault(start_of(node), f"lebih dalam dari {DEEPEST} lapis")
        deeper = depth + 1
        if isinstance(node, exp.Paren):
            return self._read(node.this, deeper)
        if isinstance(node, (exp.And, exp.Or)):
            parts = tuple(self._truth(p, deeper) for p in node.flatten())
            return tree.All(parts) if isinstance(node, exp.And) else tree.Any(parts)
        if isinstance(node, exp.Not):
            return self._opposite(node.this, deeper)
        if type(node) in _COMPARISONS:
            return self._compared(node, _COMPARISONS[type(node)], deeper)
        if type(node) in _SUMS:
            left, right = self._number(node.this, deeper), self._number(node.expression, deeper)
            return self._within_reach(tree.Reckoned(_SUMS[type(node)], left, right), node)
        if isinstance(node, exp.Between):
            return self._between(node, deeper)
        if isinstance(node, exp.In):
            return self._one_of(node, deeper)
        if isinstance(node, exp.Is):
            return self._is_null(node)
        if isinstance(node, exp.Column):
            return self._word(node)
        if isinstance(node, exp.Anonymous):
            return self._members(node, deeper)
        return literal_of(self.written, node)

    def _truth(self, node: exp.Expr, depth: int) -> tree.Node:
        found = self._read(node, depth)
        self._require_sort(found, Sort.TRUTH, start_of(node))
        return found

    def _number(self, node: exp.Expr, depth: int) -> tree.Node:
        found = self._read(node, depth)
        self._require_sort(found, Sort.NUMBER, start_of(node))
        return found

    def _within_reach(self, found: tree.Node, node: exp.Expr) -> tree.Node:
        if numbers_of(found) is None:
            raise self.written.fault(start_of(node), "hasil hitungan ini dapat melampaui batas")
        return found

    def _opposite(self, node: exp.Expr, depth: int) -> tree.Node:
        found = self._truth(node, depth)
        if isinstance(found, tree.IsNotNull):
            return replace(found, negated=not found.negated)
        if isinstance(found, tree.HasCode):
            return replace(found, negated=not found.negated, holds=found.fails, fails=found.holds)
        return tree.Not(found)

    def _word_called(self, node: exp.Expr) -> tuple[str, int]:
        at = start_of(node)
        if not isinstance(node, exp.Column) or node.args.get("table") is not None:
            raise self.written.fault(at, "di sini harus sebuah kata, tanpa titik")
        return str(node.this.this).lower(), at

    def _word(self, node: exp.Expr) -> tree.Node:
        name, at = self._word_called(node)
        known = words_of(self.scope)
        if name in known:
            return tree.Said(known[name])
        called = self.named(name, self.scope)
        if called is not None:
            return called
        other = Scope.MEMBER if self.scope is Scope.FAMILY else Scope.FAMILY
        if name in words_of(other):
            how = (
                f"Tulis di dalam any_member(…), misalnya any_member({name} …)."
                if other is Scope.MEMBER
                else "Tulis di luar any_member(…)."
            )
            raise self.written.fault(at, f"kata '{name}' berlaku bagi {other.value}", hint=how)
        raise self.written.fault(
            at, f"kata '{name[:40]}' tidak dikenal", hint=nearest(name, (*known, *self.other_names))
        )

    def _members(self, node: exp.Anonymous, depth: int) -> tree.Node:
        name, at = str(node.this).lower(), start_of(node)
        kinds = {g.value: g for g in tree.Gathering}
        if name not in kinds:
            raise self.written.fault(
                at, f"fungsi '{name[:40]}' tidak dikenal", hint=nearest(name, kinds)
            )
        if self.scope is Scope.MEMBER:
            raise self.written.fault(at, f"{name} tidak boleh bersarang")
        if len(node.expressions) != 1:
            raise self.written.fault(at, f"{name} memerlukan tepat satu isi di dalam kurung")
        inner = replace(self, scope=Scope.MEMBER)
        wanted = Sort.NUMBER if kinds[name] is tree.Gathering.SUM else Sort.TRUTH
        part = inner._read(node.expressions[0], depth)
        inner._require_sort(part, wanted, start_of(node.expressions[0]))
        return self._within_reach(tree.Members(kinds[name], part), node)

    def _is_null(self, node: exp.Is) -> tree.Node:
        at = start_of(node)
        if not isinstance(node.expression, exp.Null):
            raise self.written.fault(at, "sesudah `is` hanya boleh null atau not null")
        found = self._word(node.this)
        if not isinstance(found, tree.Said):
            raise self.written.fault(at, "`is null` hanya untuk sebuah kata kamus")
        return tree.IsNotNull(found.word, negated=True)

    def _has_code(self, word: Word, options: list[exp.Expr], *, negated: bool) -> tree.Node:
        codes = word.codes
        if codes is None:
            raise self.written.fault(0, f"kata '{word.name}' tidak punya daftar kode")
        wanted = tuple(sorted({code_of(self.written, codes, o) for o in options}))
        sets = {stored: codes.set_of(stored) for stored in codes.stored_values}
        inside = tuple(s for s, may in sets.items() if may <= set(wanted))
        outside = tuple(s for s, may in sets.items() if not may & set(wanted))
        holds, fails = (outside, inside) if negated else (inside, outside)
        return tree.HasCode(word, wanted, negated, holds, fails)

    def _compared(self, node: exp.Expr, operator: str, depth: int) -> tree.Node:
        left, right = node.this, node.expression
        first = None if _is_literal(left) else self._read(left, depth)
        if first is None and not _is_literal(right):  # 4 >= desil
            left, right, operator = right, left, _MIRRORED.get(operator, operator)
            first = self._read(left, depth)
        if first is None:
            first = self._read(left, depth)
        at = start_of(left)
        if first.sort is Sort.CODE and isinstance(first, tree.Said):
            if operator not in {"=", "<>"}:
                raise self.written.fault(at, f"kode tidak berurutan; '{operator}' tidak berarti",
                                  hint="Sebutkan kodenya: kata in (…).")  # fmt: skip
            return self._has_code(first.word, [right], negated=operator == "<>")
        if first.sort is Sort.TRUTH:
            raise self.written.fault(at, "ya/tidak tidak dibandingkan",
                              hint="Tulis kata itu saja, atau not kata.")  # fmt: skip
        second = self._read(right, depth)
        self._require_same(first, second, start_of(right))
        if first.sort is Sort.TEXT and operator not in {"=", "<>"}:
            raise self.written.fault(at, f"teks tidak berurutan; '{operator}' tidak berarti")
        return tree.Compared(operator, first, second)

    def _require_same(self, first: tree.Node, second: tree.Node, at: int) -> None:
        if second.sort is Sort.TEXT and first.sort is Sort.DATE:
            raise self.written.fault(
                at, "tanggal ditulis sebagai teks", hint="Tulis date '2026-01-31'."
            )
        self._require_sort(second, first.sort, at)
        if not isinstance(first, tree.Said) or not isinstance(second, tree.Literal):
            return
        word, value = first.word, second.value
        limits = f"{word.minimum} sampai {word.maximum}"
        if (
            isinstance(value, int)
            and word.maximum
            and not word.minimum - 1 <= value <= word.maximum + 1
        ):
            raise self.written.fault(
                at, f"{value} di luar batas '{word.name}'", hint=f"Batasnya {limits}."
            )
        if isinstance(value, str):
            digits = FAMILY.column(word.name).length
            if not (value.isascii() and value.isdigit() and len(value) == digits):
                raise self.written.fault(at, f"'{value[:20]}' bukan kode wilayah BPS",
                                  hint=f"Kode itu {digits} angka.")  # fmt: skip

    def _between(self, node: exp.Between, depth: int) -> tree.Node:
        value, at = self._read(node.this, depth), start_of(node)
        if value.sort not in {Sort.NUMBER, Sort.DATE}:
            raise self.written.fault(
                at, f"between hanya untuk angka dan tanggal, ini {value.sort.value}"
            )
        low, high = self._read(node.args["low"], depth), self._read(node.args["high"], depth)
        self._require_same(value, low, start_of(node.args["low"]))
        self._require_same(value, high, start_of(node.args["high"]))
        return tree.Within(value, low, high)

    def _one_of(self, node: exp.In, depth: int) -> tree.Node:
        value, at, options = self._read(node.this, depth), start_of(node), node.expressions
        if not options or node.args.get("query") is not None:
            raise self.written.fault(at, "sesudah in harus daftar nilai di dalam kurung")
        if value.sort is Sort.CODE and isinstance(value, tree.Said):
            return self._has_code(value.word, options, negated=False)
        if value.sort is Sort.TRUTH:
            raise self.written.fault(at, "ya/tidak tidak dibandingkan")
        found = []
        for option in options:
            literal = literal_of(self.written, option)
            self._require_same(value, literal, start_of(option))
            if isinstance(literal, tree.Literal):
                found.append(literal)
        return tree.OneOf(value, tuple(found))


def _is_literal(node: exp.Expr) -> bool:
    return isinstance(node, (exp.Literal, exp.Neg, exp.Boolean))


def words_said(node: tree.Node) -> Mapping[str, Word]:
    """Every word of a tree, by name."""
    said = (n.word for n in tree.nodes_of(node) if hasattr(n, "word"))
    return {w.name: w for w in said}
