"""The shortest questionnaire that settles a family: what to ask next, and when to stop.

A family is settled when every answer that is still possible leaves it on one side of the boundary.
The next best question is the unknown fact whose answers, by their shares, spread the score most
(the largest variance), which is the largest expected drop of what is not known (Ohlenburg et al.
2022 stop early on the same ground).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desil.dictionary.label import Label
from desil.ranking.facts.catalogue import KNOWN_FACTS
from desil.ranking.formula.model import BandedFact, CodedFact, Fact, Model
from desil.ranking.scoring.answers import Answer, answer_tables, points_of


@dataclass(frozen=True, slots=True)
class Question:
    """An unknown fact: how far its answers reach, in micro log points, and their variance."""

    fact: str
    label: Label
    least: int
    most: int
    variance: float


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions left, the best first. `is_settled`: none of them can change the side."""

    is_settled: bool
    least: int
    most: int
    boundary: int
    questions: tuple[Question, ...]


def questionnaire(
    model: Model, answers: Mapping[str, int | None], boundary_score: int
) -> Questionnaire:
    """What to ask a family next; `boundary_score` is the cut-off that matters.

    A score at the cut-off belongs to the lower decile.
    """
    tables = {t.fact.name: t for t in answer_tables(model)}
    told = [
        (fact, points_of(fact, tables.get(fact.name), answers.get(fact.name)))
        for fact in model.facts
    ]
    least = model.intercept + sum(answer.least for _, answer in told)
    most = model.intercept + sum(answer.most for _, answer in told)
    is_settled = most <= boundary_score or least > boundary_score
    open_facts = [(fact, answer) for fact, answer in told if answer.least < answer.most]
    questions = [_question(fact, answer) for fact, answer in open_facts]
    questions.sort(key=lambda q: (-q.variance, q.fact))
    return Questionnaire(is_settled, least, most, boundary_score, tuple(questions))


def _question(fact: Fact, answer: Answer) -> Question:
    label = KNOWN_FACTS[fact.name].label
    return Question(fact.name, label, answer.least, answer.most, _variance(fact, answer))


def _variance(fact: Fact, answer: Answer) -> float:
    """The variance of the points by the answers' shares; of a line, as if all were as likely."""
    if isinstance(fact, CodedFact):
        points: Sequence[int] = list(fact.points.values())
        shares = [fact.shares.get(code, 0) for code in fact.points]
    elif isinstance(fact, BandedFact):
        points, shares = fact.points, list(fact.shares)
    else:
        return (answer.most - answer.least) ** 2 / 12
    inside = [
        (p, s if any(shares) else 1)
        for p, s in zip(points, shares or [1] * len(points), strict=True)
        if answer.least <= p <= answer.most
    ]
    total = sum(share for _, share in inside) or 1
    mean = sum(p * s for p, s in inside) / total
    return sum(s * (p - mean) ** 2 for p, s in inside) / total


def settling_order(model: Model, boundary_score: int, answers: Mapping[str, int | None],
                   truth: Mapping[str, int | None]) -> list[str]:  # fmt: skip
    """The facts that have to be asked, in order, until a family with these true answers is
    settled; all that are open where only the whole questionnaire settles it."""
    known, asked = dict(answers), list[str]()
    while True:
        left = questionnaire(model, known, boundary_score)
        open_questions = [q for q in left.questions if q.fact not in asked]
        if left.is_settled or not open_questions:
            return asked
        best = open_questions[0].fact
        asked.append(best)
        known[best] = truth.get(best)
