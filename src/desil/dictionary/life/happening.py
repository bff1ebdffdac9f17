"""What happens to people and families, beside facts that change: data/happenings.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from desil.dictionary.declarations.cell import read_yaml
from desil.dictionary.label import Label

_FLAGS = ("is_asked", "is_wish", "may_vanish")


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, that a case may tell: about a family or a person; its value is a
    date, a KK, a NIK or a kelurahan; `is_asked` where the date is the day on which it was asked,
    `is_wish` where an applicant asks that it is so, `may_vanish` where a release may list them no
    longer because of it."""

    name: str
    label: Label
    about: str
    value: str
    is_asked: bool = False
    is_wish: bool = False
    may_vanish: bool = False


@cache
def happenings() -> Mapping[str, Happening]:
    """Return every happening by its name."""
    file = Path(str(resources.files("desil.dictionary") / "data" / "happenings.yaml"))
    found = {}
    for name, cell in read_yaml(file).any_entries().items():
        said = cell.entries(("label", "about", "value"), _FLAGS)
        found[name] = Happening(
            name,
            said["label"].label(),
            said["about"].one_of(("family", "person")),
            said["value"].one_of(("date", "kk", "nik", "village")),
            *(flag in said and said[flag].truth() for flag in _FLAGS),
        )
    return found
