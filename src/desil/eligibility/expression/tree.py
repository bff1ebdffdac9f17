"""A criterion that has been read and checked: a tree of these nodes, each of one sort.

Values are three-valued: what is not known is None (NULL in SQL) and never counts as fulfilled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desil.dictionary.label import Label
from desil.eligibility.words.word import Sort, Word

Value = int | bool | str | date


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, truth, text or date written out."""

    value: Value
    sort: Sort


@dataclass(frozen=True, slots=True)
class Said:
    """The value of a word."""

    word: Word

    @property
    def sort(self) -> Sort:
        """The word's sort."""
        return self.word.sort


@dataclass(frozen=True, slots=True)
class IsNotNull:
    """Whether a word's value is known (`is not null`), or not known; itself always known."""

    word: Word
    negated: bool
    sort: Sort = Sort.TRUTH


@dataclass(frozen=True, slots=True)
class HasCode:
    """Whether an answer is one of `codes`, or with `negated` none of them.

    `holds` and `fails` are the stored numbers for which that is certain; a coarse answer that
    stands for codes of both sorts is in neither, so that the truth is not known.
    """

    word: Word
    codes: tuple[int, ...]
    negated: bool
    holds: tuple[int, ...]
    fails: tuple[int, ...]
    sort: Sort = Sort.TRUTH

    @property
    def is_clear(self) -> bool:
        """Whether every answer of the list decides: none is too coarse."""
        stored = self.word.codes.stored_values if self.word.codes else ()
        return set(stored) == {*self.holds, *self.fails}


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values of one sort compared by `=`, `<>`, `<`, `<=`, `>` or `>=`."""

    operator: str
    left: Node
    right: Node
    sort: Sort = Sort.TRUTH


@dataclass(frozen=True, slots=True)
class Within:
    """A value between two others, both included."""

    value: Node
    low: Node
    high: Node
    sort: Sort = Sort.TRUTH


@dataclass(frozen=True, slots=True)
class OneOf:
    """A number, text or date that is one of those written out."""

    value: Node
    options: tuple[Literal, ...]
    sort: Sort = Sort.TRUTH


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; not known where the part is not known."""

    part: Node
    sort: Sort = Sort.TRUTH


@dataclass(frozen=True, slots=True)
class All:
    """All parts hold; one that fails decides even where others are not known."""

    parts: tuple[Node, ...]
    sort: Sort = Sort.TRUTH


@dataclass(frozen=True, slots=True)
class Any:
    """One of the parts holds; one that holds decides even where others are not known."""

    parts: tuple[Node, ...]
    sort: Sort = Sort.TRUTH


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Two numbers joined by `+`, `-` or `*`."""

    operator: str
    left: Node
    right: Node
    sort: Sort = Sort.NUMBER


class Gathering(StrEnum):
    """What is asked of all members together."""

    ANY = "any_member"
    COUNT = "count_members"
    SUM = "sum_members"


@dataclass(frozen=True, slots=True)
class Members:
    """A question to all members of the family.

    ANY holds when it holds for one; COUNT and SUM are not known when one member's part is not
    known; all are not known for a family of which no member is known.
    """

    gathering: Gathering
    part: Node

    @property
    def sort(self) -> Sort:
        """A truth or a number."""
        return Sort.TRUTH if self.gathering is Gathering.ANY else Sort.NUMBER


@dataclass(frozen=True, slots=True)
class Named:
    """A criterion that has a name of its own, and is told by it."""

    name: str
    label: Label
    part: Node

    @property
    def sort(self) -> Sort:
        """The sort of the criterion."""
        return self.part.sort


Node = (
    Literal
    | Said
    | IsNotNull
    | HasCode
    | Compared
    | Within
    | OneOf
    | Not
    | All
    | Any
    | Reckoned
    | Members
    | Named
)


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    match node:
        case Literal() | IsNotNull() | Said() | HasCode():
            return ()
        case Compared() | Reckoned():
            return (node.left, node.right)
        case Within():
            return (node.value, node.low, node.high)
        case OneOf():
            return (node.value, *node.options)
        case Not() | Members() | Named():
            return (node.part,)
        case All() | Any():
            return node.parts


def nodes_of(node: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield node
    for part in parts_of(node):
        yield from nodes_of(part)
