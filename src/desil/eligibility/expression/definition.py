"""What a criterion means, in plain Python: the definition that the SQL is held to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desil.eligibility.expression import tree

Facts = Mapping[str, tree.Value | None]
_OPERATORS = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def all_of(truths: Sequence[bool | None]) -> bool | None:
    """False where one is false, else None where one is not known, else true."""
    if False in truths:
        return False
    return None if None in truths else True


def opposite(truth: bool | None) -> bool | None:
    """The opposite of a truth; None stays None."""
    return None if truth is None else not truth


def any_of(truths: Sequence[bool | None]) -> bool | None:
    """True where one is true, else None where one is not known, else false."""
    return opposite(all_of([opposite(t) for t in truths]))


def _number(node: tree.Node, facts: Facts, members: Sequence[Facts]) -> int | None:
    value = value_of(node, facts, members)
    return None if value is None else int(str(value))


def _truth(node: tree.Node, facts: Facts, members: Sequence[Facts]) -> bool | None:
    value = value_of(node, facts, members)
    return None if value is None else bool(value)


def _reckoned(node: tree.Reckoned, facts: Facts, members: Sequence[Facts]) -> int | None:
    left, right = _number(node.left, facts, members), _number(node.right, facts, members)
    if left is None or right is None:
        return None
    return {"+": left + right, "-": left - right, "*": left * right}[node.operator]


def _gathered(node: tree.Members, members: Sequence[Facts]) -> tree.Value | None:
    if not members:
        return None
    told = [value_of(node.part, m, ()) for m in members]
    if node.gathering is tree.Gathering.ANY:
        return any_of([None if t is None else bool(t) for t in told])
    if None in told:
        return None
    return sum(int(t) for t in told if isinstance(t, int))


def _compared(node: tree.Compared, facts: Facts, members: Sequence[Facts]) -> bool | None:
    left, right = value_of(node.left, facts, members), value_of(node.right, facts, members)
    if left is None or right is None:
        return None
    return bool(_OPERATORS[node.operator](left, right))


def _one_of(node: tree.OneOf, facts: Facts, members: Sequence[Facts]) -> bool | None:
    value = value_of(node.value, facts, members)
    return None if value is None else value in {o.value for o in node.options}


def _has_code(node: tree.HasCode, facts: Facts) -> bool | None:
    stored = facts.get(node.word.name)
    if stored in node.holds:
        return True
    return False if stored in node.fails else None


def value_of(node: tree.Node, facts: Facts, members: Sequence[Facts] = ()) -> tree.Value | None:
    """The value of a criterion for one family and its members; None where it is not known."""
    match node:
        case tree.Literal():
            return node.value
        case tree.Said():
            return facts.get(node.word.name)
        case tree.IsNotNull():
            return (facts.get(node.word.name) is None) == node.negated
        case tree.HasCode():
            return _has_code(node, facts)
        case tree.Compared():
            return _compared(node, facts, members)
        case tree.Within():
            lowest = tree.Compared(">=", node.value, node.low)
            highest = tree.Compared("<=", node.value, node.high)
            return all_of([_compared(part, facts, members) for part in (lowest, highest)])
        case tree.OneOf():
            return _one_of(node, facts, members)
        case tree.Not():
            return opposite(_truth(node.part, facts, members))
        case tree.All():
            return all_of([_truth(p, facts, members) for p in node.parts])
        case tree.Any():
            return any_of([_truth(p, facts, members) for p in node.parts])
        case tree.Reckoned():
            return _reckoned(node, facts, members)
        case tree.Members():
            return _gathered(node, members)
        case tree.Named():
            return value_of(node.part, facts, members)
