"""The register of a home folder: its database opened, and its tables brought up to date."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from desil.database.office_role import admit_office, office_address
from desil.database.server.address import database_of
from desil.database.server.server import Server, open_server
from desil.dictionary.declarations.home_files import read_home_files

SETTINGS = "desil.config.settings"
URL_VARIABLE = "DESIL_REGISTER_URL"  # set here, for this process and those that it starts
_MIGRATION_LOCK = 0x6465_7369_6D


@dataclass(frozen=True, slots=True)
class Register:
    """An open register: its home, the server that holds it, and the address by which the office
    reaches it (`url` is the owner's, whom row security does not hold)."""

    home: Path
    server: Server
    office_url: str

    @property
    def url(self) -> str:
        """The database's address."""
        return self.server.url


def start_django(home: Path, url: str) -> None:
    """Let Django's models of this process (and of those it starts) use the database at `url`.

    Django takes its settings by a module's name and that module reads the environment; the
    address of a private server is known only now, so it is put there.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["DESIL_HOME"] = str(home)
    os.environ[URL_VARIABLE] = url
    if not apps.ready:
        django.setup()
        return
    settings.DESIL_HOME = home
    read_home_files(home)
    connection = connections["default"]
    connection.close()
    connection.settings_dict.update(database_of(url))


def bring_up_to_date(url: str, *, office_login: str = "") -> None:
    """Apply the migrations that the database lacks and give the office's role its rights; one
    process at a time, as the owner."""
    with psycopg.connect(url, autocommit=True) as guard:
        guard.execute("select pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        call_command("migrate", verbosity=0, interactive=False)
        admit_office(guard, own_login=office_login)


@contextlib.contextmanager
def open_register(
    home: Path,
    *,
    database_url: str = "",
    office_login: str = "",
    search_path: str = os.defpath,
    purpose: str = "desil",
    may_share: bool = True,
) -> Iterator[Register]:
    """The register of `home`, ready for its queries and actions while the context lasts.

    Django's models reach it as the office's role. `office_login` is that role's own address, where
    an administrator gave one (DESIL_OFFICE_DATABASE_URL); other arguments and errors as
    `open_server`.
    """
    with open_server(
        home,
        database_url=database_url,
        search_path=search_path,
        purpose=purpose,
        may_share=may_share,
    ) as server:
        start_django(home, server.url)
        try:
            bring_up_to_date(server.url, office_login=office_login)
            office = office_address(server.url, own_login=office_login)
            start_django(home, office)
            yield Register(home, server, office)
        finally:
            connections.close_all()
            os.environ.pop(URL_VARIABLE, None)
