"""Provisional ages: what family life makes likely, before the census margins are met."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.parameters import Parameters
from desil.synthetic.rows import Array, Rows

Ages = NDArray[np.float32]


def provisional_ages(
    parameters: Parameters,
    counts: dict[str, Array],
    head_sex: NDArray[np.int8],
    position: NDArray[np.int8],
    people: Rows,
    rng: np.random.Generator,
) -> Ages:
    """Ages in years: the oldest child first, then its mother, her husband, and everyone else."""
    families = len(head_sex)
    low, high = parameters.numbers("members.first_birth")[2:]
    mean, sd = parameters.numbers("members.first_birth")[:2]
    first_birth = np.clip(rng.normal(mean, sd, families), low, high)
    oldest = _oldest_child(counts, rng)
    has_child = counts["child"] > 0
    alone = _age_without_children(counts, rng)
    mother = np.where(has_child, oldest + first_birth, alone)
    gap_mean, gap_sd = parameters.numbers("members.spouse_gap")
    gap = np.clip(rng.normal(gap_mean, gap_sd, families), -8, 20)
    father = np.maximum(mother + gap, 19)
    head = np.where(
        head_sex == 1, np.where(has_child | (counts["spouse"] > 0), father, alone), mother
    )
    spacing = parameters.number("members.birth_spacing")
    ages = _by_relation(people, position, head, mother, father, oldest, head_sex, spacing, rng)
    return np.clip(ages, 0, 92).astype(np.float32)


def _oldest_child(counts: dict[str, Array], rng: np.random.Generator) -> Ages:
    """Age of the oldest child at home; adult where a child-in-law or grandchild lives there."""
    count = len(counts["child"])
    young = rng.gamma(1.75, 7.6, count) + 2.2 * np.maximum(counts["child"] - 1, 0)
    young = np.where(young > 33, rng.random(count) * 33, young)
    grown = 24 + rng.gamma(2.0, 4.0, count)
    has_grandchild = (counts["in_law"] > 0) | (counts["grandchild"] > 0)
    oldest = np.where(has_grandchild, grown, young)
    with_parent = counts["parent"] > 0
    return np.where(with_parent, np.minimum(oldest, 24), oldest).astype(np.float32)


def _age_without_children(counts: dict[str, Array], rng: np.random.Generator) -> Ages:
    """Age of the (female) head or spouse of a family without children at home."""
    count = len(counts["child"])
    young = 21 + rng.gamma(2.0, 5.5, count)
    old = 50 + rng.gamma(3.0, 4.2, count)
    share = np.where(counts["parent"] > 0, 1.0, np.where(counts["spouse"] > 0, 0.50, 0.62))
    return np.where(rng.random(count) < share, young, old).astype(np.float32)


def _by_relation(
    people: Rows,
    position: NDArray[np.int8],
    head: Ages,
    mother: Ages,
    father: Ages,
    oldest: Ages,
    head_sex: NDArray[np.int8],
    spacing: float,
    rng: np.random.Generator,
) -> Ages:
    """Each person's age by relation to the head."""
    family, relation = people["family"], people["relationship"]
    ages: Ages = np.zeros(len(family), dtype=np.float32)
    ages[relation == 1] = head
    ages[relation == 2] = np.where(head_sex == 1, mother, father)[family[relation == 2]]
    children = np.flatnonzero(relation == 3)
    first = np.ones(len(children), dtype=bool)
    first[1:] = family[children][1:] != family[children][:-1]
    start = np.maximum.accumulate(np.where(first, np.arange(len(children)), 0))
    order = np.arange(len(children)) - start
    eldest = oldest[family[children]]
    step = order * spacing * (0.45 + 1.1 * rng.random(len(children)))
    younger = eldest - step
    ages[children] = np.where(younger < 0, eldest * rng.random(len(children)), younger)
    in_laws = np.flatnonzero(relation == 4)
    ages[in_laws] = np.maximum(oldest[family[in_laws]] + rng.normal(0, 3, len(in_laws)), 19)
    grand = np.flatnonzero(relation == 5)
    ages[grand] = np.maximum(oldest[family[grand]] - 23, 1) * rng.random(len(grand))
    parents = np.flatnonzero(relation == 6)
    ages[parents] = np.maximum(head[family[parents]] + rng.normal(27, 5, len(parents)), 45)
    others = np.flatnonzero(relation >= 7)
    ages[others] = 14 + rng.gamma(2.0, 7.0, len(others))
    return ages
