"""A checked tree as SQL: generated from the tree alone, never from the text of the criterion.

Literals are whole numbers, dates and digits that the reading has checked; words are columns that
the vocabulary declares.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desil.eligibility.expression import tree

AskMembers = Callable[[tree.Members], str]  # the SQL of a question to members


def _no_members(node: tree.Members) -> str:
    raise ValueError(f"{node.gathering.value} is asked of a family")


def literal_text(value: tree.Value) -> str:
    """A literal as SQL."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"cast({value} as bigint)"
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'"


def _list(values: tuple[int, ...]) -> str:
    return ", ".join(map(str, values))


def _has_code(node: tree.HasCode) -> str:
    if node.is_clear and node.holds and node.fails:
        if len(node.holds) <= len(node.fails):
            return f'("{node.word.name}" in ({_list(node.holds)}))'
        return f'("{node.word.name}" not in ({_list(node.fails)}))'
    holds, fails = _list(node.holds), _list(node.fails)
    yes = f' when "{node.word.name}" in ({holds}) then true' if holds else ""
    no = f' when "{node.word.name}" in ({fails}) then false' if fails else ""
    return f"(case{yes}{no} end)"


def sql_of(node: tree.Node, ask: AskMembers = _no_members) -> str:
    """The SQL of a node over `family_word` or `member_word`; NULL where it is not known.

    `ask` gives the SQL of what is asked of members.
    """
    match node:
        case tree.Literal():
            return literal_text(node.value)
        case tree.Said():
            return f'"{node.word.name}"'
        case tree.IsNotNull():
            return f'("{node.word.name}" is {"" if node.negated else "not "}null)'
        case tree.HasCode():
            return _has_code(node)
        case tree.Compared():
            return f"({sql_of(node.left, ask)} {node.operator} {sql_of(node.right, ask)})"
        case tree.Within():
            value, low, high = (sql_of(n, ask) for n in (node.value, node.low, node.high))
            return f"({value} between {low} and {high})"
        case tree.OneOf():
            options = ", ".join(sql_of(o, ask) for o in node.options)
            return f"({sql_of(node.value, ask)} in ({options}))"
        case tree.Not():
            return f"(not {sql_of(node.part, ask)})"
        case tree.All():
            return "(" + " and ".join(sql_of(p, ask) for p in node.parts) + ")"
        case tree.Any():
            return "(" + " or ".join(sql_of(p, ask) for p in node.parts) + ")"
        case tree.Reckoned():
            left, right = sql_of(node.left, ask), sql_of(node.right, ask)
            return f"(cast({left} as bigint) {node.operator} cast({right} as bigint))"
        case tree.Members():
            return ask(node)
        case tree.Named():
            return sql_of(node.part, ask)
