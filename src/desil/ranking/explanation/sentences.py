"""A family's rank in plain Indonesian or English, rendered when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from math import expm1
from typing import Any

from desil.dictionary.columns.ranking import INDICATIVE_LABELS, IndicativeReason
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.dictionary.label import Label
from desil.dictionary.rules.priority_deciles import priority_deciles
from desil.ranking.explanation.breakdown import Contribution, RankExplanation
from desil.ranking.facts.catalogue import KNOWN_FACTS
from desil.ranking.formula.model import MICRO
from desil.sources.catalogue import catalogue

SHOWN = 5
_LEAST_SHOWN = 5_000  # half a percent: less is nothing to tell
_PPM = 1_000_000
LANGUAGES = ("id", "en")


@cache
def _texts() -> dict[str, Any]:
    text = files("desil.ranking.explanation").joinpath("texts.yaml").read_text(encoding="utf-8")
    tree: dict[str, Any] = bounded_yaml(text)
    return tree


def sentences_of(told: RankExplanation, language: str) -> list[str]:
    """What placed the family here, in `language` ("id" or "en"), one sentence or two an entry."""
    language = language if language in LANGUAGES else "id"
    return [
        _official(told, language),
        _indicative(told, language),
        *_certainty(told, language),
        *(fact_sentence(c, language) for c in shown(told)),
        *_unknown(told, language),
        *corrections(told, language),
    ]


def shown(told: RankExplanation) -> list[Contribution]:
    """The weightiest facts that are worth telling, at most five."""
    if told.standing.score is None:
        return []
    return [c for c in told.weightiest[:SHOWN] if abs(c.micro) >= _LEAST_SHOWN]


def _text(language: str, *path: str, **filled: object) -> str:
    found: Any = _texts()
    for step in path:
        found = found[step]
    text: str = found[language]
    return text.format(**filled)


def said_date(day: date | None, language: str) -> str:
    """A date in words; says so where it is not known."""
    if day is None:
        return _text(language, "unknown_date")
    return f"{day.day} {_texts()['months'][language][day.month - 1]} {day.year}"


def said_percent(micro: int) -> str:
    """How much a difference of log points changes expenditure, in whole percent."""
    return f"{abs(expm1(micro / MICRO)) * 100:.0f}"


def _source(name: str, language: str) -> str:
    source = catalogue().sources.get(name)  # a rank's facts come from the release or a correction
    return (source.label if source else Label(name or "-", name or "-")).in_language(language)


def _official(told: RankExplanation, language: str) -> str:
    official = told.official
    kind = "ranked" if official.decile else "unranked"
    return _text(
        language, "official", kind,
        decile=official.decile, date=said_date(official.release, language),
    )  # fmt: skip


def _indicative(told: RankExplanation, language: str) -> str:
    standing = told.standing
    if standing.decile is None:
        reason = INDICATIVE_LABELS[IndicativeReason(standing.reason)]
        said = reason[LANGUAGES.index(language)]
        said = said[:1].lower() + said[1:]
        return _text(language, "indicative", "unranked", reason=said)
    return _text(language, "indicative", "ranked", decile=standing.decile, model=told.model_name)


def _certainty(told: RankExplanation, language: str) -> Iterator[str]:
    standing = told.standing
    if standing.boundary is None or standing.distance is None or standing.poor_ppm is None:
        return
    side = "at" if standing.distance == 0 else "below" if standing.distance < 0 else "above"
    yield _text(
        language, "distance", side,
        percent=said_percent(standing.distance),
        low=standing.boundary, high=standing.boundary + 1,
    )  # fmt: skip
    in_hundred = _in_hundred(standing.poor_ppm, language)
    yield _text(language, "probability", in_hundred=in_hundred, first=priority_deciles().first)
    if standing.is_too_close:
        yield _text(language, "too_close")


def _in_hundred(ppm: int, language: str) -> str:
    """Whole families in a hundred; never "0" or "100", which would claim certainty."""
    if ppm * 100 < _PPM:
        return "kurang dari 1" if language == "id" else "fewer than 1"
    if ppm * 100 > 99 * _PPM:
        return "lebih dari 99" if language == "id" else "more than 99"
    return f"{(100 * ppm + _PPM // 2) // _PPM}"


def fact_sentence(contribution: Contribution, language: str) -> str:
    """One fact: its answer, whether it raises or lowers the estimate, and how old it is."""
    label = contribution.answer_label
    answer = label.in_language(language) if label else _text(language, "unknown_answer")
    return _text(
        language,
        "fact",
        "raises" if contribution.micro > 0 else "lowers",
        label=contribution.label.in_language(language),
        answer=answer,
        percent=said_percent(contribution.micro),
        source=_source(contribution.provenance.source, language),
        date=said_date(contribution.provenance.seen, language),
    )


def _unknown(told: RankExplanation, language: str) -> Iterator[str]:
    if told.unknown:
        names = ", ".join(_inside(c.label.in_language(language)) for c in told.unknown)
        yield _text(language, "unknown", facts=names)


def _inside(label: str) -> str:
    """A label inside a sentence: lower case, but for abbreviations."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def corrections(told: RankExplanation, language: str) -> list[str]:
    """What can be put right, and with what document or visit, for the facts that are shown."""
    by_document: dict[str, list[str]] = {}
    for c in shown(told):
        label = _inside(c.label.in_language(language))
        by_document.setdefault(document_for(c.fact, language), []).append(label)
    return [
        _text(language, "correct", document=document, facts=", ".join(facts))
        for document, facts in by_document.items()
    ]


def document_for(fact: str, language: str) -> str:
    """What verifies a fact: a document, or a visit."""
    documents = _texts()["documents"]
    found: dict[str, str] = documents.get(fact) or documents[KNOWN_FACTS[fact].group]
    return found[language]
