"""A what-if question: one programme, one period, and up to four sets of rules side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desil.dictionary.label import Label
from desil.eligibility.expression.faults import nearest
from desil.eligibility.expression.sentences import sentence_of
from desil.eligibility.lists.period import Period, period_of
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import RuleBook
from desil.eligibility.programme.marked_yaml import Cell, opened_yaml
from desil.eligibility.programme.programme import Criterion, Programme, Version
from desil.eligibility.words.word import Scope
from desil.errors import Conflict

MOST_SCENARIOS = 4
REMOVED = "dihapus"
_CHANGES = ("eligible", "excluded", "amounts", "most_members", "quota", "cutoffs")
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Scenario:
    """One set of rules; `cutoffs` are national boundaries of the indicative decile (1 to 9) in
    millionths of a log point, in place of those in force."""

    name: str
    version: Version
    quota: Quota
    cutoffs: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """The scenarios of a file; the first is what the others are compared with."""

    name: str
    programme: Programme
    period: Period
    scenarios: tuple[Scenario, ...]


def _criteria(cell: Cell, present: tuple[Criterion, ...], book: RuleBook) -> tuple[Criterion, ...]:
    """Criteria with those of `cell` put in place, added, or taken away (`dihapus`)."""
    found = {c.name: c for c in present}
    for name, told in cell.any_entries().items():
        text = told.text()
        if text == REMOVED:
            if name not in found:
                raise told.fault(f"tidak ada kriteria '{name[:40]}'", hint=nearest(name, found))
            del found[name]
            continue
        node = book.named.reader(Scope.FAMILY).read(text, told.place)
        label = Label(sentence_of(node, "id"), sentence_of(node, "en"))
        found[name] = Criterion(name, node, label)
    return tuple(found.values())


def _amounts(cell: Cell, version: Version) -> Version:
    known = {c.name: c for c in version.components}
    for name, told in cell.any_entries().items():
        if name not in known:
            raise told.fault(f"tidak ada komponen '{name[:40]}'", hint=nearest(name, known))
        known[name] = replace(known[name], amount=told.whole(0, _MOST))
    return replace(version, components=tuple(known.values()))


def _cutoffs(cell: Cell) -> dict[int, int]:
    found = {}
    for key, told in cell.any_entries().items():
        if key not in {str(n) for n in range(1, 10)}:
            raise told.fault(f"batas '{key[:10]}' tidak ada", hint="Batas 1 sampai 9.")
        found[int(key)] = told.whole(0, _MOST)
    return found


def _scenario(cell: Cell, version: Version, book: RuleBook) -> Scenario:
    found = cell.entries(("name",), _CHANGES)
    if "eligible" in found:
        criteria = _criteria(found["eligible"], version.eligible, book)
        version = replace(version, eligible=criteria)
    if "excluded" in found:
        criteria = _criteria(found["excluded"], version.excluded, book)
        version = replace(version, excluded=criteria)
    if "amounts" in found:
        version = _amounts(found["amounts"], version)
    if "most_members" in found:
        version = replace(version, most_members=found["most_members"].whole(1, 99))
    quota = Quota(version.quota, version.village_quota)
    if "quota" in found:
        told = found["quota"].entries((), ("total", "per_village"))
        quota = Quota(
            told["total"].whole(0, _MOST) if "total" in told else None,
            told["per_village"].whole(0, _MOST) if "per_village" in told else None,
        )
    cutoffs = _cutoffs(found["cutoffs"]) if "cutoffs" in found else {}
    return Scenario(found["name"].text(), version, quota, cutoffs)


def question_of(path: Path, book: RuleBook) -> Question:
    """The question of a file; RuleFault with line and column for what is refused, Conflict where
    the programme has no rules on the first day of the period."""
    file = opened_yaml(path)
    found = file.entries(("name", "programme", "period", "scenarios"), ("note",))
    code = found["programme"].text().upper()
    if code not in book.programmes:
        raise found["programme"].fault(
            f"program '{code[:40]}' tidak dikenal", hint=nearest(code, book.programmes)
        )
    programme, period = book.programme(code), period_of(found["period"].text())
    version = programme.on(period.day)
    if version is None:
        raise Conflict(f"Program {code} tidak punya aturan yang berlaku pada {period.day}.")
    cells = list(found["scenarios"].items())
    if not 1 <= len(cells) <= MOST_SCENARIOS:
        raise found["scenarios"].fault(f"ada {len(cells)} skenario; satu sampai {MOST_SCENARIOS}")
    scenarios = tuple(_scenario(c, version, book) for c in cells)
    return Question(found["name"].text(), programme, period, scenarios)
