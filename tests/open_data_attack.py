"""Somebody who tries to undo what open data hide, with all that is published and linear programs.

The attacker's audit of Fischetti and Salazar-González (2003): the unknowns are the families of
each kelurahan and desil, and of each programme its parts and the rest; every figure that is
published at any level binds a sum of them; of two releases, the attacker also knows which figures
did not change. Each unknown is then pushed down and up as far as all that allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from desil.dictionary.standing import STANDINGS
from desil.open_data.counts import ALL, NOBODY, ReleaseCounts, Status
from desil.open_data.published import Figures, Published

Unknown = tuple[str, ...]  # release, kelurahan, desil, then nothing or programme and part
TOTAL, REST = "total", "rest"


def unknowns_of(counts: ReleaseCounts, release: str) -> dict[Unknown, int]:
    """Every unknown of a release, with what it is in truth."""
    found: dict[Unknown, int] = {}
    for (village, decile), count in counts.cells.items():
        found[release, village, decile, TOTAL] = rest = count.families
        for programme in counts.programmes:
            for status, cells in programme.parts.items():
                part = cells.get((village, decile), NOBODY).families
                found[release, village, decile, programme.code, status.value] = part
            eligible = sum(
                cells.get((village, decile), NOBODY).families for cells in programme.parts.values()
            )
            found[release, village, decile, programme.code, REST] = rest - eligible
    return found


@dataclass(slots=True)
class Bound:
    """A sum of unknowns and the least and most that is told of it."""

    terms: Mapping[Unknown, int]
    least: int
    most: int


@dataclass(slots=True)
class Attack:
    """What is known of the unknowns of one or more releases."""

    truth: dict[Unknown, int] = field(default_factory=dict)
    bounds: list[Bound] = field(default_factory=list)

    def add_release(self, release: str, counts: ReleaseCounts, published: Published) -> None:
        """Everything that a release publishes, and that a programme's families are its parts and
        its rest."""
        truth = unknowns_of(counts, release)
        self.truth |= truth
        self.bounds += _figures(release, counts, published)
        for village, decile in counts.cells:
            cell = (release, village, decile)
            for programme in counts.programmes:
                parts = {(*cell, programme.code, s.value): 1 for s in programme.parts}
                parts |= {(*cell, programme.code, REST): 1, (*cell, TOTAL): -1}
                self.bounds.append(Bound(parts, 0, 0))

    def add_unchanged(self, first: str, second: str) -> None:
        """That every figure of a kelurahan and desil that is the same in both releases is known to
        be: its families; and where nothing at all changed, its programmes."""
        for cell in {name[1:3] for name in self.truth if name[0] == first}:
            parts = [name[3:] for name in self.truth if name[0] == first and name[1:3] == cell]
            pairs = [((first, *cell, *part), (second, *cell, *part)) for part in parts]
            same = [pair for pair in pairs if self.truth[pair[0]] == self.truth[pair[1]]]
            totals = [pair for pair in same if pair[0][3] == TOTAL]
            for one, other in same if same == pairs else totals:
                self.bounds.append(Bound({one: 1, other: -1}, 0, 0))

    def ranges(self, wanted: list[Unknown]) -> dict[Unknown, tuple[float, float]]:
        """How far down and up each of these can be pushed."""
        names = list(self.truth)
        place = {name: i for i, name in enumerate(names)}
        rows, columns, values, limits = [], [], [], []
        for bound in self.bounds:
            for sign, limit in ((1, bound.most), (-1, -bound.least)):
                for name, factor in bound.terms.items():
                    rows.append(len(limits))
                    columns.append(place[name])
                    values.append(sign * factor)
                limits.append(limit)
        matrix = csr_matrix((values, (rows, columns)), shape=(len(limits), len(names)))
        truth = np.array([self.truth[name] for name in names])
        assert (matrix @ truth <= np.array(limits)).all(), "what is published is true"
        return {name: self._pushed(place[name], len(names), matrix, limits) for name in wanted}

    @staticmethod
    def _pushed(
        place: int, size: int, matrix: csr_matrix, limits: list[int]
    ) -> tuple[float, float]:
        found = []
        for sign in (1, -1):
            goal = np.zeros(size)
            goal[place] = sign
            done = linprog(goal, A_ub=matrix, b_ub=limits, bounds=(0, None), method="highs")
            assert done.status in (0, 3), done.message  # found, or without end
            found.append(sign * done.fun if done.status == 0 else float("inf"))
        return found[0], found[1]

    def small(self, threshold: int) -> list[Unknown]:
        """The unknowns that are small: what is to be protected."""
        return [name for name, count in self.truth.items() if 0 < count < threshold]

    def narrow(self, threshold: int, width: int) -> dict[Unknown, tuple[float, float]]:
        """The small ones that come out narrower than `width`."""
        found = self.ranges(self.small(threshold))
        return {n: r for n, r in found.items() if r[1] - r[0] < width - 1e-6}


def _below(counts: ReleaseCounts, code: str, decile: str) -> list[tuple[str, str]]:
    deciles = STANDINGS if decile == ALL else (decile,)
    return [(v, d) for v, d in counts.cells if v.startswith(code) and d in deciles]


def _figures(release: str, counts: ReleaseCounts, published: Published) -> Iterator[Bound]:
    def bounds(figures: Figures, parts: list[Unknown]) -> Iterator[Bound]:
        for (_, code, decile), figure in figures.items():
            cells = _below(counts, code, decile)
            terms = {(release, *cell, *part): 1 for cell in cells for part in parts}
            yield Bound(terms, figure.families.least, figure.families.most)

    yield from bounds(published.deciles, [(TOTAL,)])
    for told, own in zip(published.programmes, counts.programmes, strict=True):
        for status, figures in told.figures.items():
            meant = list(own.parts) if status is Status.ELIGIBLE else [status]
            yield from bounds(figures, [(own.code, part.value) for part in meant])
