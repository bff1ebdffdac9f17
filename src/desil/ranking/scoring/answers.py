"""What every possible answer to a fact counts: exact, a set of codes, or not known.

The answers of a fact stand in places 0, 1, 2, …: place 0 is the answer that is not known, then
come the codes from the lowest to the highest, then the coarse codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desil.dictionary.codelist import FIRST_COARSE_CODE, CodeList
from desil.errors import UsageFault
from desil.ranking.facts.catalogue import KNOWN_FACTS, NOT_ASKED, NOT_ASKED_FACTS
from desil.ranking.formula.model import (
    BandedFact,
    CodedFact,
    Fact,
    MissingPolicy,
    Model,
    SlopedFact,
)

_WIDEST_TABLE = 1_000  # places; a code list beyond this is no list of answers


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer counts: expected points, and the least and most that it may count.

    `is_known`: the answer says something, be it a set of codes. `variance` of the points under
    the shares, in square micro log points: 0 for an exact answer.
    """

    points: int
    least: int
    most: int
    is_known: bool
    variance: int = 0


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """All answers of one fact, by place. `first_code` stands in place 1."""

    fact: CodedFact | BandedFact
    answers: tuple[Answer, ...]
    first_code: int
    last_code: int
    coarse_codes: int

    def with_places(self, count: int) -> AnswerTable:
        """The same with `count` places whose answers count nothing by themselves."""
        return replace(self, answers=(Answer(0, 0, 0, True),) * count)

    def place_of(self, stored: int | None) -> int:
        """The place of a stored answer, as `place_sql` finds it."""
        if stored is None:
            return 0
        if isinstance(self.fact, BandedFact):
            return 1 + sum(stored >= edge for edge in self.fact.edges)
        if self.first_code <= stored <= self.last_code:
            return stored - self.first_code + 1
        if FIRST_COARSE_CODE <= stored < FIRST_COARSE_CODE + self.coarse_codes:
            return stored - FIRST_COARSE_CODE + self.last_code - self.first_code + 2
        return 0

    def place_sql(self, column: str) -> str:
        """SQL for the place of a stored answer; whatever is in no list is not known."""
        if isinstance(self.fact, BandedFact):
            below = " ".join(
                f"when {column} < {edge} then {place}"
                for place, edge in enumerate(self.fact.edges, start=1)
            )
            return f"case when {column} is null then 0 {below} else {len(self.fact.points)} end"
        step = 1 - self.first_code
        place = f"{column} {'+' if step > 0 else '-'} {abs(step)}" if step else column
        exact = f"when {column} between {self.first_code} and {self.last_code} then {place}"
        if not self.coarse_codes:
            return f"case {exact} else 0 end"
        last = FIRST_COARSE_CODE + self.coarse_codes - 1
        lag = FIRST_COARSE_CODE - (self.last_code - self.first_code + 2)
        return (
            f"case {exact} when {column} between {FIRST_COARSE_CODE} and {last} "
            f"then {column} - {lag} else 0 end"
        )


def _expected(points: Sequence[int], shares: Sequence[int]) -> int:
    """The mean of `points` by `shares`, rounded half to even in whole numbers.

    Where no share is known, every answer is as likely as any other.
    """
    weights = list(shares) if any(shares) else [1] * len(points)
    total = sum(weights)
    summed = sum(p * w for p, w in zip(points, weights, strict=True))
    whole, rest = divmod(summed, total)
    return whole + (2 * rest > total or (2 * rest == total and whole % 2 == 1))


def _one_of(points: Sequence[int], shares: Sequence[int], *, is_known: bool) -> Answer:
    mean = _expected(points, shares)
    variance = _expected([(p - mean) ** 2 for p in points], shares)
    return Answer(mean, min(points), max(points), is_known, variance)


def _unknown(
    points: Sequence[int],
    shares: Sequence[int],
    policy: MissingPolicy,
    *,
    is_known: bool = False,
) -> Answer:
    if policy is MissingPolicy.COUNTS_ZERO:
        return Answer(0, 0, 0, is_known)
    return _one_of(points, shares, is_known=is_known)


def _coarse_sets(codes: CodeList | None) -> Sequence[frozenset[int]]:
    """The sets of the coarse codes 101, 102, …, in order."""
    return [c.members for c in sorted(codes.coarse, key=lambda c: c.value)] if codes else []


def _coded(fact: CodedFact, codes: CodeList | None, policy: MissingPolicy) -> AnswerTable:
    known = [c for c in (codes.values if codes else ()) if c < FIRST_COARSE_CODE]
    first, last = min([*known, *fact.points]), max([*known, *fact.points])
    if last - first > _WIDEST_TABLE:
        raise UsageFault(
            f"Fakta {fact.name}: kode {first} sampai {last} terlalu jauh.",
            hint=f"Paling jauh {_WIDEST_TABLE}; nomori ulang kodenya.",
        )
    sets = _coarse_sets(codes)
    all_points, all_shares = list(fact.points.values()), _shares_of(fact, fact.points)
    unknown = _unknown(all_points, all_shares, policy)
    never_seen = _unknown(all_points, all_shares, policy, is_known=True)
    answers = [unknown]
    for stored in range(first, last + 1):
        points = fact.points.get(stored)
        if points is None and stored == NOT_ASKED and fact.name in NOT_ASKED_FACTS:
            points = fact.absent
        if points is not None:
            answers.append(Answer(points, points, points, True))
        else:
            answers.append(never_seen if stored in known else unknown)
    for members in sets:
        held = {c: fact.points[c] for c in sorted(members) if c in fact.points}
        answers.append(
            _one_of(list(held.values()), _shares_of(fact, held), is_known=True)
            if held
            else never_seen
        )
    return AnswerTable(fact, tuple(answers), first, last, len(sets))


def coded_answers(fact: CodedFact, model: Model) -> AnswerTable:
    """The answers of a coded fact under a model's way with what is not known."""
    known = KNOWN_FACTS.get(fact.name)
    return _coded(fact, known.codes if known else None, model.missing)


def possible_codes(table: AnswerTable, codes: CodeList | None, place: int) -> Sequence[int]:
    """The codes that the answer in a place of a coded fact may stand for.

    All that the model has points for where it is not known or was never seen.
    """
    if not isinstance(table.fact, CodedFact):
        raise TypeError(table.fact)
    span = table.last_code - table.first_code + 1
    held: list[int] = []
    if 1 <= place <= span:
        held = [table.first_code + place - 1]
    elif place > span:
        held = sorted(_coarse_sets(codes)[place - span - 1])
    return [code for code in held if code in table.fact.points] or list(table.fact.points)


def _shares_of(fact: CodedFact, codes: Mapping[int, int]) -> list[int]:
    return [fact.shares.get(c, 0) for c in codes]


def _banded(fact: BandedFact, policy: MissingPolicy) -> AnswerTable:
    exact = [Answer(p, p, p, True) for p in fact.points]
    shares = fact.shares or [0] * len(fact.points)
    unknown = _unknown(fact.points, shares, policy)
    return AnswerTable(fact, (unknown, *exact), 0, len(fact.points) - 1, 0)


def answer_tables(model: Model) -> Iterator[AnswerTable]:
    """The answers of every coded and banded fact, in the model's order."""
    for fact in model.facts:
        if isinstance(fact, CodedFact):
            yield coded_answers(fact, model)
        elif isinstance(fact, BandedFact):
            yield _banded(fact, model.missing)


def sloped_facts(model: Model) -> Sequence[SlopedFact]:
    """The facts that count by the unit, in the model's order."""
    return [fact for fact in model.facts if isinstance(fact, SlopedFact)]


def check_facts_known(model: Model) -> None:
    """Raise UsageFault when the model names a fact that no register has."""
    unknown = [fact.name for fact in model.facts if fact.name not in KNOWN_FACTS]
    if unknown:
        raise UsageFault(
            f"Model menyebut fakta yang tidak ada di register: {', '.join(unknown[:5])}.",
            hint=f"Yang ada: {', '.join(KNOWN_FACTS)}.",
        )


def points_of(fact: Fact, table: AnswerTable | None, stored: int | None) -> Answer:
    """What one stored answer counts; `table` is the fact's, None for a sloped one."""
    if table is not None:
        return table.answers[table.place_of(stored)]
    if not isinstance(fact, SlopedFact):
        raise TypeError(fact)
    return sloped_answer(fact, stored)


def sloped_answer(fact: SlopedFact, stored: int | None) -> Answer:
    """What a number of units counts."""
    if fact.mean is None or fact.least is None or fact.most is None:
        count = stored or 0
        known = stored is not None
        width = 0 if known else UNKNOWN_WIDTH
        return Answer(count * fact.slope, count * fact.slope - width,
                      count * fact.slope + width, known)  # fmt: skip
    if stored is None:
        ends = (fact.least * fact.slope, fact.most * fact.slope)
        variance = (ends[1] - ends[0]) ** 2 // 12  # as if every number were as likely
        return Answer(fact.mean * fact.slope, min(ends), max(ends), False, variance)
    points = min(max(stored, fact.least), fact.most) * fact.slope
    return Answer(points, points, points, True)


UNKNOWN_WIDTH = 100_000_000  # wider than any model's limit: the family stays unranked
