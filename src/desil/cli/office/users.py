"""`desil users`: accounts, roles, territories and invitations."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from django.urls import reverse

from desil.accounts.roles import Reach, roles
from desil.cli.answer import say, show_json, show_table
from desil.cli.language import language_now
from desil.cli.office.room import journal_of, office_part, system_actor
from desil.cli.options import DEFAULT_HOME, AsJson, Home, now, operator
from desil.cli.register import held_register
from desil.dictionary.declarations.home_files import read_home_files
from desil.errors import catalogued

users = typer.Typer(
    name="users", help="Akun petugas: peran, wilayah, undangan.", no_args_is_help=True
)
OFFICE_URL = "http://localhost:8000"
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another

Username = Annotated[str, typer.Argument(help="Nama pengguna.")]
Roles = Annotated[list[str] | None, typer.Option("--role", help="Peran; boleh lebih dari satu.")]
Villages = Annotated[
    list[str] | None, typer.Option("--village", help="Kode BPS kelurahan; boleh lebih dari satu.")
]
Reason = Annotated[str, typer.Option("--reason", help="Alasannya; tercatat di log audit.")]
Url = Annotated[str, typer.Option("--url", help="Alamat kantor, untuk tautan undangan.")]


def draw_password() -> str:
    """A password that nobody chose."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))


def _by(home: Path) -> dict[str, Any]:
    return {"by": system_actor(operator()), "at": now(), "journal": journal_of(home)}


def _user(username: str) -> Any:
    return office_part("actions.users.user_named")(username)


def _invited(user: Any, home: Path, url: str, **told: Any) -> str:
    invitation = office_part("actions.invitations.invite")(user=user, **told, **_by(home))
    token = office_part("actions.invitations.token_of")(invitation)
    return url.rstrip("/") + str(reverse("accounts:invitation", args=[token]))


def _show_invitation(username: str, link: str) -> None:
    say(
        "Undangan untuk {username}, berlaku 3 hari, sekali pakai:\n{link}",
        username=username,
        link=link,
    )


@users.command()
def add(
    username: Username,
    name: Annotated[str, typer.Option("--name", help="Nama orangnya.")],
    role: Roles = None,
    village: Villages = None,
    email: Annotated[str, typer.Option(help="Surel, untuk masuk lewat OIDC.")] = "",
    url: Url = OFFICE_URL,
    home: Home = DEFAULT_HOME,
) -> None:
    """Buat akun dan cetak undangannya."""
    with held_register(home, "users add", may_begin=True):
        user = office_part("actions.users.add_user")(
            username=username,
            name=name,
            roles=role or [],
            villages=village or [],
            email=email,
            **_by(home),
        )
        _show_invitation(username, _invited(user, home, url))


def _facts(user: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "name": user.name,
        "roles": user.roles,
        "territory": "*" if user.territory.is_whole_city else sorted(user.territory.villages),
        "is_active": user.is_active,
    }


@users.command(name="list")
def list_users(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Daftar akun."""
    with held_register(home, "users list"):
        found = [_facts(u) for u in office_part("models.User").objects.order_by("username")]
    if as_json:
        show_json(found)
        return
    rows = [
        (
            f["username"],
            f["name"],
            ", ".join(f["roles"]) or "-",
            catalogued("seluruh kota")
            if f["territory"] == "*"
            else ", ".join(f["territory"]) or "-",
            catalogued("aktif") if f["is_active"] else catalogued("ditutup"),
        )
        for f in found
    ]
    show_table("Akun", ("akun", "nama", "peran", "wilayah", "keadaan"), rows, numeric=set())


@users.command()
def invite(
    username: Username,
    reason: Annotated[
        str, typer.Option("--reason", help="Alasannya; perlu bila akunnya sudah dipakai.")
    ] = "",
    url: Url = OFFICE_URL,
    home: Home = DEFAULT_HOME,
) -> None:
    """Cetak undangan baru: untuk kata sandi pertama, atau yang terlupa.

    Akun yang sudah dipakai: tautannya meminta langkah kedua pemiliknya, dan ia diberi tahu.
    """
    with held_register(home, "users invite"):
        user = _user(username)
        told = {}
        if user.has_usable_password():
            told["reason"] = office_part("actions.requests.require_reason")(reason)
            told["needs_factor"] = office_part("actions.invitations.gives_codes")(user)
        _show_invitation(username, _invited(user, home, url, **told))


@users.command()
def lock(
    username: Username,
    undo: Annotated[bool, typer.Option("--undo", help="Buka lagi.")] = False,
    home: Home = DEFAULT_HOME,
) -> None:
    """Tutup akun dan akhiri semua sesinya."""
    with held_register(home, "users lock"):
        action = "unlock_user" if undo else "lock_user"
        office_part(f"actions.users.{action}")(user=_user(username), **_by(home))
    says = (
        catalogued("Akun {username} dibuka lagi.")
        if undo
        else catalogued("Akun {username} ditutup.")
    )
    say(says, username=username)


@users.command(name="roles")
def set_roles(
    username: Annotated[str | None, typer.Argument(help="Nama pengguna.")] = None,
    role: Roles = None,
    reason: Reason = "",
    home: Home = DEFAULT_HOME,
) -> None:
    """Ganti peran satu akun; tanpa nama: daftar peran yang ada."""
    if username is None:
        read_home_files(home)
        language = language_now()
        rows = [
            (r.name, r.label.in_language(language), r.does.in_language(language))
            for r in roles().values()
        ]
        show_table("Peran", ("nama", "sebutan", "tugas"), rows, numeric=set())
        return
    with held_register(home, "users roles"):
        office_part("actions.rights.give_roles")(
            user=_user(username), roles=role or [], reason=reason, **_by(home)
        )
    say("Peran {username}: {role}.", username=username, role=", ".join(role or []) or "-")


@users.command()
def territory(
    username: Username,
    village: Villages = None,
    reason: Reason = "",
    home: Home = DEFAULT_HOME,
) -> None:
    """Ganti kelurahan yang boleh dibuka satu akun."""
    with held_register(home, "users territory"):
        office_part("actions.rights.give_territory")(
            user=_user(username), villages=village or [], reason=reason, **_by(home)
        )
    say(
        "Wilayah {username}: {village}.", username=username, village=", ".join(village or []) or "-"
    )


@users.command()
def sessions(username: Username, home: Home = DEFAULT_HOME) -> None:
    """Akhiri semua sesi satu akun: keluar dari semua perangkat."""
    with held_register(home, "users sessions"):
        ended = office_part("actions.users.end_all_sessions")(user=_user(username), **_by(home))
    say("{ended} sesi {username} diakhiri.", ended=ended, username=username)


@users.command(name="factors")
def reset_factors(
    username: Username,
    reason: Annotated[str, typer.Option("--reason", help="Alasannya; tercatat di log audit.")],
    home: Home = DEFAULT_HOME,
) -> None:
    """Lepas langkah kedua yang hilang; pemiliknya memasang yang baru saat masuk lagi."""
    with held_register(home, "users factors"):
        office_part("actions.factors.reset_factors")(
            user=_user(username), reason=reason, **_by(home)
        )
    say("Langkah kedua {username} dilepas.", username=username)


def show_demo_users(home: Path) -> Sequence[Any]:
    """Make the demo users and tell their passwords, once; the register is open. Return them."""
    made = office_part("demo.add_demo_users")(draw_password=draw_password, **_by(home))
    reach = {Reach.CITY: "seluruh kota", Reach.NOBODY: "tanpa data warga"}
    rows = [
        (u.username, u.password, u.role.label.id, ", ".join(u.villages) or reach[u.role.reach])
        for u in made
    ]
    show_table(
        "Akun contoh (kata sandi hanya ditunjukkan sekali ini)",
        ("akun", "kata sandi", "peran", "wilayah"),
        rows,
        numeric=set(),
    )
    users_made: Sequence[Any] = made
    return users_made


@users.command()
def demo(home: Home = DEFAULT_HOME) -> None:
    """Satu akun contoh untuk tiap peran, dengan kata sandi baru; hanya untuk kota buatan."""
    with held_register(home, "users demo"):
        office_part("demo.require_demonstration")(home)
        show_demo_users(home)
