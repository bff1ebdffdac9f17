"""The least and the most that a number may be, so that no sum can leave what SQL can hold."""

from __future__ import annotations

from desil.eligibility.expression import tree
from desil.eligibility.words.word import Sort

MOST = 10**15
_MOST_MEMBERS = 99
_UNBOUNDED = 10**9


def numbers_of(node: tree.Node) -> tuple[int, int] | None:
    """Bounds of a node that is a number, (0, 1) for any other; None beyond `MOST`."""
    match node:
        case tree.Literal():
            is_number = node.sort is Sort.NUMBER and isinstance(node.value, int)
            found = (int(str(node.value)),) * 2 if is_number else (0, 1)
        case tree.Said():
            found = (node.word.minimum, node.word.maximum or _UNBOUNDED)
        case tree.Members():
            part = numbers_of(node.part)
            if part is None:
                return None
            found = (min(part[0] * _MOST_MEMBERS, 0), max(part[1] * _MOST_MEMBERS, _MOST_MEMBERS))
        case tree.Named():
            return numbers_of(node.part)
        case tree.Reckoned():
            left, right = numbers_of(node.left), numbers_of(node.right)
            if left is None or right is None:
                return None
            found = _joined(node.operator, left, right)
        case _:
            found = (0, 1)
    return found if max(abs(found[0]), abs(found[1])) <= MOST else None


def _joined(operator: str, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
    if operator == "+":
        return left[0] + right[0], left[1] + right[1]
    if operator == "-":
        return left[0] - right[1], left[1] - right[0]
    products = [a * b for a in left for b in right]
    return min(products), max(products)
