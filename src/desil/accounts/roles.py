"""The roles of `roles.yaml` and of a home's own: what each may do, whose families it may see, which
exclude others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from itertools import combinations

from desil.accounts.permissions import Permission
from desil.dictionary.declarations.cell import Cell, yaml_in
from desil.dictionary.declarations.home_files import ROLES, HomeFile, home_files
from desil.dictionary.label import Label
from desil.errors import Conflict, UsageFault

_NAME = re.compile(r"[a-z][a-z_]{1,29}")
_MOST_ROWS = 10_000_000
_MOST_OFTEN = 2


class Reach(StrEnum):
    """Whose families a role may see at all."""

    NOBODY = "nobody"
    TERRITORY = "territory"  # of the kelurahan given to the user
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its name in data, what it is called, what it is for, and what it may do.

    `most_rows`: the most rows of a file that it may have, by the kind of file; 0 where a kind is
    not named. `most_often`: what it does most, for the start page; at most two, often first.
    """

    name: str
    label: Label
    does: Label
    reach: Reach
    permissions: frozenset[Permission]
    most_rows: Mapping[str, int]
    most_often: tuple[Permission, ...] = ()


@dataclass(frozen=True, slots=True)
class ExclusivePermissions:
    """Two permissions that no one person may hold, and why."""

    pair: frozenset[Permission]
    because: Label


@dataclass(frozen=True, slots=True)
class _RoleBook:
    roles: dict[str, Role]
    exclusive: tuple[ExclusivePermissions, ...]


def _permissions(cell: Cell) -> frozenset[Permission]:
    known = tuple(p.value for p in Permission)
    return frozenset(Permission(one.one_of(known)) for one in cell.items())


def _most_often(cell: Cell, held: frozenset[Permission]) -> tuple[Permission, ...]:
    """What the role does most; it has to be among what the role may do."""
    chosen = tuple(Permission(one.one_of(tuple(sorted(held)))) for one in cell.items())
    if len(chosen) > _MOST_OFTEN:
        raise cell.fault(f"most_often: paling banyak {_MOST_OFTEN} hak")
    return chosen


def _role(name: str, cell: Cell) -> Role:
    said = cell.entries(("label", "does", "reach", "permissions"), ("most_rows", "most_often"))
    if not _NAME.fullmatch(name):
        raise cell.fault("nama peran hanya huruf kecil dan garis bawah, 2 sampai 30")
    held = _permissions(said["permissions"])
    role = Role(
        name,
        said["label"].label(),
        said["does"].label(),
        Reach(said["reach"].one_of(tuple(Reach))),
        held,
        {k: v.whole(1, _MOST_ROWS) for k, v in said["most_rows"].any_entries().items()}
        if "most_rows" in said
        else {},
        _most_often(said["most_often"], held) if "most_often" in said else (),
    )
    if (role.reach is not Reach.NOBODY) != (Permission.FAMILY_READ in role.permissions):
        raise said["reach"].fault(
            f"reach '{role.reach}' tidak sesuai dengan permissions",
            hint="FAMILY_READ memerlukan reach territory atau city; tanpa FAMILY_READ: nobody.",
        )
    return role


def _pair(cell: Cell) -> ExclusivePermissions:
    said = cell.entries(("pair", "because"), ())
    pair = _permissions(said["pair"])
    if len(pair) != 2:
        raise said["pair"].fault("di sini harus dua hak yang berlainan")
    return ExclusivePermissions(pair, said["because"].label())


def _hold_apart(role: Role, cell: Cell, rules: Iterable[ExclusivePermissions]) -> None:
    for rule in rules:
        if rule.pair <= role.permissions:
            raise cell.any_entries()["permissions"].fault(
                f"satu peran tidak boleh punya {' dan '.join(sorted(rule.pair))}: {rule.because.id}"
            )


@lru_cache(maxsize=4)
def _book(own: tuple[HomeFile, ...]) -> _RoleBook:
    shipped = (resources.files("desil.accounts") / ROLES).read_bytes()
    found: dict[str, Role] = {}
    cells: dict[str, Cell] = {}
    rules: list[ExclusivePermissions] = []
    for name, raw in ((f"desil/accounts/{ROLES}", shipped), *own):
        cell = yaml_in(raw, name)
        said = cell.entries((), ("roles", "kept_apart"))
        if "roles" in said:
            cells |= said["roles"].any_entries()
        if "kept_apart" in said:
            rules += [_pair(one) for one in said["kept_apart"].items()]
    for name, one in cells.items():
        found[name] = _role(name, one)
        _hold_apart(found[name], one, rules)
    if not any(Permission.USER_WRITE in role.permissions for role in found.values()):
        raise cell.fault("tidak ada peran dengan USER_WRITE", hint="Seseorang harus mengurus akun.")
    return _RoleBook(found, tuple(rules))


def roles() -> dict[str, Role]:
    """Every role by its name: those that come with desil, then a home's own. YamlFault for a file
    of a home that is refused."""
    return _book(home_files(ROLES)).roles


def exclusive_permissions() -> tuple[ExclusivePermissions, ...]:
    """The pairs of permissions that exclude each other; a home adds pairs and removes none."""
    return _book(home_files(ROLES)).exclusive


def role_named(name: str) -> Role:
    """The role of that name; UsageFault when there is none."""
    try:
        return roles()[name]
    except KeyError:
        raise UsageFault(
            "Peran '{name}' tidak dikenal.",
            hint="Pilihannya: {roles}.",
            name=name,
            roles=", ".join(roles()),
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
                    "Peran '{name}' dan '{other}' tidak boleh dipegang satu orang: {reason}.",
                    hint="Beri peran itu kepada orang lain.",
                    name=one.name,
                    other=other.name,
                    reason=rule.because.id,
                )
