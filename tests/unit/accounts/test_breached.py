"""A list of leaked passwords, read offline."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.accounts.breached import is_breached

LEAKED = [f"kata-sandi-{number}" for number in range(300)]


def hashes(passwords: list[str]) -> list[str]:
    return sorted(hashlib.sha1(p.encode()).hexdigest().upper() for p in passwords)


@pytest.fixture(scope="module")
def sorted_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("leaked") / "pwned.txt"
    path.write_text("".join(f"{h}:{n + 1}\r\n" for n, h in enumerate(hashes(LEAKED))))
    return path


@pytest.fixture(scope="module")
def ranges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ranges")
    for found in hashes(LEAKED):
        with (folder / f"{found[:5]}.txt").open("a") as file:
            file.write(f"{found[5:]}:3\n")
    return folder


def test_every_leaked_password_is_found(sorted_file: Path, ranges: Path) -> None:
    assert all(is_breached(sorted_file, p) for p in LEAKED)
    assert all(is_breached(ranges, p) for p in LEAKED)


@given(st.text().filter(lambda t: t not in LEAKED))
def test_no_other_is(sorted_file: Path, ranges: Path, password: str) -> None:
    assert not is_breached(sorted_file, password)
    assert not is_breached(ranges, password)


def test_an_empty_list_has_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    assert not is_breached(tmp_path / "empty", "apa saja")
