"""A case type, as declared in one YAML file of this room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from desil.cases.kinds.checked import Declared, declared_in, own_declarations
from desil.cases.kinds.words import (
    About,
    Door,
    Reason,
    Step,
    documents,
    letters,
    outcomes,
    reasons,
    step_rules,
)
from desil.dictionary.declarations.home_files import CASE_TYPES, REASONS, HomeFile, home_files
from desil.dictionary.label import Label
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FACT_GROUPS, FAMILY, OFFICIAL, SPECIFIC
from desil.errors import UsageFault

_NAME = re.compile(r"[a-z][a-z_]{1,29}")
_KEYS = ("label", "says", "about", "applicant", "protects_applicant", "is_urgent", "doors", "facts",
         "happenings", "documents", "steps", "outcomes", "reasons", "letters", "noun", "still",
         "finding", "still_of", "asks_aid", "awaits_aid", "is_unranked", "tells_death")  # fmt: skip
_NOUN = Label("permohonan", "request")
_HOME = frozenset({"dwelling", "assets"})
_DECIDED_BY_ONE = frozenset({Step.ANSWER})
_DECIDED_BY_THREE = (Step.VERIFY, Step.SIGN, Step.SEND, Step.EFFECTIVE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A case type.

    `facts` by table ("family", "person") the dictionary's columns that it may change; `documents`
    by document the step before whose end it must lie there; `days` by step its clock in working
    days, in the order of the steps; `reasons` the codes that it may be refused with. `noun` what
    its applicant is told that it is; `still` how things stay where nothing comes of it, `still_of`
    where that is for one reason; `finding` what they are told in place of what was found;
    `is_unranked` where a family has no decile yet; `tells_death` where it says that somebody died.
    """

    name: str
    label: Label
    says: Label
    about: About
    may_anyone_apply: bool
    protects_applicant: bool
    is_urgent: bool
    doors: frozenset[Door]
    facts: Mapping[str, tuple[str, ...]]
    happenings: tuple[str, ...]
    documents: Mapping[str, Step]
    days: Mapping[Step, int]
    outcomes: tuple[str, ...]
    reasons: tuple[str, ...]
    letters: tuple[str, ...]
    noun: Label = _NOUN
    still: Label | None = None
    still_of: Mapping[str, Label] = field(default_factory=dict)
    finding: Label | None = None
    is_unranked: bool = False
    tells_death: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """What a case of this type waits for, one after the other."""
        return tuple(self.days)

    @property
    def changes_data(self) -> bool:
        """Whether it asks for a change of the register (and else for an answer)."""
        return bool(self.facts or self.happenings)

    @property
    def tells_specific(self) -> bool:
        """Whether it may change a fact of health or disability."""
        return any(SPECIFIC[table] & set(names) for table, names in self.facts.items())

    @property
    def may_vanish(self) -> bool:
        """Whether an applicant is not told that a release lists somebody no longer: it may be what
        was asked, or others' affair."""
        vanishing = any(happenings()[name].may_vanish for name in self.happenings)
        return vanishing or self.may_anyone_apply or self.tells_specific

    def after(self, step: Step) -> Step | None:
        """The step after one; None after the last."""
        steps = self.steps
        place = steps.index(step) + 1
        return steps[place] if place < len(steps) else None

    def reasons_at(self, step: Step | None, *, is_return: bool = False) -> tuple[str, ...]:
        """The codes that it may be refused with at a step, or sent back with."""
        known = reasons()
        return tuple(
            code
            for code in self.reasons
            if step in known[code].steps and (known[code].is_for_return or not is_return)
        )

    def documents_until(self, step: Step) -> tuple[str, ...]:
        """What must lie there before `step` is passed, with what the steps up to it need."""
        upto = self.steps[: self.steps.index(step) + 1]
        own = [name for name, due in self.documents.items() if due in upto]
        return tuple(own + [n for s in upto for n in step_rules()[s].documents if n not in own])


def _facts(said: Declared) -> dict[str, tuple[str, ...]]:
    said.only(*FACT_GROUPS)
    found: dict[str, tuple[str, ...]] = {}
    for table in said.names:
        groups = {n: g for n, g in FACT_GROUPS[table].items() if n not in OFFICIAL[table]}
        names: list[str] = []
        for word in said.words(table, [*groups, *(f"@{g}" for g in set(groups.values()))]):
            group = [n for n, g in groups.items() if f"@{g}" == word]
            names += [n for n in group or [word] if n not in names]
        found[table] = tuple(names)
    return found


def _days(said: Declared) -> dict[Step, int]:
    order = [s.value for s in Step if s is not Step.ENTER]
    names = list(said.names)
    for name in names:
        said.chosen_name(name, order)
    if names != sorted(names, key=order.index):
        raise said.fault("urutannya lain.", f"Urutannya: {', '.join(order)}.")
    if not names or names[0] != Step.COMPLETE.value:
        raise said.fault("tidak mulai dengan complete.", "Setiap jenis mulai dengan complete.")
    return {Step(name): said.count(name) for name in names}


def _hold_to_its_deciders(kind: Kind, said: Declared) -> None:
    """UsageFault where a change of data could be accepted without Dinsos and the wali kota, or
    where nothing answers."""
    if kind.changes_data and kind.steps[-4:] != _DECIDED_BY_THREE:
        raise said.part("steps").fault(
            "mengubah data tanpa verify, sign, send, effective.",
            "Tambahkan keempatnya, atau hapus facts dan happenings.",
        )
    if not kind.changes_data and kind.steps[-1] not in _DECIDED_BY_ONE:
        raise said.part("steps").fault("tidak berakhir dengan answer.", "Tambahkan answer.")


def _label_or(said: Declared, name: str, other: Label | None) -> Label | None:
    return said.label(name) if name in said.names else other


def _fits(said: Declared, facts: Mapping[str, tuple[str, ...]], asked: str) -> bool:
    """Whether a case type is about what a reason speaks of; about nothing every one is."""
    groups = FACT_GROUPS[FAMILY.name]
    is_home = any(groups[name] in _HOME for name in facts.get(FAMILY.name, ()))
    is_aid, about = said.flag("asks_aid"), said.word("about")
    return {
        "": True,
        "documents": said.part("documents").is_filled,
        "changes": any(said.part(key).is_filled for key in ("facts", "happenings")),
        "somebody": about != About.NOBODY.value,
        "home": is_home,
        "recorded_home": is_home and about != About.NEW_FAMILY.value,
        "aid": is_aid,
        "welfare": is_aid or is_home or said.flag("awaits_aid"),
    }[asked]


def kind_from(name: str, said: Declared) -> Kind:
    """The case type that a declaration makes; UsageFault naming the place that is wrong."""
    said.only(*_KEYS)
    days = _days(said.part("steps"))
    steps = [s.value for s in days]
    papers = said.part("documents")
    groups = sorted({r.group for r in reasons().values()})
    chosen = said.words("reasons", groups)
    facts = _facts(said.part("facts"))
    kind = Kind(
        name=name,
        label=said.label("label"),
        says=said.label("says"),
        about=About(said.word("about", [a.value for a in About])),
        may_anyone_apply=said.word("applicant", ("member", "anyone")) == "anyone",
        protects_applicant=said.flag("protects_applicant"),
        is_urgent=said.flag("is_urgent"),
        doors=frozenset(map(Door, said.words("doors", [d.value for d in Door]))),
        facts=facts,
        happenings=said.words("happenings", happenings()),
        documents={
            papers.chosen_name(paper, documents()): Step(papers.word(paper, steps))
            for paper in papers.names
        },
        days=days,
        outcomes=said.words("outcomes", outcomes()),
        reasons=tuple(
            code
            for code, r in reasons().items()
            if r.group in chosen
            and (r.rests_on is None or r.rests_on in days)
            and (not r.kinds or name in r.kinds)
            and _fits(said, facts, r.speaks_of)
        ),
        letters=said.words("letters", letters()),
        noun=_label_or(said, "noun", _NOUN) or _NOUN,
        still=_label_or(said, "still", None),
        still_of={
            still.chosen_name(code, reasons()): still.label(code)
            for still in [said.part("still_of")]
            for code in still.names
        },
        finding=_label_or(said, "finding", None),
        is_unranked=said.flag("is_unranked"),
        tells_death=said.flag("tells_death"),
    )
    for needed in ("doors", "outcomes", "reasons", "letters"):
        if not getattr(kind, needed):
            raise said.fault(f"'{needed}' kosong.", "Sebut paling sedikit satu.")
    _hold_to_its_deciders(kind, said)
    return kind


@cache
def _shipped() -> Mapping[str, Declared]:
    folder = resources.files("desil.cases.kinds")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml"))
    return {n[:-5]: declared_in(n) for n in names}


@lru_cache(maxsize=4)
def _kinds(own: tuple[HomeFile, ...], _reasons: tuple[HomeFile, ...]) -> Mapping[str, Kind]:
    of_home = own_declarations(own)
    for name, said in of_home.items():
        if not _NAME.fullmatch(name):
            raise said.fault(
                f"nama berkas '{name[:40]}' tidak dapat dipakai.",
                "Huruf kecil dan garis bawah, 2 sampai 30: bantuan_bencana.yaml.",
            )
    declared = {**_shipped(), **of_home}
    return {name: kind_from(name, said) for name, said in sorted(declared.items())}


def kinds() -> Mapping[str, Kind]:
    """Every case type by its name: those that come with desil and a home's own, which add to them
    or replace the one of the same name. YamlFault for a file of a home that is refused."""
    return _kinds(home_files(CASE_TYPES), home_files(REASONS))


def kind_named(name: str) -> Kind:
    """The case type of that name; UsageFault when there is none."""
    try:
        return kinds()[name]
    except KeyError:
        raise UsageFault(
            f"Jenis pengaduan '{name[:40]}' tidak dikenal.",
            hint=f"Pilihannya: {', '.join(kinds())}.",
        ) from None


def reason_of(kind: Kind, code: str, step: Step | None, *, is_return: bool = False) -> Reason:
    """The reason with that code; UsageFault for one that this case type does not have at that
    step, or that no case is sent back for."""
    allowed = kind.reasons_at(step, is_return=is_return)
    if code not in allowed:
        raise UsageFault(
            f"Alasan '{code[:40]}' bukan alasan untuk {kind.label.id} pada langkah ini.",
            hint=f"Pilihannya: {', '.join(allowed)}.",
        )
    return reasons()[code]
