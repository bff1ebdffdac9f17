"""The language of commands: `--language`, else the locale; Indonesian by default."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from desil.cli.language import language_of_locale

# LC_ALL goes before LC_MESSAGES, and that before LANG.
LOCALES = [
    ({}, "id"), ({"LANG": ""}, "id"), ({"LANG": "C.UTF-8"}, "id"), ({"LANG": "POSIX"}, "id"),
    ({"LANG": "id_ID.UTF-8"}, "id"), ({"LANG": "de_DE"}, "id"), ({"LANG": "enm"}, "id"),
    ({"LANG": "en_US.UTF-8"}, "en"), ({"LANG": "en"}, "en"), ({"LANG": "en@quot"}, "en"),
    ({"LANG": "en_GB", "LC_MESSAGES": "id_ID"}, "id"), ({"LANG": "id", "LC_ALL": "en_US"}, "en"),
    ({"LANG": "en_GB", "LC_ALL": ""}, "en"), ({"LC_MESSAGES": "en_GB", "LC_ALL": "C"}, "id"),
]  # fmt: skip


@pytest.mark.parametrize(("variables", "language"), LOCALES)
def test_the_locale_says_the_language(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_locale() == language


def desil(*words: object, lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "DESIL_"))}
    return subprocess.run(
        [sys.executable, "-m", "desil.cli.main", *map(str, words)],
        env=clean | {"LANG": lang}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "lang", "says"),
    [
        ((), "C.UTF-8", "tidak ditemukan: Belum ada register yang disusun."),
        ((), "en_US.UTF-8", "not found: No register has been made yet."),
        (("--language", "en"), "id_ID.UTF-8", "not found: No register has been made yet."),
        (("--language", "id"), "en_US.UTF-8", "tidak ditemukan: Belum ada register yang disusun."),
        (("--language", "fr"), "en_US.UTF-8", "usage: There is no language 'fr'."),
    ],
)
def test_an_error_is_said_in_the_language(
    words: tuple[str, ...], lang: str, says: str, tmp_path: Path
) -> None:
    done = desil(*words, "publish", "--home", tmp_path / "none", lang=lang)
    assert done.returncode in (2, 4)
    assert done.stderr.startswith(says)


def test_what_a_process_of_its_own_refuses_is_said_in_english_too(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    with ZipFile(book, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    done = desil("--language", "en", "intake", "asn", book, "--date", "2026-01-23",
                 "--home", tmp_path / "home")  # fmt: skip
    assert done.returncode == 3
    assert "delivery refused: The file book.xlsx is a Word document, not XLSX." in done.stderr
    assert "what to do: Copy its table to a spreadsheet" in done.stderr


def test_help_and_tables_are_english_and_json_is_the_same(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert (
        "Publish a run: readers see the old register" in desil("--language", "en", "--help").stdout
    )
    shown = desil("--language", "en", "users", "add", "--help").stdout
    assert "Make an account and print its invitation." in shown and "The user name." in shown
    doctor = desil("--language", "en", "doctor", "--home", home).stdout
    assert "This machine" in doctor and "GiB free" in doctor and "Memori " not in doctor
    facts = [json.loads(desil("--language", x, "doctor", "--json", "--home", home).stdout)
             for x in ("id", "en")]  # fmt: skip
    assert [f["part"] for f in facts[0]] == [f["part"] for f in facts[1]]
    assert {"Memori", "Ruang disk"} <= {f["part"] for f in facts[1]}
