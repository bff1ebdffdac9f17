"""A what-if question read against the rules: one programme, one period, and up to five sets of
rules side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desil.dictionary.declarations.cell import read_yaml
from desil.dictionary.declarations.place import Written, YamlFault, nearest
from desil.dictionary.label import Label
from desil.eligibility.expression.sentences import sentence_of
from desil.eligibility.lists.period import Period, period_of
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import RuleBook
from desil.eligibility.programme.programme import Criterion, Programme, Version
from desil.eligibility.what_if.draft import REMOVED, Changes, Draft, Number, draft_in
from desil.eligibility.words.word import Scope
from desil.errors import Conflict


@dataclass(frozen=True, slots=True)
class Scenario:
    """One set of rules; `cutoffs` are national boundaries of the indicative decile (1 to 9) in
    millionths of a log point, in place of those in force; `model` is the version of another model
    that ranks the families (empty: that of the run)."""

    name: str
    version: Version
    quota: Quota
    cutoffs: Mapping[int, int] = field(default_factory=dict)
    model: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The scenarios; the first is what the others are compared with."""

    name: str
    programme: Programme
    period: Period
    scenarios: tuple[Scenario, ...]

    @property
    def models(self) -> frozenset[str]:
        """The versions of other models that the scenarios name."""
        return frozenset(s.model for s in self.scenarios if s.model)


def _criteria(
    changed: Mapping[str, Written], present: tuple[Criterion, ...], book: RuleBook
) -> tuple[Criterion, ...]:
    """Criteria with those of `changed` put in place, added, or taken away (`dihapus`)."""
    found = {c.name: c for c in present}
    for name, told in changed.items():
        if told.text == REMOVED:
            if name not in found:
                raise told.fault(0, f"tidak ada kriteria '{name[:40]}'", hint=nearest(name, found))
            del found[name]
            continue
        node = book.named.reader(Scope.FAMILY).read(told.text, told.place)
        label = Label(sentence_of(node, "id"), sentence_of(node, "en"))
        found[name] = Criterion(name, node, label, told.text)
    return tuple(found.values())


def _amounts(changed: Mapping[str, Number], version: Version) -> Version:
    known = {c.name: c for c in version.components}
    for name, told in changed.items():
        if name not in known:
            raise YamlFault(
                told.place, f"tidak ada komponen '{name[:40]}'", hint=nearest(name, known)
            )
        known[name] = replace(known[name], amount=told.value)
    return replace(version, components=tuple(known.values()))


def _model(told: Written | None, models: Collection[str]) -> str:
    if told is None:
        return ""
    if told.text not in models:
        raise told.fault(
            0,
            f"model '{told.text[:40]}' tidak ada",
            hint=nearest(told.text, models) or "Lihat: desil ranking models",
        )
    return told.text


def _scenario(
    changes: Changes, version: Version, book: RuleBook, models: Collection[str]
) -> Scenario:
    eligible = _criteria(changes.eligible, version.eligible, book)
    excluded = _criteria(changes.excluded, version.excluded, book)
    changed = replace(_amounts(changes.amounts, version), eligible=eligible, excluded=excluded)
    if changes.most_members is not None:
        changed = replace(changed, most_members=changes.most_members)
    quota = Quota(version.quota, version.village_quota) if changes.quota is None else changes.quota
    model = _model(changes.model, models)
    return Scenario(changes.name, changed, quota, changes.cutoffs, model)


def requested_rules(
    code: Written, period: str, book: RuleBook
) -> tuple[Programme, Period, Version]:
    """The programme of a code, the period, and the rules on its first day.

    YamlFault for an unknown code, UsageFault for a period that cannot be read, Conflict where the
    programme has no rules then.
    """
    programme = book.programmes.get(code.text.upper())
    if programme is None:
        raise code.fault(
            0, f"program '{code.text[:40]}' tidak dikenal", hint=nearest(code.text, book.programmes)
        )
    read = period_of(period)
    version = programme.on(read.day)
    if version is None:
        raise Conflict(
            "Program {code} tidak punya aturan yang berlaku pada {day}.",
            code=programme.code,
            day=read.day,
        )
    return programme, read, version


def question_from(draft: Draft, book: RuleBook, models: Collection[str] = ()) -> Question:
    """The question that a draft asks, of which a scenario may name one of `models`; YamlFault with
    its place for a criterion or a name that is refused, and the faults of `requested_rules`."""
    programme, period, version = requested_rules(draft.programme, draft.period, book)
    scenarios = tuple(_scenario(c, version, book, models) for c in draft.scenarios)
    return Question(draft.name, programme, period, scenarios)


def question_of(path: Path, book: RuleBook, models: Collection[str] = ()) -> Question:
    """The question of a file; YamlFault with line and column for what is refused, Conflict where
    the programme has no rules on the first day of the period."""
    return question_from(draft_in(read_yaml(path)), book, models)
