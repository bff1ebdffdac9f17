"""When a count is small and under what terms open data are given, read from `policy.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.dictionary.label import Label
from desil.errors import NotFound


@dataclass(frozen=True, slots=True)
class Licence:
    """Its SPDX name, its title and where its text is."""

    name: str
    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules in force: counts from 1 to below `threshold` are small, and what is published
    leaves of each a range at least `width` wide. `checks` names what nobody has confirmed yet."""

    threshold: int
    width: int
    licence: Licence
    publisher: Label
    reference: str
    checks: tuple[str, ...]

    def __post_init__(self) -> None:
        """ValueError for a width that no count below the threshold can have."""
        if not 0 < self.width <= self.threshold - 2:
            raise ValueError(f"lebar {self.width} tidak mungkin di bawah {self.threshold}")

    def is_small(self, count: int) -> bool:
        """Whether a count is too small to be told; zero is none and is told."""
        return 0 < count < self.threshold


def _holds(version: dict[str, Any], on: date) -> bool:
    return bool(
        version["valid_from"] <= on and (version["valid_to"] is None or on < version["valid_to"])
    )


@cache
def policy_on(day: date) -> Policy:
    """The policy in force on a day; NotFound where none is."""
    text = (resources.files("desil.open_data") / "policy.yaml").read_text(encoding="utf-8")
    for told in bounded_yaml(text)["versions"]:
        if _holds(told, day):
            return Policy(
                told["threshold"],
                told["width"],
                Licence(**told["licence"]),
                Label(told["publisher"]["id"], told["publisher"]["en"]),
                told["reference"],
                tuple(told["checks"]),
            )
    raise NotFound(
        "Tidak ada aturan data terbuka yang berlaku pada {day}.",
        hint="Tambahkan versi di src/desil/open_data/policy.yaml.",
        day=day,
    )
