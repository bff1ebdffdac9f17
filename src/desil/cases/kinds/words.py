"""The words that case types are declared with: steps, doors, documents, reasons, outcomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from desil.accounts.permissions import Permission
from desil.accounts.roles import roles
from desil.cases.kinds.checked import Declared, declared_in, own_declarations
from desil.dictionary.declarations.home_files import REASONS, HomeFile, home_files
from desil.dictionary.label import Label

_REASON_CODE = re.compile(r"[A-Z][0-9]{1,3}")


class Step(StrEnum):
    """What a case may wait for, in the one order that all case types keep."""

    ENTER = "enter"
    COMPLETE = "complete"
    DELIBERATE = "deliberate"
    VISIT = "visit"
    FINALISE = "finalise"
    VERIFY = "verify"
    SIGN = "sign"
    SEND = "send"
    EFFECTIVE = "effective"
    ANSWER = "answer"


class Door(StrEnum):
    """Where a case was opened."""

    PENDAMPING = "pendamping"
    KELURAHAN = "kelurahan"
    DINSOS = "dinsos"
    PORTAL = "portal"


class About(StrEnum):
    """Whom a case is about."""

    FAMILY = "family"
    PERSON = "person"
    NEW_FAMILY = "new_family"  # not in the register yet
    OTHER_FAMILY = "other_family"  # not the applicant's
    NOBODY = "nobody"


class Media(StrEnum):
    """What a document may be."""

    PHOTO = "photo"
    PDF = "pdf"


class Claim(StrEnum):
    """What a reason says of a case that the case itself shows."""

    PAPERS_MISSING = "papers_missing"
    PAPERS_THERE = "papers_there"
    LATE = "late"
    NO_CHANGES = "no_changes"
    AS_RECORDED = "as_recorded"
    NOTHING_SEEN = "nothing_seen"


# What a case type may have to be about, that a reason fits it
SPEAKS_OF = ("documents", "changes", "somebody", "home", "recorded_home", "aid", "welfare", "")


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step: what its applicant is told before (`waits`) and after it (`taken`), who decides in
    their words (`by`), who takes it, who does not, what must lie there, who is told when it is
    late, and at which step an objection against its refusal is heard."""

    step: Step
    label: Label
    waits: Label
    taken: Label
    by: Label
    permission: Permission
    apart_from: frozenset[Step]
    documents: tuple[str, ...]
    details: tuple[str, ...]
    escalates_to: str
    objection_to: Step


@dataclass(frozen=True, slots=True)
class DocumentWord:
    """A document: its label, what it may be, whether the home's place is kept with it, whether it
    tells of health or disability, and whether all cases of a deliberation have the same one."""

    name: str
    label: Label
    media: frozenset[Media]
    is_placed: bool
    is_specific: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A coded reason of a refusal, or where `is_for_return` also of a return, and its group: the
    `steps` it is for, the step that a case type must have for it (`rests_on`) with its papers
    (`needs_papers`), the case types (`kinds`, empty for all) and what they are about (`speaks_of`),
    what the case must show (`claims`), whether it tells what was found (`is_finding`), a death or a
    wrong family (`is_misplaced`), what it says of the sending, of papers that had come (`again`)
    and of what is next (`then`)."""

    code: str
    label: Label
    group: str
    group_label: Label
    steps: frozenset[Step]
    is_for_return: bool
    rests_on: Step | None
    needs_papers: bool
    kinds: tuple[str, ...]
    speaks_of: str
    claims: Claim | None
    is_finding: bool
    tells_death: bool
    sending: Label | None
    is_tried: bool
    is_misplaced: bool
    again: Label | None
    then: Label | None


@dataclass(frozen=True, slots=True)
class SatisfactionAnswer:
    """What an applicant may say of how a case was handled, and whether it counts as satisfied."""

    name: str
    label: Label
    is_satisfied: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, the moments at which it is written, and the letter whose mark it bears; where it
    closes a case, what its ticket says of that in the history (`happened`) and now (`ends`), what
    has not changed (`still`), and what may be done next (`then`)."""

    name: str
    label: Label
    at: tuple[str, ...]
    marked_as: str
    happened: Label | None = None
    ends: Label | None = None
    still: Label | None = None
    then: Label | None = None


def _words(name: str) -> Mapping[str, Declared]:
    return declared_in("words", f"{name}.yaml").each()


def _step_rule(name: str, said: Declared) -> StepRule:
    said.only("label", "waits", "taken", "by", "permission", "apart_from", "documents", "details",
              "escalates_to", "objection_to")  # fmt: skip
    step = Step(said.chosen_name(name, list(Step)))
    return StepRule(
        step,
        said.label("label"),
        said.label("waits"),
        said.label("taken"),
        said.label_or_none("by") or said.label("label"),
        Permission(said.word("permission", [p.value for p in Permission])),
        frozenset(map(Step, said.words("apart_from", list(Step)))),
        said.words("documents", documents()),
        said.words("details"),
        said.word("escalates_to", [*roles(), ""], default=""),
        Step(said.word("objection_to", list(Step), default=step.value)),
    )


@cache
def step_rules() -> Mapping[Step, StepRule]:
    """Every step by its name, in order."""
    rules = [_step_rule(name, said) for name, said in _words("steps").items()]
    return {rule.step: rule for rule in rules}


@cache
def documents() -> Mapping[str, DocumentWord]:
    """Every document by its name."""
    found = {}
    for name, said in _words("documents").items():
        said.only("label", "media", "is_placed", "is_specific", "is_shared")
        media = frozenset(map(Media, said.words("media", [m.value for m in Media])))
        flags = map(said.flag, ("is_placed", "is_specific", "is_shared"))
        found[name] = DocumentWord(name, said.label("label"), media, *flags)
    return found


def _reason(code: str, said: Declared, group: str, group_label: Label) -> Reason:
    said.only("label", "steps", "returns", "rests_on", "needs_papers", "kinds", "speaks_of",
              "claims", "is_finding", "tells_death", "sending", "is_tried", "again", "then",
              "is_misplaced")  # fmt: skip
    rests_on = said.word("rests_on", [*Step, ""], default="")
    claims = said.word("claims", [*Claim, ""], default="")
    return Reason(
        code,
        said.label("label"),
        group,
        group_label,
        frozenset(map(Step, said.words("steps", list(Step)))),
        said.flag("returns"),
        Step(rests_on) if rests_on else None,
        said.flag("needs_papers"),
        said.words("kinds"),
        said.word("speaks_of", SPEAKS_OF, default=""),
        Claim(claims) if claims else None,
        said.flag("is_finding"),
        said.flag("tells_death"),
        said.label_or_none("sending"),
        said.flag("is_tried"),
        said.flag("is_misplaced"),
        said.label_or_none("again"),
        said.label_or_none("then", "noun"),
    )


def _code(code: str, said: Declared) -> str:
    if not _REASON_CODE.fullmatch(code):
        raise said.fault(
            f"kode alasan '{code[:20]}' tidak dapat dipakai.",
            "Satu huruf besar, lalu 1 sampai 3 angka: A9, B12.",
        )
    return code


@lru_cache(maxsize=4)
def _reasons(own: tuple[HomeFile, ...]) -> Mapping[str, Reason]:
    labels: dict[str, Label] = {}
    found: dict[str, Reason] = {}
    declared = [declared_in("words", "reasons.yaml"), *own_declarations(own).values()]
    for group, said in ((g, s) for one in declared for g, s in one.each().items()):
        said.only("label", "reasons")
        if group not in labels or "label" in said.names:
            labels[group] = said.label("label")
        for code, one in said.part("reasons").each().items():
            if code in found and found[code].group != group:
                raise one.fault(
                    f"kode '{code}' sudah dipakai dalam kelompok {found[code].group}.",
                    "Pilih kode lain, atau tulis di kelompok itu.",
                )
            found[_code(code, one)] = _reason(code, one, group, labels[group])
    order = list(labels)
    by_group = sorted(found.values(), key=lambda r: order.index(r.group))
    return {r.code: replace(r, group_label=labels[r.group]) for r in by_group}


def reasons() -> Mapping[str, Reason]:
    """Every reason by its code, group by group: those that come with desil and a home's own, which
    add to them or replace the one of the same code."""
    return _reasons(home_files(REASONS))


@cache
def outcomes() -> Mapping[str, Label]:
    """Every good ending by its code."""
    said = declared_in("words", "outcomes.yaml")
    return {name: said.label(name) for name in said.names}


@cache
def satisfaction_answers() -> Mapping[str, SatisfactionAnswer]:
    """Every answer to the question at the end of a case by its name, the best first."""
    found = {}
    for name, said in _words("satisfaction").items():
        said.only("label", "is_satisfied")
        found[name] = SatisfactionAnswer(name, said.label("label"), said.flag("is_satisfied"))
    return found


@cache
def letters() -> Mapping[str, Letter]:
    """Every letter by its name."""
    return {
        name: Letter(
            name,
            said.label("label"),
            said.words("at"),
            said.word("marked_as", default=name),
            *(
                said.label_or_none(part, "noun", "reason", "still", "by", "outcome")
                for part in ("happened", "ends", "still", "then")
            ),
        )
        for name, said in _words("letters").items()
    }
