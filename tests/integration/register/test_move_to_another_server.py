"""The page about PostgreSQL says how to move the register: done as it says, nothing is lost."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from typer.testing import CliRunner

from desil.cli.main import app
from desil.database.office_role import require_office_login
from desil.database.server.binaries import Binaries, installed_binaries
from desil.database.server.os_user import server_user
from tests.case_office import entered, fill_case_office
from tests.filled_registers import Filled
from tests.people import user_with
from tests.register_server import short_folder

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "postgresql.md"
FOUND = installed_binaries(os.environ["PATH"])
pytestmark = pytest.mark.skipif(not FOUND, reason="PostgreSQL 15 or newer is not installed")
KEPT = """
select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
where nspname = 'public' and relkind = 'r' order by relname
"""
CONTENTS = """
select count(*), md5(coalesce(string_agg(t::text, chr(10) order by t::text), ''))
from public."{}" as t
"""


def _as_user(command: list[str]) -> None:
    user = server_user(None)
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        user=user.uid if user.differs else None,
        group=user.gid if user.differs else None,
        extra_groups=[] if user.differs else None,
    )


@pytest.fixture
def somebody_elses() -> Iterator[str]:
    """The address of an empty server, as its administrator: none of our roles is in it."""
    binaries: Binaries = FOUND[0]
    user = server_user(None)
    with short_folder() as folder:
        data = folder / "data"
        data.mkdir(mode=0o700)
        for place in (folder, data):
            os.chown(place, user.uid, user.gid)
        made = ["--username=keeper", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        _as_user([str(binaries.program("initdb")), f"--pgdata={data}", *made])
        control = [str(binaries.program("pg_ctl")), "-D", str(data), "-w", "-l", f"{folder}/log"]
        _as_user([*control, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start"])
        try:
            yield make_conninfo(host=str(folder), user="keeper", dbname="postgres")
        finally:
            _as_user([*control, "-m", "immediate", "stop"])


def _commands(title: str) -> str:
    """The commands of a section of the page."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {title}\n")[1].split("\n## ")[0]
    return "\n".join(re.findall(r"```sh\n(.*?)```", section, re.DOTALL))


def _contents(url: str) -> dict[str, tuple[int, str]]:
    """The number of rows of every table, and the digest of what is in them."""
    with psycopg.connect(url) as connection:
        told = {}
        for (name,) in connection.execute(KEPT).fetchall():
            row = connection.execute(CONTENTS.format(name)).fetchone()
            assert row is not None
            told[name] = (row[0], row[1])
    return told


def test_the_register_moves_with_accounts_cases_and_log(
    filled: Filled, somebody_elses: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = filled(fill_case_office)
    user_with("operator", username="siti")
    entered()
    before = _contents(url)
    assert all(before[kept][0] for kept in ("account", "case_record", "audit_event"))
    new = make_conninfo(somebody_elses, user="desil", dbname="desil")
    folder = str(FOUND[0].folder)
    done = subprocess.run(
        ["bash", "-e", "-c", _commands("Move to another server")],
        env={
            "PATH": f"{folder}:{os.defpath}",
            "DESIL_DATABASE_URL": url,
            "ADMIN": somebody_elses,
            "NEW": new,
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert _contents(new) == before
    office = make_conninfo(somebody_elses, user="desil_office", dbname="desil")
    require_office_login(new, office)
    monkeypatch.setenv("DESIL_DATABASE_URL", new)
    monkeypatch.setenv("DESIL_OFFICE_DATABASE_URL", office)
    for asked in (["users", "list"], ["audit", "verify"]):
        told = CliRunner().invoke(app, [*asked, "--home", str(tmp_path)])
        assert told.exit_code == 0, told.output
        assert asked[0] != "users" or "siti" in told.output
