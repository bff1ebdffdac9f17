"""The verdicts that a programme's rules can give: few, numbered, each told in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desil.dictionary.columns.eligibility import Outcome
from desil.dictionary.label import Label
from desil.eligibility.expression import tree
from desil.eligibility.judging.causes import NO_MEMBER, causes_of
from desil.eligibility.programme.programme import Version

COMPONENTS = "components"
ANY_COMPONENT = Label(
    "ada anggota yang memenuhi salah satu komponen", "a member who meets one of the components"
)
_ALL_MET = Label("Memenuhi semua syarat", "Meets all conditions")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict: the outcome, the criterion that decided, and the fact that is missing."""

    outcome: Outcome
    criterion: str
    fact: str
    says: Label


def requires_component(version: Version) -> bool:
    """Whether a family must have a member who meets a component: where nothing is given to the
    family as such."""
    given = [c for c in version.components if c.needs is None]
    return bool(given) and all(c.member is not None for c in given)


def _not_met(label: Label) -> Label:
    return Label(f"Syarat tidak terpenuhi: {label.id}", f"Condition not met: {label.en}")


def _excluded(label: Label) -> Label:
    return Label(f"Dikecualikan: {label.id}", f"Excluded: {label.en}")


def _missing(label: Label) -> Label:
    return Label(f"Belum diketahui: {label.id}", f"Not known: {label.en}")


def _facts(node: tree.Node) -> dict[str, Label]:
    found = {cause.fact: cause.label for cause in causes_of(node)}
    has_members = any(isinstance(n, tree.Members) for n in tree.nodes_of(node))
    return found | ({NO_MEMBER.fact: NO_MEMBER.label} if has_members else {})


def _unknown(criterion: str, facts: dict[str, Label]) -> Iterator[Verdict]:
    for fact, label in facts.items():
        yield Verdict(Outcome.NOT_JUDGED, criterion, fact, _missing(label))


def verdicts_of(version: Version) -> tuple[Verdict, ...]:
    """Every verdict of these rules; its number is its place, and 0 is eligible."""
    found = [Verdict(Outcome.ELIGIBLE, "", "", _ALL_MET)]
    for criterion in version.eligible:
        found.append(Verdict(Outcome.NOT_ELIGIBLE, criterion.name, "", _not_met(criterion.label)))
    if requires_component(version):
        found.append(Verdict(Outcome.NOT_ELIGIBLE, COMPONENTS, "", _not_met(ANY_COMPONENT)))
    for criterion in version.excluded:
        found.append(Verdict(Outcome.EXCLUDED, criterion.name, "", _excluded(criterion.label)))
    for criterion in (*version.eligible, *version.excluded):
        found += _unknown(criterion.name, _facts(criterion.node))
    if requires_component(version):
        facts = {
            cause.fact: cause.label
            for component in version.counted_components
            if component.member is not None
            for cause in causes_of(component.member)
        }
        found += _unknown(COMPONENTS, facts | {NO_MEMBER.fact: NO_MEMBER.label})
    return tuple(found)


def number_of(verdicts: tuple[Verdict, ...], outcome: Outcome, name: str, fact: str = "") -> int:
    """The number of a verdict; ValueError where the rules cannot give it."""
    keys = [(v.outcome, v.criterion, v.fact) for v in verdicts]
    return keys.index((outcome, name, fact))
