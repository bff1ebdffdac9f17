"""Rules as one SQL statement: one row per family, one number per programme that holds its answer.

An answer is `verdict + 1000 * counts`: the verdict's number, and how many members are counted for
each component, two digits each, the highest amount in the last digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desil.dictionary.columns.eligibility import Outcome
from desil.eligibility.expression import tree
from desil.eligibility.expression.sql_text import sql_of
from desil.eligibility.judging.causes import NO_MEMBER, Cause, causes_of
from desil.eligibility.judging.gathering import COUNT_BASE, Gathering
from desil.eligibility.judging.verdict import (
    COMPONENTS,
    Verdict,
    number_of,
    requires_component,
    verdicts_of,
)
from desil.eligibility.programme.programme import Criterion, Programme, Version
from desil.errors import UsageFault

VERDICT_BASE = 1_000
MOST_COMPONENTS = 7  # so that an answer fits 64 bits


@dataclass(frozen=True, slots=True)
class Rules:
    """A programme and the version of its rules that is asked."""

    programme: Programme
    version: Version
    verdicts: tuple[Verdict, ...]

    @property
    def code(self) -> str:
        """The programme's code."""
        return self.programme.code


def rules_of(programme: Programme, version: Version) -> Rules:
    """The rules with their verdicts; UsageFault where they are too many to be numbered."""
    verdicts = verdicts_of(version)
    if len(verdicts) > VERDICT_BASE or len(version.counted_components) > MOST_COMPONENTS:
        raise UsageFault(
            "Program {code}: {verdicts} kemungkinan putusan dan "
            "{counted_components} komponen anggota.",
            hint="Paling banyak {verdict_base} dan {most_components}.",
            code=programme.code,
            verdicts=len(verdicts),
            counted_components=len(version.counted_components),
            verdict_base=VERDICT_BASE,
            most_components=MOST_COMPONENTS,
        )
    return Rules(programme, version, verdicts)


@dataclass(frozen=True, slots=True)
class _Compiler:
    gathering: Gathering

    def text(self, node: tree.Node) -> str:
        return sql_of(node, lambda asked: self.gathering.ask(asked).value)

    def _fact_cases(self, rules: Rules, criterion: Criterion) -> str:
        """Which fact of a criterion is missing, as cases that give the verdict's number."""

        def numbered(fact: str) -> int:
            return number_of(rules.verdicts, Outcome.NOT_JUDGED, criterion.name, fact)

        cases, has_members = [], False
        inside = {
            id(below)
            for node in tree.nodes_of(criterion.node)
            if isinstance(node, tree.Members)
            for below in tree.nodes_of(node.part)
        }
        for node in tree.nodes_of(criterion.node):
            if isinstance(node, tree.Members):
                has_members = True
                asked = self.gathering.ask(node)
                cases += [
                    f"when {asked.fact} = {k} then {numbered(cause.fact)}"
                    for k, cause in enumerate(asked.causes, start=1)
                ]
            elif id(node) not in inside and not tree.parts_of(node):
                cases += [
                    f"when {cause.is_missing} then {numbered(cause.fact)}"
                    for cause in causes_of(node)
                ]
        last = numbered(NO_MEMBER.fact) if has_members else _last(rules, criterion.name)
        return f"case {' '.join(cases)} else {last} end" if cases else str(last)

    def verdict(self, rules: Rules, name: str, causes: Sequence[Cause]) -> str:
        """The number of the verdict on a family."""
        version, verdicts = rules.version, rules.verdicts
        cases: list[str] = []
        for criterion in version.eligible:
            number = number_of(verdicts, Outcome.NOT_ELIGIBLE, criterion.name)
            cases.append(f"when not {self.text(criterion.node)} then {number}")
        is_counted = requires_component(version)
        if is_counted:
            number = number_of(verdicts, Outcome.NOT_ELIGIBLE, COMPONENTS)
            cases.append(f"when {name}_counts = 0 and {name}_fact is null then {number}")
        for criterion in version.excluded:
            number = number_of(verdicts, Outcome.EXCLUDED, criterion.name)
            cases.append(f"when {self.text(criterion.node)} then {number}")
        for criterion in (*version.eligible, *version.excluded):
            text = self.text(criterion.node)
            if not _is_always_known(criterion.node):
                cases.append(f"when {text} is null then {self._fact_cases(rules, criterion)}")
        if is_counted:
            facts = " ".join(
                f"when {name}_fact = {k} then"
                f" {number_of(verdicts, Outcome.NOT_JUDGED, COMPONENTS, cause.fact)}"
                for k, cause in enumerate(causes, start=1)
            )
            none = number_of(verdicts, Outcome.NOT_JUDGED, COMPONENTS, NO_MEMBER.fact)
            cases.append(f"when coalesce({name}_counts, 0) = 0 then case {facts} else {none} end")
        return f"case {' '.join(cases)} else 0 end"


def _is_always_known(node: tree.Node) -> bool:
    return not any(
        isinstance(n, (tree.Said, tree.HasCode, tree.Members)) for n in tree.nodes_of(node)
    )


def _last(rules: Rules, criterion: str) -> int:
    """The last verdict of a criterion whose truth is not known."""
    numbers = [
        n
        for n, v in enumerate(rules.verdicts)
        if v.outcome is Outcome.NOT_JUDGED and v.criterion == criterion
    ]
    return max(numbers, default=0)


def counts_text(version: Version, counts: str) -> str:
    """The members counted in `counts` after the cap, in the same form.

    With a cap of c the k-th component counts min(c, n1+…+nk) - min(c, n1+…+n(k-1)).
    """
    places = range(len(version.counted_components))
    digits = [f"({counts} // {COUNT_BASE**k} % {COUNT_BASE})" for k in places]
    if not digits:
        return "0"
    if version.most_members is None:
        return counts
    running = ["0", *(" + ".join(digits[: k + 1]) for k in places)]
    capped = [f"least({version.most_members}, {r})" for r in running]
    taken = [f"({capped[k + 1]} - {capped[k]}) * {COUNT_BASE**k}" for k in places]
    return " + ".join(taken)


def _questioned_families(all_rules: Sequence[Rules]) -> str:
    """The families whose members are asked: all but those that every programme turns away by a
    criterion about the family that stands before the first one about members."""
    open_to = []
    for rules in all_rules:
        first: list[str] = []
        for criterion in rules.version.eligible:
            if any(isinstance(n, tree.Members) for n in tree.nodes_of(criterion.node)):
                break
            first.append(f"coalesce({sql_of(criterion.node)}, true)")
        open_to.append(f"({' and '.join(first)})" if first else "true")
    condition = " or ".join(open_to) or "false"
    return f"select family_number from family_word where {condition}"  # noqa: S608 - checked names


@dataclass(frozen=True, slots=True)
class Compiled:
    """The statement of `answers_statement` in its three parts (`asked` the families whose members
    are asked, `gathered` what their members say, `judged` the answers), and the SQL of each
    member's component by the place (from 1) of the rules: 0 where none is met, in `member_word`."""

    asked: str
    gathered: str
    judged: str
    parts: dict[int, str]

    @property
    def statement(self) -> str:
        """The whole statement."""
        return (
            f"with asked as materialized (\n{self.asked}\n),\n\n"
            f"gathered as materialized (\n{self.gathered}\n)\n{self.judged}"
        )


def compiled(all_rules: Sequence[Rules], extras: Sequence[tree.Node] = ()) -> Compiled:
    """One row per family: number, kelurahan, size, `answer_1` … in the order of the rules, and
    `extra_1` …, further values of a family."""
    gathering = Gathering()
    compiler = _Compiler(gathering)
    columns: list[str] = []
    parts: dict[int, str] = {}
    for place, rules in enumerate(all_rules, start=1):
        name = f"p{place}"
        causes: tuple[Cause, ...] = ()
        counts = "0"
        if rules.version.counted_components:
            causes = gathering.count(rules.version, name)
            parts[place] = gathering.said[f"{name}_part"]
            counts = counts_text(rules.version, f"coalesce({name}_counts, 0)")
        columns.append(
            f"cast({compiler.verdict(rules, name, causes)} as bigint) as verdict_{place}"
        )
        columns.append(
            f"verdict_{place} + case when verdict_{place} = 0"
            f" then {VERDICT_BASE} * cast({counts} as bigint) else 0 end as answer_{place}"
        )
    columns += [
        f"cast({compiler.text(node)} as bigint) as extra_{n}" for n, node in enumerate(extras, 1)
    ]
    listed = "".join(f",\n    {c}" for c in columns)
    judged = (
        f"select family_word.family_number, village_code, coalesce(size, 0) as size{listed}\n"
        "from family_word left join gathered using (family_number)"
    )
    return Compiled(_questioned_families(all_rules), gathering.statement, judged, parts)


def answers_statement(all_rules: Sequence[Rules]) -> str:
    """The statement of `compiled`, without further values."""
    return compiled(all_rules).statement
