"""The role that the office connects as: owner of nothing, held by row security."""

from __future__ import annotations

import psycopg
from django.apps import apps
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from desil.database.cursor import Rows
from desil.database.server.initdb import OFFICE_ROLE, ROLE
from desil.dictionary.result_table import Access
from desil.dictionary.results import PUBLISHED
from desil.engine.sql_file import postgres_text
from desil.errors import MachineLacks, catalogued

# What the office reads of the register without row security: nobody's data. Any further table of
# the register opens by being protected; one that is neither stays shut.
OPEN_TABLES: frozenset[str] = frozenset(
    ("publication", "release", "run", *(t.name for t in PUBLISHED if t.published is Access.OPEN))
)
# Whose tables the office changes rows in.
WRITING_APPS: tuple[str, ...] = (
    "accounts",
    "sessions",
    "account",
    "mfa",
    "usersessions",
    "socialaccount",
    "axes",
    "auth",
    "contenttypes",
    "work",
    "cases",
)
ADDING_APPS: tuple[str, ...] = ("audit",)  # rows are added, never changed

_OWN_ROLE = catalogued(
    "Sebagai superuser: create role {role} login password '...'; "
    "grant {role} to <pemilik>; lalu isi DESIL_OFFICE_DATABASE_URL, misalnya "
    "postgresql://{role}:...@server/desil. Lihat docs/how-to/postgresql.md."
)


def _statement(name: str) -> str:
    return postgres_text("desil.database", f"sql/{name}")


def office_address(url: str, *, own_login: str = "") -> str:
    """The address by which the office reaches the register at `url` (the owner's).

    `own_login` is an address of its own, where an administrator gave one. On our private server
    the role signs in by itself; elsewhere it is taken on right after the owner's sign-in.
    """
    if own_login:
        return own_login
    parts = conninfo_to_dict(url)
    is_private = str(parts.get("host") or "").startswith("/") and not parts.get("password")
    if is_private and parts.get("user") == ROLE:
        return make_conninfo(url, user=OFFICE_ROLE)
    return make_conninfo(url, options=f"-c role={OFFICE_ROLE}")


def require_no_owner(url: str) -> None:
    """Raise MachineLacks unless whoever signs in at `url` is held by row security: neither a
    superuser, nor one whom it passes by, nor able to become the owner of the register."""
    try:
        with psycopg.connect(url, connect_timeout=20) as connection:
            row = connection.execute(_statement("stands_above_row_security")).fetchone()
    except (psycopg.OperationalError, psycopg.ProgrammingError):
        raise MachineLacks(
            "Basis data tidak dapat dihubungi dengan DESIL_OFFICE_DATABASE_URL.",
            hint="Periksa alamat, kata sandi, dan pg_hba.conf untuk peran kantor.",
        ) from None
    if row is None or row[0]:
        raise MachineLacks(
            "Peran basis data kantor tidak boleh pemilik register atau superuser.",
            hint=_OWN_ROLE,
            role=OFFICE_ROLE,
        )


def require_office_login(database_url: str, own_login: str) -> None:
    """Raise MachineLacks where the office would reach a server of one's own (`database_url`) with
    the owner's sign-in: a role taken on after that can be put off again."""
    if database_url and not own_login:
        raise MachineLacks(
            "DESIL_DATABASE_URL diisi, tetapi DESIL_OFFICE_DATABASE_URL tidak: kantor tidak boleh "
            "masuk sebagai pemilik register.",
            hint=_OWN_ROLE,
            role=OFFICE_ROLE,
        )
    if own_login:
        require_no_owner(own_login)


def _role_named(own_login: str) -> str:
    return str(conninfo_to_dict(own_login).get("user") or OFFICE_ROLE) if own_login else OFFICE_ROLE


def _make_role(connection: Rows, role: str) -> None:
    known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    if known is None:
        name = sql.Identifier(role)
        try:
            with connection.transaction():
                connection.execute(
                    sql.SQL(
                        "create role {} login nosuperuser nobypassrls nocreatedb nocreaterole"
                    ).format(name)
                )
                connection.execute(sql.SQL("grant {} to current_user").format(name))
        except psycopg.errors.DuplicateObject:
            return  # another database of the same server was faster
        except psycopg.errors.InsufficientPrivilege:
            raise MachineLacks(
                "Peran basis data {role} belum ada dan tidak dapat dibuat.",
                hint="Sebagai superuser: create role {role} login; grant {role} to <pemilik>;",
                role=role,
            ) from None


def _rights_by_table(connection: Rows) -> dict[str, tuple[str, ...]]:
    """The rights that the office has on each table of the register; the other tables stay shut."""
    models = apps.get_models(include_auto_created=True)
    app_of = {model._meta.db_table: model._meta.app_label for model in models}
    rights: dict[str, tuple[str, ...]] = {}
    for table, is_protected in connection.execute(_statement("public_tables")).fetchall():
        app = app_of.get(str(table))
        if app in WRITING_APPS:
            rights[str(table)] = ("select", "insert", "update", "delete")
        elif app in ADDING_APPS:
            rights[str(table)] = ("select", "insert")
        elif app and (is_protected or table in OPEN_TABLES):
            rights[str(table)] = ("select",)
    return rights


def _has_exactly(connection: Rows, role: str, rights: dict[str, tuple[str, ...]]) -> bool:
    rows = connection.execute(_statement("office_rights"), {"role": role}).fetchall()
    wanted = {(table, right.upper()) for table, those in rights.items() for right in those}
    return {(str(table), str(right)) for table, right in rows} == wanted


def admit_office(connection: Rows, *, own_login: str = "") -> None:
    """Make the office's role when there is none and give it exactly its rights, whenever any is
    missing (a database restored before the role existed has none). `connection` is the owner's,
    with autocommit; after the migrations.

    MachineLacks when the role is missing and this owner may not make it.
    """
    role = _role_named(own_login)
    _make_role(connection, role)
    rights = _rights_by_table(connection)
    if _has_exactly(connection, role, rights):
        return
    name = sql.Identifier(role)
    with connection.transaction():
        connection.execute(
            sql.SQL("revoke all on all tables in schema public from {}").format(name)
        )
        connection.execute(sql.SQL("grant usage on schema public to {}").format(name))
        for table, those in rights.items():
            connection.execute(
                sql.SQL("grant {} on public.{} to {}").format(
                    sql.SQL(", ".join(those)), sql.Identifier(table), name
                )
            )
