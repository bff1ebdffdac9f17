"""Code lists: what a coded answer may be, how it may be written, and what it stands for.

A code list is said once. Import, export, forms and checks read it from here. The register's own
codes are kept; a form that numbers an answer differently is translated by `form_to_register`.
An answer that names several codes at once ("Asbes/seng") has a code of its own, 101 or above,
and stands for a SET of codes, so that it is neither lost nor taken for one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desil.dictionary.label import Label, spelling_of

FIRST_COARSE_CODE = 101


@dataclass(frozen=True, slots=True)
class Code:
    """One answer: its number in the register, its label, and further spellings in use."""

    value: int
    label: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoarseCode:
    """One coarse answer: a code of 101 or above that stands for the set `members`."""

    value: int
    label: Label
    members: frozenset[int]
    aliases: tuple[str, ...] = ()


def code(value: int, label_id: str, label_en: str, *aliases: str) -> Code:
    """A code as one line of a declaration."""
    return Code(value, Label(label_id, label_en), aliases)


def coarse(value: int, label_id: str, label_en: str, *members: int) -> CoarseCode:
    """A coarse answer as one line of a declaration."""
    return CoarseCode(value, Label(label_id, label_en), frozenset(members))


@dataclass(frozen=True, slots=True)
class CodeList:
    """The answers of one question.

    `form_to_register` holds only the numbers that differ between the BPS form and the register.
    """

    name: str
    codes: tuple[Code, ...]
    coarse: tuple[CoarseCode, ...] = ()
    form_to_register: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        values = [c.value for c in self.codes]
        if len(set(values)) != len(values):
            raise ValueError(f"{self.name}: a code stands twice")
        for group in self.coarse:
            if group.value < FIRST_COARSE_CODE or not group.members <= set(values):
                raise ValueError(f"{self.name}: {group.value} is no set of its codes")

    @property
    def values(self) -> tuple[int, ...]:
        """The exact codes, in order."""
        return tuple(c.value for c in self.codes)

    @property
    def stored_values(self) -> tuple[int, ...]:
        """Every number a register column may hold: exact codes, then coarse ones."""
        return self.values + tuple(c.value for c in self.coarse)

    def set_of(self, stored: int) -> frozenset[int]:
        """The exact codes that a stored number may mean; KeyError when it means none."""
        if stored in self.values:
            return frozenset({stored})
        return {c.value: c.members for c in self.coarse}[stored]

    def label_of(self, stored: int) -> Label:
        """The label of a stored number; KeyError when it is not in the list."""
        exact = {c.value: c.label for c in self.codes}
        return {**exact, **{c.value: c.label for c in self.coarse}}[stored]

    def form_code_of(self, register: int) -> int:
        """The number that the BPS form gives to a register code."""
        return {r: f for f, r in self.form_to_register.items()}.get(register, register)

    def register_code_of(self, form: int) -> int | None:
        """The register code of a number on the BPS form; None where the form has no such number."""
        if form in self.form_to_register:
            return self.form_to_register[form]
        taken = set(self.form_to_register.values())
        return form if form in self.values and form not in taken else None

    def answers(self, *, in_form_codes: bool = False) -> dict[str, int]:
        """Every spelling of an answer (as `spelling_of` gives it) and the stored number it means.

        A number may stand alone ("3", "03"), before its label ("3 Seng"), or be left out.
        A coarse answer is known by its label only: its own number never leaves the register.
        """
        found: dict[str, int] = {}
        for c in self.codes:
            number = self.form_code_of(c.value) if in_form_codes else c.value
            texts = (c.label.id, *c.aliases)
            for spelling in (str(number), f"{number:02d}", *map(spelling_of, texts)):
                found.setdefault(spelling, c.value)
            for text in texts:
                found.setdefault(f"{number}{spelling_of(text)}", c.value)
        for group in self.coarse:
            for text in (group.label.id, *group.aliases):
                found.setdefault(spelling_of(text), group.value)
        return found

    def written(self, stored: int, *, in_form_codes: bool = False) -> str:
        """How a hand-over file writes a stored number: its code, or a coarse answer's label."""
        if stored >= FIRST_COARSE_CODE:
            return self.label_of(stored).id
        return str(self.form_code_of(stored) if in_form_codes else stored)
