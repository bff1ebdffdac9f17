"""Two runs laid side by side: every family is somewhere, every change is somebody's doing."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from desil.cli.main import app
from desil.engine.store import Store
from desil.errors import DesilError
from desil.ranking.activation.model_store import propose
from tests.ranked_city import AT, ranked, take_city

FIRST_RELEASE = date(2025, 9, 17)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("moved") / "home"
    take_city(home, scale=0.003, releases=2)
    return home


def ask(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def difference(home: Path, before: str, after: str, *options: str) -> dict[str, dict[str, object]]:
    said: dict[str, dict[str, object]] = json.loads(
        ask("runs", "diff", before, after, "--json", "--home", home, *options)
    )
    return said


def changed_model(home: Path, **changes: object) -> str:
    kept = next((home / "models").glob("*/model.yaml"))
    tree = yaml.safe_load(kept.read_text(encoding="utf-8"))
    file = home / f"changed-{'-'.join(changes)}.yaml"
    file.write_text(yaml.safe_dump(tree | changes), encoding="utf-8")
    return propose(home, file, by="ani", at=AT).version


def causes_of(said: dict[str, dict[str, object]]) -> dict[str, dict[str, int]]:
    causes: dict[str, dict[str, int]] = said["attribution"]["causes"]  # type: ignore[assignment]
    return causes


def assert_it_adds_up(said: dict[str, dict[str, object]]) -> None:
    attribution, causes = said["attribution"], causes_of(said)
    net = 24 * int(attribution["net_steps"])  # type: ignore[call-overload]
    assert sum(c["steps_24ths"] for c in causes.values()) == net
    assert sum(c["families_mainly"] for c in causes.values()) == attribution["changed_families"]
    matrix: list[list[int]] = said["indicative"]["matrix"]  # type: ignore[assignment]
    areas: dict[str, list[list[int]]] = said["indicative"]["by_area"]  # type: ignore[assignment]
    moved = sum(n for r in range(10) for c, n in enumerate(matrix[r][:10]) if c != r)
    assert moved == attribution["changed_families"]
    assert sum(n * (c - r) for r in range(10) for c, n in enumerate(matrix[r][:10])) * 24 == net
    assert [[sum(a[r][c] for a in areas.values()) for c in range(12)] for r in range(12)] == matrix


def test_a_later_release_moves_families_by_their_own_data(home: Path) -> None:
    first, second = ranked(home, newest=FIRST_RELEASE), ranked(home)
    said = difference(home, first.manifest.run_id, second.manifest.run_id)
    assert_it_adds_up(said)
    assert said["attribution"]["changed_families"]
    causes = causes_of(said)
    assert causes["data"]["families_mainly"] == said["attribution"]["changed_families"]
    # Its cut-offs are told, so neither the others nor the model can move a family.
    for cause in ("model", "cutoffs", "population"):
        assert causes[cause]["steps_24ths"] == causes[cause]["up_24ths"] == 0
    matrix: list[list[int]] = said["official"]["matrix"]  # type: ignore[assignment]
    assert sum(matrix[11]) > 0 and sum(row[11] for row in matrix) > 0  # entered, left
    assert sum(map(sum, matrix)) == sum(map(sum, said["indicative"]["matrix"]))  # type: ignore[call-overload]


def test_other_cutoffs_are_the_doing_of_cutoffs(home: Path) -> None:
    lower = [13_800_000 + 100_000 * n for n in range(9)]
    shadow = changed_model(home, cutoffs={"national": lower})
    said = difference(
        home, ranked(home).manifest.run_id, ranked(home, shadow=shadow).manifest.run_id
    )
    assert_it_adds_up(said)
    causes = causes_of(said)
    assert causes["cutoffs"]["families_mainly"] > 0
    assert causes["data"]["up_24ths"] == causes["model"]["up_24ths"] == 0


def test_a_trial_of_another_model_under_anchored_cutoffs(home: Path) -> None:
    shadow = changed_model(home, intercept=14_000_000, cutoffs={})
    before, after = ranked(home, newest=FIRST_RELEASE), ranked(home, shadow=shadow)
    assert after.manifest.recipe.is_shadow
    said = difference(home, before.manifest.run_id, after.manifest.run_id)
    assert_it_adds_up(said)
    text = ask("runs", "diff", before.manifest.run_id, after.manifest.run_id, "--home", home)
    assert "batas desil" in text and "Desil resmi" in text


def test_an_area_shows_its_own_families(home: Path) -> None:
    first, second = ranked(home, newest=FIRST_RELEASE), ranked(home)
    said = difference(home, first.manifest.run_id, second.manifest.run_id, "--area", "3275040")
    areas: dict[str, object] = said["official"]["by_area"]  # type: ignore[assignment]
    assert areas and all(code.startswith("3275040") for code in areas)


def test_a_run_that_is_not_there(home: Path) -> None:
    with pytest.raises(DesilError, match="Tidak ada proses"):
        ask("runs", "diff", "abc", ranked(home).manifest.run_id, "--home", home)
    assert Store(home).runs.is_dir()
