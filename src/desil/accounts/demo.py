"""Users for a made-up city: one of every role, with passwords drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desil.accounts.actions.users import add_user, set_password
from desil.accounts.models import User
from desil.accounts.roles import Reach, Role, roles
from desil.audit.journal import Journal
from desil.dictionary.areas import city_villages
from desil.errors import Refused

DrawPassword = Callable[[], str]


@dataclass(frozen=True, slots=True)
class DemoUser:
    """A demo user; `password` is told once and kept nowhere."""

    username: str
    role: Role
    villages: tuple[str, ...]
    password: str


def require_demonstration(home: Path) -> None:
    """Refused unless the people of this home are made up."""
    if not (home / "demo.json").is_file():
        raise Refused(
            "{home} bukan kota buatan: akun contoh tidak dibuat di sini.",
            hint="Buat akun dengan `desil users add`.",
            home=home,
        )


def _username(role: Role) -> str:
    return role.name.replace("_", "-")


def add_demo_users(
    *, draw_password: DrawPassword, by: str, at: datetime, journal: Journal
) -> list[DemoUser]:
    """One user of each role; those that are there already get a new password."""
    village = min(v.bps for v in city_villages())
    made = []
    for role in roles().values():
        villages = (village,) if role.reach is Reach.TERRITORY else ()
        password = draw_password()
        found = User.objects.filter(username=_username(role)).first()
        if found:
            set_password(user=found, password=password, by=by, at=at, journal=journal)
        else:
            add_user(
                username=_username(role),
                name=f"Contoh {role.label.id}",
                roles=[role.name],
                villages=villages,
                password=password,
                by=by,
                at=at,
                journal=journal,
            )
        made.append(DemoUser(_username(role), role, villages, password))
    return made
