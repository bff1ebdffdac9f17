"""`desil deliveries`, `intake` and `publish` hold back what deviates, and take a delivery back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desil.audit.models import AuditEvent
from desil.cli.main import app
from desil.cli.register import held_register
from desil.errors import CheckFailed, Conflict, DesilError, Refused, UsageFault
from tests.hand_over import A_CHILD, A_FAMILY, A_HEAD, release_files
from tests.plausible_city import FIRST, SECOND, SPOILED, releases, write
from tests.register_server import short_folder

OTHER = "3275102009158002"
WHY = "sudah dicocokkan dengan berita acara serah terima"


def ask(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def standings(home: Path) -> dict[str, str]:
    listed = json.loads(ask("deliveries", "--json", "--home", home))
    return {d["id"]: d["standing"] for d in listed}


def intake(home: Path, files: list[Path], on: object, *options: object) -> str:
    said = ask("intake", "dtsen", *files, "--date", on, "--home", home, "--json", "--quiet",
               *options)  # fmt: skip
    return str(json.loads(said)["id"])


def tables_of(home: Path, run: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (home / "runs" / run).glob("*.parquet")}


def run(home: Path) -> str:
    return str(json.loads(ask("run", "--home", home, "--json", "--quiet"))["run"])


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder() as made:
        yield made


def right_and_wrong(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of one family in decile 9, and wrong ones of the same date."""
    right = release_files(folder / "right", [{**A_FAMILY, "desil_nasional": "9"}])
    invented = {**A_FAMILY, "nomor_kartu_keluarga": OTHER, "jumlah_anggota_keluarga": "1"}
    member = {**A_HEAD, "nomor_kartu_keluarga": OTHER,
              "nomor_induk_kependudukan": "3275011507808009"}  # fmt: skip
    wrong = release_files(
        folder / "wrong",
        [{**A_FAMILY, "desil_nasional": "1"}, invented],
        [A_HEAD, A_CHILD, member],
    )
    return right, wrong


def test_a_withdrawn_delivery_leaves_the_run_as_if_it_had_never_been(folder: Path) -> None:
    right, wrong = right_and_wrong(folder)
    home, other = folder / "home", folder / "other"
    kept = intake(home, right, "2026-01-23")
    bad = intake(home, wrong, "2026-01-23")
    said = ask("intake", "dtsen", *right, "--date", "2026-01-23", "--home", home, "--quiet")
    assert f"menimpa isinya: {bad}" in said.replace("\n", " ")
    with_bad = tables_of(home, run(home))
    ask("deliveries", "withdraw", bad, "--because", WHY, "--home", home)
    assert standings(home) == {kept: "counts", bad: "withdrawn"}
    assert intake(other, right, "2026-01-23") == kept
    after = tables_of(home, run(home))
    assert after == tables_of(other, run(other))
    assert after != with_bad
    with held_register(home, "test"):
        (event,) = AuditEvent.objects.filter(verb="DELIVERY_WITHDRAW")
        assert (event.object_id, WHY in str(event.payload)) == (bad, True)


def test_handing_in_withdrawn_files_again_lets_them_count(folder: Path) -> None:
    right, _ = right_and_wrong(folder)
    own = intake(folder / "home", right, "2026-01-23")
    ask("deliveries", "withdraw", own, "--because", WHY, "--home", folder / "home")
    assert intake(folder / "home", right, "2026-01-23") == own
    assert standings(folder / "home") == {own: "counts"}


def test_a_published_delivery_is_withdrawn_by_two_persons(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, wrong = right_and_wrong(folder)
    home = folder / "home"
    monkeypatch.setenv("LOGNAME", "satu")
    intake(home, right, "2026-01-23")
    bad = intake(home, wrong, "2026-01-23")
    run(home)
    ask("publish", "--home", home, "--quiet")
    ask("deliveries", "withdraw", bad, "--because", WHY, "--home", home)
    assert standings(home)[bad] == "counts"
    again = ("deliveries", "withdraw", bad, "--because", WHY, "--approve", "--home", home)
    with pytest.raises(Refused):
        ask(*again)
    with pytest.raises(UsageFault, match="terlalu pendek"):
        ask("deliveries", "withdraw", bad, "--because", "x", "--reject", "--home", home)
    monkeypatch.setenv("LOGNAME", "dua")
    ask(*again)
    assert standings(home)[bad] == "withdrawn"
    with pytest.raises(Conflict):
        ask("deliveries", "release", bad, "--because", WHY, "--home", home)
    # A register made from a withdrawn delivery is not published again without a reason.
    clean = run(home)
    ask("publish", clean, "--home", home, "--quiet")
    with pytest.raises(CheckFailed, match="sudah ditarik"):
        ask("rollback", "--home", home)
    ask("rollback", "--because", WHY, "--home", home)


def test_a_file_of_400_families_is_held_and_cannot_be_published_by_mistake(folder: Path) -> None:
    home = folder / "home"
    intake(home, write(folder / "first", releases()[FIRST]), FIRST)
    whole = run(home)
    ask("publish", "--home", home, "--quiet")
    few = write(folder / "few", SPOILED["400 families"](releases()[SECOND]))
    with pytest.raises(CheckFailed, match="ditahan"):
        intake(home, few, SECOND)
    assert run(home) == whole  # a held delivery is no input
    (held,) = [d for d, standing in standings(home).items() if standing == "held"]
    shown = json.loads(ask("deliveries", "show", held, "--json", "--home", home))
    assert "families" in {d["rule"] for d in shown["deviations"]}
    ask("deliveries", "release", held, "--because", WHY, "--home", home)
    bad = run(home)
    with pytest.raises(CheckFailed, match="Keluarga: "):
        ask("publish", "--home", home, "--quiet")
    ask("publish", "--because", WHY, "--home", home, "--quiet")
    (current, _) = json.loads(ask("publications", "--json", "--home", home))
    assert current["run_id"] == bad
    with pytest.raises(CheckFailed):
        ask("rollback", "--home", home)
    ask("rollback", "--because", WHY, "--home", home)


def test_a_run_whose_files_were_altered_is_not_published(folder: Path) -> None:
    home = folder / "home"
    right, _ = right_and_wrong(folder)
    intake(home, right, "2026-01-23")
    made = home / "runs" / run(home)
    shutil.copy(made / "person.parquet", made / "family_decile.parquet")
    with pytest.raises(CheckFailed, match="family_decile"):
        ask("publish", "--home", home, "--quiet")


def test_an_unknown_delivery_is_said_to_be_unknown(folder: Path) -> None:
    right, _ = right_and_wrong(folder)
    intake(folder / "home", right, "2026-01-23")
    for command in ("release", "withdraw", "restore"):
        with pytest.raises(DesilError, match="Tidak ada kiriman bernomor"):
            ask("deliveries", command, "dtsen-2026-01-23-0", "--because", WHY,
                "--home", folder / "home")  # fmt: skip
