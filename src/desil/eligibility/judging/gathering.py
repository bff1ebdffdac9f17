"""What is asked of members, gathered into one grouped statement over all persons."""

from __future__ import annotations

from dataclasses import dataclass, field

from desil.eligibility.expression import tree
from desil.eligibility.expression.sql_text import sql_of
from desil.eligibility.judging.causes import Cause, causes_of, first_missing
from desil.eligibility.programme.programme import Version

COUNT_BASE = 100  # a family has at most 99 members


@dataclass(frozen=True, slots=True)
class MemberQuestion:
    """One question to members: the columns of `gathered` that answer it, and what may be
    missing."""

    value: str
    fact: str
    causes: tuple[Cause, ...]


@dataclass(slots=True)
class Gathering:
    """Collects questions; the same question is asked once."""

    said: dict[str, str] = field(default_factory=dict)  # columns of each member, by name
    gathered: dict[str, str] = field(default_factory=dict)  # columns of each family, by name
    _known: dict[tuple[str, str], MemberQuestion] = field(default_factory=dict)

    def ask(self, node: tree.Members) -> MemberQuestion:
        """The columns that answer a question to members."""
        text = sql_of(node.part)
        key = (node.gathering.value, text)
        if key not in self._known:
            self._known[key] = self._question(node, text, f"m{len(self._known) + 1}")
        return self._known[key]

    def _question(self, node: tree.Members, text: str, name: str) -> MemberQuestion:
        causes = tuple(causes_of(node.part))
        self.said[name] = text
        missing = first_missing(list(causes), list(range(1, len(causes) + 1)))
        self.said[f"{name}_fact"] = f"case when {name} is null then {missing} end"
        unknown = f"bool_or({name} is null)"
        if node.gathering is tree.Gathering.ANY:
            text = f"case when bool_or({name}) then true when {unknown} then null else false end"
        elif node.gathering is tree.Gathering.COUNT:
            text = f"case when {unknown} then null else count_if({name}) end"
        else:
            text = f"case when {unknown} then null else cast(sum({name}) as bigint) end"
        self.gathered[name] = text
        self.gathered[f"{name}_fact"] = f"min({name}_fact)"
        return MemberQuestion(name, f"{name}_fact", causes)

    def count(self, version: Version, name: str) -> tuple[Cause, ...]:
        """Make `<name>_counts`, the members of each counted component (base 100, the highest
        amount in the last digits), and `<name>_fact`; returns what may be missing.

        A member is counted once, for the highest amount that is known to be met.
        """
        components = version.counted_components
        nodes = [c.member for c in components if c.member is not None]
        texts = [sql_of(n) for n in nodes]
        cases = " ".join(f"when {t} then {k}" for k, t in enumerate(texts, start=1))
        self.said[f"{name}_part"] = f"case {cases} else 0 end"
        causes = list({c.fact: c for n in nodes for c in causes_of(n)}.values())
        unknown = " or ".join(f"{t} is null" for t in texts)
        missing = first_missing(causes, list(range(1, len(causes) + 1)))
        self.said[f"{name}_part_fact"] = (
            f"case when {name}_part = 0 and ({unknown}) then {missing} end"
        )
        units = " ".join(f"when {k} then {COUNT_BASE ** (k - 1)}" for k in range(1, len(texts) + 1))
        self.gathered[f"{name}_counts"] = (
            f"cast(sum(case {name}_part {units} else 0 end) as bigint)"
        )
        self.gathered[f"{name}_fact"] = f"min({name}_part_fact)"
        return tuple(causes)

    @property
    def statement(self) -> str:
        """One row per family of `asked`: its number and every gathered column."""
        said = "".join(f",\n    {text} as {name}" for name, text in self.said.items())
        gathered = "".join(f",\n    {text} as {name}" for name, text in self.gathered.items())
        inner = (
            f"select family_number{said}\nfrom member_word semi join asked using (family_number)"
        )
        return f"select family_number{gathered}\nfrom ({inner})\ngroup by family_number"
