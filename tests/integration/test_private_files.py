"""Nobody but its owner can open what a home holds, whatever the umask of the process."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.sending.batch_folder import write_batch
from desil.cli.main import app
from desil.engine.durable import folder_made_whole, write_text_whole
from desil.engine.private_files import make_private_file, mend_home
from desil.engine.store import Store
from desil.jobs.uploads import arriving
from desil.register.areas.boundaries import keep_boundaries
from tests.hand_over import A_CHILD, A_FAMILY, A_HEAD, FAMILY_HEADERS, MEMBER_HEADERS
from tests.register_server import short_folder

READABLE = stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH
OTHERS = stat.S_IRWXG | stat.S_IRWXO
NOBODY = 65534


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def desil(*arguments: object) -> str:
    """A command in a process of its own that starts with the most careless umask."""
    done = subprocess.run(
        [sys.executable, "-m", "desil.cli.main", *map(str, arguments)],
        capture_output=True,
        text=True,
        umask=0,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def hand_over(folder: Path) -> list[Path]:
    rows = (("keluarga", FAMILY_HEADERS, [{**A_FAMILY, "desil_nasional": "4"}]),
            ("anggota", MEMBER_HEADERS, [A_HEAD, A_CHILD]))  # fmt: skip
    written = []
    for name, headers, cells in rows:
        lines = ["|".join(headers), *("|".join(r.get(h, "") for h in headers) for r in cells)]
        written.append(folder / f"{name}.csv")
        written[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return written


def entries(folder: Path) -> Iterator[tuple[Path, int]]:
    for path in (folder, *sorted(folder.rglob("*"))):
        if not path.is_symlink():
            yield path, path.lstat().st_mode


def open_entries(folder: Path) -> list[str]:
    """What others may read or write, and folders other than the two that the database of root
    passes through that they may enter."""
    passed = {folder, folder / "postgres"} if os.geteuid() == 0 else set()
    return [
        f"{path} {stat.filemode(mode)}"
        for path, mode in entries(folder)
        if mode & READABLE or (mode & OTHERS and path not in passed)
    ]


def test_a_used_home_holds_nothing_that_others_can_read() -> None:
    with short_folder() as outside:
        home, handed = outside / "home", outside / "serah"
        desil("intake", "dtsen", *hand_over(outside), "--date", "2026-01-23", "--home", home)
        desil("run", "--home", home)
        desil("publish", "--home", home)
        desil("audit", "checkpoint", "--home", home)
        desil("users", "add", "siti", "--name", "Siti", "--role", "operator", "--village",
              "3275010008", "--home", home)  # fmt: skip
        desil("export", handed, "--home", home)
        assert A_FAMILY["nomor_kartu_keluarga"] in "".join(
            p.read_text(encoding="utf-8") for p in handed.iterdir()
        )
        assert list(home.rglob("*.parquet"))
        assert list(home.rglob("*.key"))
        assert open_entries(home) == []
        assert open_entries(handed) == []
        if os.geteuid() == 0:
            found = subprocess.run(
                ["/usr/bin/find", str(home), "-type", "f", "-readable"],
                user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, check=False,
            )  # fmt: skip
            assert found.stdout == b""


@pytest.mark.usefixtures("no_umask")
def test_what_pages_write_into_a_home_is_private_without_a_umask(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Store(home).sole_writer(), folder_made_whole(home / "runs" / "one") as made:
        (made / "part").mkdir()
        (made / "part" / "rows.parquet").write_bytes(b"rows")
    write_text_whole(home / "demo.json", "{}")
    EvidenceFolder(home).keep(b"a photo")
    arriving(Store(home), "token")
    keep_boundaries(home, {})
    write_batch(home / "sent" / "1", {"koreksi.csv": b"rows"}, {})
    assert open_entries(home) == []


@pytest.mark.usefixtures("no_umask")
def test_a_file_that_was_open_to_others_is_closed_before_it_is_written_again(
    tmp_path: Path,
) -> None:
    saved = tmp_path / "salah.csv"
    saved.write_text("earlier")
    assert saved.stat().st_mode & READABLE
    assert stat.S_IMODE(make_private_file(saved).stat().st_mode) == 0o600
    assert saved.read_text() == "earlier"


def loosened(home: Path) -> Path:
    """A home as earlier versions left it."""
    for name in ("runs/one", "evidence/ab", "audit"):
        (home / name).mkdir(parents=True)
    for name in ("runs/one/family.parquet", "evidence/ab/photo", "audit/signing.key"):
        (home / name).write_bytes(b"personal")
        (home / name).chmod(0o644)
    for folder in (home, *(p for p in home.rglob("*") if p.is_dir())):
        folder.chmod(0o755)
    return home


def test_an_earlier_home_is_mended_when_its_owner_opens_it_and_a_note_says_so(
    tmp_path: Path,
) -> None:
    home = loosened(tmp_path / "home")
    link = home / "evidence" / "link"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("not ours")
    elsewhere.chmod(0o644)
    link.symlink_to(elsewhere)
    first = CliRunner().invoke(app, ["runs", "--home", str(home)])
    assert "diperbaiki" in first.stderr
    assert open_entries(home) == []
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644
    assert "diperbaiki" not in CliRunner().invoke(app, ["runs", "--home", str(home)]).stderr


def test_the_doctor_reports_an_open_home_and_changes_nothing(tmp_path: Path) -> None:
    home = loosened(tmp_path / "home")
    done = CliRunner().invoke(app, ["doctor", "--home", str(home)])
    assert done.exit_code == 6
    assert "terbuka bagi pengguna lain" in done.output
    assert open_entries(home)
    mend_home(home)
    assert "hanya pemiliknya" in CliRunner().invoke(app, ["doctor", "--home", str(home)]).output


def test_a_mistyped_home_that_is_no_home_keeps_its_rights(tmp_path: Path) -> None:
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "letter.txt").write_text("shared on purpose")
    strange.chmod(0o755)
    (strange / "letter.txt").chmod(0o644)
    assert mend_home(strange) == 0
    assert stat.S_IMODE(strange.stat().st_mode) == 0o755
