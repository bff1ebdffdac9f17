"""Text to sqlglot's tree, with everything refused that is no single plain expression.

Nothing of this text is ever run: `reading` takes the tree apart word by word.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from desil.dictionary.declarations.place import Place, YamlFault

MOST_CHARACTERS = 4_000
MOST_TOKENS = 600
MOST_NESTED = 24
_SPLIT = "Pecah menjadi beberapa kriteria bernama."


def _tokens(text: str, place: Place) -> list[Token]:
    if len(text) > MOST_CHARACTERS:
        raise YamlFault(
            place, f"kriteria ini {len(text)} huruf; paling banyak {MOST_CHARACTERS}", hint=_SPLIT
        )
    try:
        found = list(sqlglot.tokenize(text, read="duckdb"))
    except SqlglotError as fault:
        raise YamlFault(
            place, "tidak dapat dibaca; mungkin ada tanda kutip yang tidak ditutup"
        ) from fault
    if not found:
        raise YamlFault(place, "kriteria ini kosong")
    if len(found) > MOST_TOKENS:
        raise YamlFault(
            place, f"kriteria ini {len(found)} kata; paling banyak {MOST_TOKENS}", hint=_SPLIT
        )
    return found


def _refuse_signs(text: str, place: Place, tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        here = place.at(text, token.start)
        if token.token_type is TokenType.SEMICOLON:
            raise YamlFault(here, "titik koma tidak boleh ada", hint="Satu kriteria, satu kalimat.")
        if token.comments:
            raise YamlFault(
                here, "catatan (-- atau /* */) tidak boleh ada di dalam kriteria",
                hint="Tulis catatan di baris YAML, dengan #.",
            )  # fmt: skip
        depth += {TokenType.L_PAREN: 1, TokenType.R_PAREN: -1}.get(token.token_type, 0)
        if depth > MOST_NESTED:
            raise YamlFault(here, f"kurung bersarang lebih dari {MOST_NESTED} lapis", hint=_SPLIT)


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a line and column, both from 1."""
    starts = [0]
    for row in text.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    return min(starts[min(line, len(starts)) - 1] + max(column - 1, 0), len(text))


def parsed(text: str, place: Place) -> exp.Expr:
    """The one expression that `text` is; YamlFault for anything else."""
    _refuse_signs(text, place, _tokens(text, place))
    try:
        found = sqlglot.parse(text, read="duckdb")
    except RecursionError as fault:
        raise YamlFault(place, "kriteria ini terlalu dalam", hint=_SPLIT) from fault
    except SqlglotError as fault:
        told = getattr(fault, "errors", None) or [{}]
        sign = str(told[0].get("highlight") or "")
        line, column = told[0].get("line") or 1, told[0].get("col") or 1
        at = _offset(text, int(line), int(column) - max(len(sign), 1) + 1)
        raise YamlFault(
            place.at(text, at),
            f"tidak dapat dibaca di dekat '{sign[:40]}'",
            hint="Periksa tanda kurung, kata and/or, dan tanda kutip.",
        ) from fault
    whole = [e for e in found if e is not None]
    if len(whole) != 1:
        raise YamlFault(place, "harus tepat satu kriteria")
    return whole[0]


def start_of(node: exp.Expr) -> int:
    """The offset of the first character of a node, as far as its parts tell it."""
    starts = [n.meta["start"] for n in node.walk() if "start" in n.meta]
    return int(min(starts, default=0))
