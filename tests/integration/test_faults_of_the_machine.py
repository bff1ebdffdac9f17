"""What a user reads when the machine, the database or a setting is not as it should be: one exit
code, one sentence, what to do next; never a traceback, a password or an empty office."""

import errno
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desil.cli.main import app
from desil.cli.office.server import run_server
from desil.config.environment import environment_of
from desil.engine.faults.log import FAULT_LOG
from desil.engine.store import Store
from desil.errors import Conflict, MachineLacks
from desil.ui.free_port import require_free_port
from tests.command_fault import SECRET, fault_of, said
from tests.hand_over import A_CHILD, A_FAMILY, A_HEAD, FAMILY_HEADERS, MEMBER_HEADERS
from tests.register_server import short_folder

NIK = "3275010107908001"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small disk")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, headers, rows in (
        ("keluarga", FAMILY_HEADERS, [A_FAMILY]),
        ("anggota", MEMBER_HEADERS, [A_HEAD, A_CHILD]),
    ):
        lines = ["|".join(headers), *("|".join(r.get(h, "") for h in headers) for r in rows)]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return [tmp_path / "keluarga.csv", tmp_path / "anggota.csv"]


EVERY_COMMAND = ("recap", "runs", "run", "publish", "publications", "users list", "audit verify",
                 "cases clocks", "deliveries", "serve", "worker", "doctor", "review")  # fmt: skip


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_a_home_that_is_a_file_is_called_a_file(command: str, tmp_path: Path) -> None:
    home = tmp_path / "berkas"
    home.touch()
    fault = fault_of(*command.split(), "--home", home)
    assert fault.exit_code == 6
    assert "adalah berkas" in fault.message


@pytest.mark.parametrize(
    "command",
    ("serve", "worker", "recap", "publications", "rollback", "users list", "audit verify",
     "audit verify --register", "audit checkpoint", "audit key", "audit change-key --reason uji",
     "cases clocks", "cases compare", "publish"),
)  # fmt: skip
def test_a_mistyped_home_never_becomes_an_empty_office(command: str, tmp_path: Path) -> None:
    fault = fault_of(*command.split(), "--home", tmp_path / "tidak-ada")
    assert fault.exit_code == 4
    assert not (tmp_path / "tidak-ada").exists()


def test_a_home_without_anything_in_it_is_not_served(tmp_path: Path) -> None:
    with Store(tmp_path / "home").sole_writer():
        pass
    fault = fault_of("serve", "--home", tmp_path / "home", "--port", 18433)
    assert "tidak ada kiriman dan tidak ada register" in fault.message
    assert "--home" in fault.hint


@pytest.mark.parametrize(
    ("address", "port", "says"),
    [
        ("127.0.0.1", 99999, "Port 99999 tidak ada"),
        ("127.0.0.1", 0, "Port 0 tidak ada"),
        ("127.0.0.1", -1, "Port -1 tidak ada"),
        ("203.0.113.7", 18434, "bukan alamat komputer ini"),
        ("2001:db8::7", 18434, "bukan alamat komputer ini"),
        ("kantor.invalid", 18434, "bukan alamat komputer ini"),
        ("a" * 300, 18434, "bukan alamat komputer ini"),
        ("", 99999, "Port 99999 tidak ada"),
    ],
)
def test_a_place_that_cannot_be_listened_at_is_called_what_it_is(
    address: str, port: int, says: str, tmp_path: Path
) -> None:
    with pytest.raises(MachineLacks, match=says):
        run_server(tmp_path, address=address, port=port)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "0.0.0.0"])
def test_a_port_is_free_until_somebody_listens(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as listening:
        listening.bind((address, 0))
        port = listening.getsockname()[1]
        listening.listen()
        with pytest.raises(Conflict, match="sedang dipakai"):
            require_free_port(address, port)
    require_free_port(address, port)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DESIL_UPLOAD_GB", "abc"),
        ("DESIL_UPLOAD_GB", "0"),
        ("DESIL_UPLOAD_GB", "-4"),
        ("DESIL_UPLOAD_GB", "4.5"),
        ("DESIL_UPLOAD_GB", "9" * 30),
        ("DESIL_PROXIES", "10.0.0.300"),
        ("DESIL_HOSTS", "https://desil.example"),
        ("DESIL_HOSTS", "desil.example:8000"),
        ("DESIL_HOSTS", "*"),
        ("DESIL_HTTPS", "true"),
        ("DESIL_DEBUG", "yes"),
        ("DESIL_PUBLIC_AGGREGATES", "2"),
        ("DESIL_SECOND_FACTOR", "none"),
        ("DESIL_BREACHED_PASSWORDS", "/tidak/ada"),
        ("DESIL_OIDC_SERVER", "masuk.example"),
        ("DESIL_OIDC_SERVER", "https://masuk.example"),  # without a client
        ("DESIL_AUDIT_SIGNING_KEY", SECRET),
        ("DESIL_AUDIT_SECRET_KEY", SECRET),
        ("DESIL_DATABASE_URL", f"postgresql://desil:{SECRET}%@db/desil"),
        ("DESIL_OFFICE_DATABASE_URL", f"desil {SECRET}"),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_what_is_allowed(name: str, value: str) -> None:
    with pytest.raises(MachineLacks) as fault:
        environment_of({name: value})
    assert name in fault.value.message
    assert fault.value.hint
    assert SECRET not in said(fault.value)


def test_a_bad_setting_ends_a_command_with_one_line(empty_register: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desil.cli.main", "users", "list", "--home", str(tmp_path)],
        env={**os.environ, "DESIL_UPLOAD_GB": "abc", "DESIL_DATABASE_URL": empty_register},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 6
    assert "DESIL_UPLOAD_GB='abc'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 90 MB in memory."""
    with short_folder() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=90m,mode=755", "tmpfs", str(folder)],
            capture_output=True, check=False,
        )  # fmt: skip
        if mounted.returncode != 0:
            pytest.skip("this machine does not let us mount a disk")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Use the last byte of a disk."""
    try:
        with (disk / "filler").open("ab") as file:
            while True:
                file.write(b"\0" * 4096)
                file.flush()
    except OSError as fault:
        assert fault.errno == errno.ENOSPC


def ask(*arguments: object) -> None:
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    assert done.exit_code == 0, (done.output, done.exception)


@as_root
def test_a_full_disk_is_reported_and_the_next_try_succeeds(
    small_disk: Path, files: list[Path]
) -> None:
    home = small_disk / "home"
    steps = (
        ("intake", "dtsen", *files, "--date", "2026-01-23"),
        ("run",),
        ("publish",),
    )
    for step in steps:
        fill(small_disk)
        fault = fault_of(*step, "--home", home, "--quiet")
        assert fault.exit_code == 6
        assert "ruang" in said(fault).lower(), said(fault)
        (small_disk / "filler").unlink()
        ask(*step, "--home", home, "--quiet")
    fill(small_disk)
    assert "ruang" in said(fault_of("recap", "--home", home)).lower()


@as_root
def test_a_home_that_is_read_only_is_reported(small_disk: Path, files: list[Path]) -> None:
    home = small_disk / "home"
    ask("intake", "dtsen", *files, "--date", "2026-01-23", "--home", home, "--quiet")
    ask("run", "--home", home, "--quiet")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for command in ("intake dtsen x --date 2026-01-23", "run", "publish", "recap", "users list",
                    "audit verify", "serve --port 18435", "worker --once"):  # fmt: skip
        fault = fault_of(*command.split(), "--home", home)
        assert fault.exit_code == 6, command
    for command in ("runs", "deliveries"):
        ask(command, "--home", home)


def test_what_nobody_foresaw_is_one_line_and_a_private_log_without_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / "runs").mkdir(parents=True)

    def fail(folder: Path) -> None:
        raise RuntimeError(f"{NIK} {SECRET} {folder}")

    monkeypatch.setattr("desil.cli.commands.run.manifests", fail)
    fault = fault_of("runs", "--home", home)
    assert fault.exit_code == 1
    assert "RuntimeError" in fault.message
    assert "perintah runs" in fault.message
    log = home / FAULT_LOG
    assert str(log) in fault.hint
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    written = log.read_text()
    assert "RuntimeError" in written
    assert "in runs" not in written
    for value in (NIK, SECRET):
        assert value not in written + said(fault)


def test_every_command_loads_before_a_register_is_open() -> None:
    asked = (
        "from desil.cli.command_group import COMMANDS, load_command\n"
        "for name, where in COMMANDS.items(): load_command(name, *where)"
    )
    variables = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
