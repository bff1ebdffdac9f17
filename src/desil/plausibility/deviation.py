"""Which differences between two states need a reason, by the limits in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.dictionary.standing import DECILE_NUMBERS
from desil.plausibility.comparison import Comparison
from desil.plausibility.limits import Limit


@dataclass(frozen=True, slots=True)
class Deviation:
    """A difference beyond its limit: the rule (a key of words.yaml), what it concerns (a kelurahan,
    a decile, a column), and the figures before, after and allowed, as text or number."""

    rule: str
    subject: str
    before: float | str
    after: float | str
    limit: float

    def as_facts(self) -> dict[str, Any]:
        """The deviation as JSON values."""
        return asdict(self)


def _counted(
    rule: str, subject: str, pair: tuple[int, int], limit: Limit | None
) -> Iterator[Deviation]:
    if limit is not None and limit.is_exceeded(*pair):
        yield Deviation(rule, subject, pair[0], pair[1], limit.share)


def _part(
    rule: str, part: int, whole: int, limit: Limit | None, *, subject: str = ""
) -> Iterator[Deviation]:
    """A part (new, gone, moved, quarantined) that is too large a share of the whole."""
    if limit is not None and part >= limit.least and part > limit.share * whole:
        yield Deviation(rule, subject, whole, part, limit.share)


def _totals(found: Comparison, limits: Mapping[str, Limit]) -> Iterator[Deviation]:
    for unit, pair in found.rows.items():
        yield from _counted("rows", unit, pair, limits.get("rows"))
    yield from _counted("families", "", found.families, limits.get("families"))
    yield from _counted("people", "", found.people, limits.get("people"))
    for decile in DECILE_NUMBERS:
        pair = found.standing(decile)
        yield from _counted("decile", str(decile), pair, limits.get("decile"))
    yield from _counted("unranked", "", found.standing(0), limits.get("unranked"))


def _villages(found: Comparison, limits: Mapping[str, Limit]) -> Iterator[Deviation]:
    for village, (before, after) in found.villages.items():
        if before and not after:
            yield from _counted("village_gone", village, (before, 0), limits.get("village_gone"))
        elif after and not before:
            yield from _counted("village_new", village, (0, after), limits.get("village_new"))
        else:
            yield from _counted("village", village, (before, after), limits.get("village"))


def _flows(found: Comparison, limits: Mapping[str, Limit]) -> Iterator[Deviation]:
    before = found.families[0]
    yield from _part("entered", found.entered, before, limits.get("entered"))
    yield from _part("left", found.left, before, limits.get("left"))
    changed = found.decile_changed
    yield from _part("decile_changed", changed, found.stayed, limits.get("decile_changed"))
    limit = limits.get("village_decile_changed")
    for place in found.village_changes:
        yield from _part(
            "village_decile_changed", place.changed, place.stayed, limit, subject=place.village
        )


def _columns(found: Comparison, limits: Mapping[str, Limit]) -> Iterator[Deviation]:
    emptied, changed = limits.get("column_emptied"), limits.get("column_changed")
    for column in found.columns:
        rise = column.empty[1] - column.empty[0]
        if emptied and rise > emptied.share and rise * column.rows >= emptied.least:
            before, after = (round(share, 4) for share in column.empty)
            yield Deviation("column_emptied", column.column, before, after, emptied.share)
        elif changed and column.rows >= changed.least and column.distance > changed.share:
            distance = round(column.distance, 4)
            yield Deviation("column_changed", column.column, 0, distance, changed.share)


def deviations_of(found: Comparison, limits: Mapping[str, Limit]) -> tuple[Deviation, ...]:
    """Every difference beyond its limit, the largest kinds first; empty when a person need not
    say why."""
    return (
        *_totals(found, limits),
        *_villages(found, limits),
        *_flows(found, limits),
        *_columns(found, limits),
        *_part("quarantined", found.quarantined, found.read, limits.get("quarantined")),
    )


@cache
def deviation_words() -> Mapping[str, Mapping[str, str]]:
    """What each rule says, by rule and language (id, en)."""
    text = resources.files("desil.plausibility").joinpath("words.yaml").read_text(encoding="utf-8")
    said: dict[str, dict[str, str]] = bounded_yaml(text)
    return said


def _number(value: float, language: str) -> str:
    text = f"{value:,.0f}"
    return text.replace(",", ".") if language == "id" else text


def _share(value: float, language: str) -> str:
    text = f"{100 * value:.1f}".rstrip("0").rstrip(".")
    return (text.replace(".", ",") if language == "id" else text) + " %"


_SHARES = frozenset({"column_emptied", "column_changed"})


def deviation_text(deviation: Deviation, places: Mapping[str, str], language: str = "id") -> str:
    """One sentence in a language (id or en); `places` names kelurahan by code."""

    def figure(value: float | str) -> str:
        if isinstance(value, str):
            return value
        written = _share if deviation.rule in _SHARES else _number
        return written(value, language)

    return deviation_words()[deviation.rule][language].format(
        subject=places.get(deviation.subject, deviation.subject),
        before=figure(deviation.before),
        after=figure(deviation.after),
        limit=_share(deviation.limit, language),
    )
