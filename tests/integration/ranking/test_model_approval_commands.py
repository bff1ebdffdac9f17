"""Models proposed and approved by command, in homes with and without accounts for it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from desil.cli.main import app
from desil.cli.register import held_register
from desil.errors import Refused, UsageFault
from desil.ranking.activation.model_store import active_version, decisions
from desil.synthetic.welfare.formula import formula_text
from tests.register_server import short_folder


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with short_folder() as folder:
        (folder / "model.yaml").write_text(formula_text(), encoding="utf-8")
        yield folder


def ask(home: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--home", str(home)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_two_names_approve_where_no_account_could_and_the_log_has_both(place: Path) -> None:
    home, file = place / "home", str(place / "model.yaml")
    ask(home, "ranking", "propose", file, "--by", "analis")
    (first,) = decisions(home)
    with pytest.raises(UsageFault, match="akun kantor"):
        ask(home, "ranking", "approve", first.version, "--by", "Budi (user:3)")
    ask(home, "ranking", "approve", first.version, "--by", "kepala")
    assert active_version(home) == first.version

    changed = formula_text() + "\n# diperbaiki\n"
    (place / "model.yaml").write_text(changed.replace("sintetis-1", "sintetis-2"))
    ask(home, "ranking", "propose", file, "--by", "analis")
    with held_register(home, "test") as register, psycopg.connect(register.url) as log:
        told = log.execute(
            "select verb, object_id from audit_event where verb like 'MODEL%' order by sequence"
        ).fetchall()
    second = decisions(home)[-1].version
    assert told == [("MODEL_APPROVE", first.version), ("MODEL_PROPOSE", second)]

    ask(home, "users", "add", "stat", "--name", "Analis", "--role", "statistician")
    for command in (("propose", file), ("approve", second)):
        with pytest.raises(Refused, match="punya akun"):
            ask(home, "ranking", *command, "--by", "orang lain")
    assert active_version(home) == first.version
    ask(home, "users", "lock", "stat")
    ask(home, "ranking", "approve", second, "--by", "kepala")
    assert active_version(home) == second
