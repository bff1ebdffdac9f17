"""The roles of `roles.yaml`: what each may do, whose families it may see, which exclude others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from desil.accounts.permissions import Permission
from desil.dictionary.declarations.bounded_yaml import bounded_yaml
from desil.dictionary.label import Label
from desil.errors import Conflict, UsageFault


class Reach(StrEnum):
    """Whose families a role may see at all."""

    NOBODY = "nobody"
    TERRITORY = "territory"  # of the kelurahan given to the user
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its name in data, what it is called, what it is for, and what it may do."""

    name: str
    label: Label
    does: Label
    reach: Reach
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True)
class ExclusivePermissions:
    """Two permissions that no one person may hold, and why."""

    pair: frozenset[Permission]
    because: Label


def _declared() -> dict[str, Any]:
    text = (resources.files("desil.accounts") / "roles.yaml").read_text(encoding="utf-8")
    declared: dict[str, Any] = bounded_yaml(text)
    return declared


@cache
def roles() -> dict[str, Role]:
    """Every role by its name, in the order of the file."""
    return {
        name: Role(
            name,
            Label(**entry["label"]),
            Label(**entry["does"]),
            Reach(entry["reach"]),
            frozenset(map(Permission, entry["permissions"])),
        )
        for name, entry in _declared()["roles"].items()
    }


@cache
def exclusive_permissions() -> tuple[ExclusivePermissions, ...]:
    """The pairs of permissions that exclude each other."""
    return tuple(
        ExclusivePermissions(frozenset(map(Permission, entry["pair"])), Label(**entry["because"]))
        for entry in _declared()["kept_apart"]
    )


def role_named(name: str) -> Role:
    """The role of that name; UsageFault when there is none."""
    try:
        return roles()[name]
    except KeyError:
        raise UsageFault(
            f"Peran '{name}' tidak dikenal.", hint=f"Pilihannya: {', '.join(roles())}."
        ) from None


def permissions_of(names: Iterable[str]) -> frozenset[Permission]:
    """What roles may do together; a name that is no longer a role may do nothing."""
    known = roles()
    return frozenset().union(*(known[n].permissions for n in names if n in known))


def reach_of(names: Iterable[str]) -> Reach:
    """The widest reach of some roles."""
    found = {roles()[n].reach for n in names if n in roles()}
    return next((r for r in (Reach.CITY, Reach.TERRITORY) if r in found), Reach.NOBODY)


def require_compatible(names: Iterable[str]) -> None:
    """Conflict when one person may not have all these roles; UsageFault for an unknown one."""
    chosen = [role_named(name) for name in dict.fromkeys(names)]
    for one, other in combinations(chosen, 2):
        held = one.permissions | other.permissions
        for rule in exclusive_permissions():
            if rule.pair <= held:
                raise Conflict(
                    f"Peran '{one.name}' dan '{other.name}' tidak boleh dipegang satu orang: "
                    f"{rule.because.id}.",
                    hint="Beri peran itu kepada orang lain.",
                )
