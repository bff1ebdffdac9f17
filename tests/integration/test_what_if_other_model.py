"""A scenario under another model comes to what it would on a run that was made with that model."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from desil.dictionary.declarations.place import YamlFault
from desil.eligibility.programme.catalogue import rule_book
from desil.eligibility.what_if.answering import effects_of
from desil.eligibility.what_if.city import resident_city
from desil.eligibility.what_if.effect import Effect
from desil.eligibility.what_if.other_model import Beside, open_models
from desil.eligibility.what_if.scenario import question_of
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.programmes.other_models import score_run, versions_to_ask
from desil.ranking.activation.model_store import active_version, propose
from tests.copied_city import CopiedCity
from tests.ranked_city import ranked

AT = datetime(2026, 5, 9, tzinfo=UTC)
QUESTION = """name: uji
programme: PKH
period: 2026-Q1
scenarios:
  - name: sekarang
  - {name: indikatif, eligible: {desil: desil_indicative <= 3}, model: "MODEL"}
  - {name: peluang, eligible: {desil: p_desil_1_4 >= 60}, model: "MODEL"}
  - {name: kuota, quota: {total: 60}, model: "MODEL"}
  - {name: b, eligible: {desil: desil_indicative = 3}, cutoffs: {3: 14_000_000}, model: "MODEL"}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, copied_city: CopiedCity) -> Path:
    home = tmp_path_factory.mktemp("model") / "home"
    city = copied_city(home, 0.003)
    tree = yaml.safe_load((city / "truth" / "formula_sintetis.yaml").read_text(encoding="utf-8"))
    del tree["facts"][next(iter(tree["facts"]))]  # a model that does not look at one fact
    other = home.parent / "lain.yaml"
    other.write_text(yaml.safe_dump(tree | {"name": "lain"}, sort_keys=False))
    propose(home, other, by="analis", at=AT)
    return home


def effects(home: Path, run: Path, model: str) -> list[Effect]:
    """The answers on a run, under its own model where none is named."""
    file, store = home.parent / "andai.yaml", Store(home)
    text = QUESTION.replace(', model: "MODEL"', f', model: "{model}"' if model else "")
    file.write_text(text)
    question = question_of(file, rule_book(), versions_to_ask(home))
    engine = store.engine_settings(memory_limit="1GB", threads=2)
    day = question.period.day
    with resident_city(store, run, day, engine, Silent()) as database:
        asked = Beside(store, run, day, engine, score_run)
        open_models(database, asked, question.models, Silent())
        return effects_of(database, question)


def comparable(effect: Effect) -> dict[str, object]:
    """What does not depend on the scenario that it is compared with."""
    found = asdict(effect)
    for name in ("entering", "leaving", "by_desil", "by_village", "by_group"):
        del found[name]
    parts = (*effect.by_desil, *effect.by_village, *effect.by_group)
    listed = {(p.grouping, p.key, p.families, p.people, p.rupiah) for p in parts if p.families}
    return found | {"parts": listed}


def test_a_scenario_under_another_model_is_that_of_a_run_with_it(home: Path) -> None:
    own, other = versions_to_ask(home)
    assert own == active_version(home)
    (run,) = [r for r in (home / "runs").iterdir() if r.is_dir()]
    trial = ranked(home, shadow=other).folder
    under = effects(home, run, other)
    beside = effects(home, run, "")
    assert [comparable(e) for e in under[1:]] == [
        comparable(e) for e in effects(home, trial, "")[1:]
    ]
    assert under[0] == beside[0]
    assert all(comparable(a) != comparable(b) for a, b in zip(under[1:], beside[1:], strict=True))
    assert effects(home, run, own) == beside


def test_an_unknown_model_is_refused_with_its_place(home: Path) -> None:
    with pytest.raises(YamlFault, match=r"baris 6 kolom .*: model 'abc' tidak ada"):
        effects(home, home / "runs", "abc")
