"""Members: who stands in which relation to the head, of which sex, at which provisional age."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.parameters import Parameters
from desil.synthetic.people.provisional import provisional_ages
from desil.synthetic.rows import Array, Rows

HEAD, SPOUSE, CHILD, IN_LAW, GRANDCHILD, PARENT, HELPER, OTHER = range(1, 9)
MALE, FEMALE = 1, 2
SINGLE, MARRIED, DIVORCED, WIDOWED = 1, 2, 3, 4


def draw_members(parameters: Parameters, sizes: NDArray[np.int8], rng: np.random.Generator) -> Rows:
    """One row per person, families one after the other, heads first.

    Columns: family (position), relationship, sex (0 where it is still free), age (provisional).
    """
    counts = _relations(parameters, sizes, rng)
    family = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    start = np.cumsum(sizes, dtype=np.int64) - sizes
    position = (np.arange(len(family)) - np.repeat(start, sizes)).astype(np.int8)
    relationship = _placed(counts, family, position)
    head_sex = _head_sex(parameters, counts, rng)
    sex = _sexes(relationship, family, head_sex, counts, start, rng)
    people = Rows({"family": family, "relationship": relationship, "sex": sex})
    ages = provisional_ages(parameters, counts, head_sex, position, people, rng)
    return people.replace(age=ages)


def _relations(
    parameters: Parameters, sizes: NDArray[np.int8], rng: np.random.Generator
) -> dict[str, Array]:
    """How many of each relation a family has, beside the head; all add up to size - 1."""
    place = sizes.astype(np.int64) - 1
    left = place.copy()
    spouse = _drawn(parameters, "members.spouse_by_size", place, left, rng)
    left -= spouse
    other = _drawn(parameters, "members.other_by_size", place, left, rng)
    left -= other
    parent = _drawn(parameters, "members.parent_by_size", place, left, rng)
    left -= parent
    parent += (parent > 0) & (left > 1) & (rng.random(len(sizes)) < 0.25)
    left = place - spouse - other - parent
    in_law = _drawn(parameters, "members.in_law_by_size", place, (left >= 2) * 1, rng)
    left -= in_law
    old = (rng.random(len(sizes)) < 0.10) & (in_law == 0) & (place >= 2)
    grandchild = np.where(in_law > 0, np.maximum(left - 2, 0), old * np.maximum(left - 1, 0))
    grandchild = np.minimum(grandchild, 4)
    return {
        "spouse": spouse,
        "child": left - grandchild,
        "in_law": in_law,
        "grandchild": grandchild,
        "parent": parent,
        "other": other,
    }


def _drawn(
    parameters: Parameters,
    path: str,
    place: NDArray[np.int64],
    room: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """One or none of a relation, by family size, where there is room."""
    shares = np.array(parameters.numbers(path))
    return ((rng.random(len(place)) < shares[place]) & (room > 0)).astype(np.int64)


def _placed(
    counts: dict[str, Array], family: NDArray[np.int32], position: NDArray[np.int8]
) -> NDArray[np.int8]:
    """Each person's relation: head, spouse, children, and so on down the card."""
    relationship = np.full(len(family), HEAD, dtype=np.int8)
    order = (
        ("spouse", SPOUSE),
        ("child", CHILD),
        ("in_law", IN_LAW),
        ("grandchild", GRANDCHILD),
        ("parent", PARENT),
        ("other", OTHER),
    )
    last = np.ones(len(counts["spouse"]), dtype=np.int8)
    for name, relation in order:
        relationship[position >= last[family]] = relation
        last = (last + counts[name]).astype(np.int8)
    return relationship


def _head_sex(
    parameters: Parameters, counts: dict[str, Array], rng: np.random.Generator
) -> NDArray[np.int8]:
    """Heads with a spouse are men; others are women with the stated share."""
    alone = counts["spouse"] == 0
    share = parameters.number("members.female_head_alone")
    woman = alone & (rng.random(len(alone)) < share)
    return np.where(woman, FEMALE, MALE).astype(np.int8)


def _sexes(
    relationship: NDArray[np.int8],
    family: NDArray[np.int32],
    head_sex: NDArray[np.int8],
    counts: dict[str, Array],
    start: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.int8]:
    """Sexes that the relation fixes; 0 where either is possible (fixed later, to exact margins)."""
    sex = np.zeros(len(family), dtype=np.int8)
    heads = relationship == HEAD
    sex[heads] = head_sex
    spouses = relationship == SPOUSE
    sex[spouses] = 3 - head_sex[family[spouses]]
    with_in_law = np.flatnonzero(counts["in_law"] > 0)
    child = rng.integers(1, 3, len(with_in_law)).astype(np.int8)
    sex[start[with_in_law] + 1 + counts["spouse"][with_in_law]] = child
    in_laws = np.flatnonzero(relationship == IN_LAW)
    sex[in_laws] = 3 - child
    parents = np.flatnonzero(relationship == PARENT)
    second = np.zeros(len(parents), dtype=bool)
    second[1:] = family[parents][1:] == family[parents][:-1]
    sex[parents] = np.where(second, MALE, FEMALE)
    return sex
