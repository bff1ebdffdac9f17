"""A what-if question from a form is the question of the file that it writes; one city is kept."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desil.dictionary.declarations.cell import yaml_in
from desil.dictionary.declarations.place import Place, Written, YamlFault
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import rule_book
from desil.eligibility.what_if.draft import REMOVED, Changes, Draft, Number, draft_in
from desil.eligibility.what_if.scenario import Question, question_from, question_of
from desil.eligibility.what_if.shared_city import CityCache
from desil.eligibility.what_if.written import yaml_of
from desil.engine.store import Store
from desil.programmes.other_models import score_run
from tests.programme_families import database_of, write_run

BOOK = rule_book()
MODELS = ("7c84ecd15bc2", "000000000012")
NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1
).filter(lambda text: text.strip() == text)
CRITERIA = st.dictionaries(
    st.sampled_from(["desil", "tambahan", "lain"]),
    st.sampled_from(
        ["desil <= 5", "ranked and\n    desil = 1", "size > 2\nor government_family", "'x' = 'x'"]
    ).map(Written),
    max_size=3,
)
BOUND = st.none() | st.integers(0, 10**9)
CHANGES = st.builds(
    Changes,
    name=NAMES,
    eligible=CRITERIA,
    excluded=st.just({}) | st.just({"wage_above_minimum": Written(REMOVED)}) | CRITERIA,
    amounts=st.dictionaries(st.just("food"), st.integers(0, 10**9).map(Number)),
    most_members=st.none() | st.integers(1, 99),
    quota=st.none() | st.builds(Quota, BOUND, BOUND),
    cutoffs=st.dictionaries(st.integers(1, 9), st.integers(0, 10**9)),
    model=st.sampled_from([None, Written("7c84ecd15bc2"), Written("000000000012"), Written("xx")]),
)
DRAFTS = st.builds(
    Draft,
    name=NAMES,
    programme=st.just(Written("SEMBAKO")),
    period=st.sampled_from(["2026-Q1", "2025-11"]),
    scenarios=st.lists(CHANGES, min_size=1, max_size=5).map(tuple),
)


def read_back(draft: Draft) -> Question:
    return question_from(draft_in(yaml_in(yaml_of(draft).encode(), "andai.yaml")), BOOK, MODELS)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first draw reads all of Unicode
@given(draft=DRAFTS)
def test_the_file_of_a_form_asks_the_same_question(draft: Draft) -> None:
    try:
        asked = question_from(draft, BOOK, MODELS)
    except YamlFault as fault:
        with pytest.raises(YamlFault) as caught:
            read_back(draft)
        assert caught.value.message.split(": ", 1)[1] == fault.message.split(": ", 1)[1]
    else:
        assert read_back(draft) == asked


def test_a_wrong_criterion_of_a_form_is_refused_at_its_field() -> None:
    criterion = Written("ranked\nand dsil <= 5", Place("s2-eligible"))
    draft = Draft(
        "uji", Written("PKH"), "2026-Q1", (Changes("a"), Changes("b", {"desil": criterion}))
    )
    with pytest.raises(YamlFault, match="kata 'dsil' tidak dikenal") as caught:
        question_from(draft, BOOK)
    assert str(caught.value.place) == "s2-eligible baris 2 kolom 5"


def test_rules_are_parsed_again_only_when_a_file_changes(tmp_path: Path) -> None:
    first = rule_book(tmp_path)
    assert rule_book(tmp_path) is first
    text = (Path("src/desil/eligibility/programmes/pkh.yaml")).read_text().replace("PKH", "KOTA")
    (tmp_path / "kota.yaml").write_text(text)
    assert "KOTA" in rule_book(tmp_path).programmes
    (tmp_path / "kota.yaml").write_text(text.replace("desil <= 4", "desil <= 3"))
    changed = rule_book(tmp_path).programmes["KOTA"].versions[-1]
    assert changed.eligible[0].text == "desil <= 3"


CITY = """
| kk | desil | desil_1_4_ppm | anggota    |
| 1  | 1     | 900000        | 1985-01-01 |
| 2  | 4     | 600000        | 1985-01-01 |
"""


def city_of(table: str, folder: Path) -> Path:
    with database_of(table, folder.parent / "spill") as database:
        write_run(database, folder)
    return folder


def test_one_city_is_kept_and_another_run_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "andai.yaml"
    file.write_text("name: uji\nprogramme: SEMBAKO\nperiod: 2026-Q1\nscenarios:\n  - name: a\n")
    question = question_of(file, BOOK)
    first, second = Store(tmp_path / "satu"), Store(tmp_path / "dua")
    runs = city_of(CITY, first.runs / "a"), city_of(CITY.replace("| 4 ", "| 9 "), second.runs / "b")
    city = CityCache(score_run)

    def families(store: Store, run: Path) -> int:
        settings = store.engine_settings(memory_limit="500MB", threads=1)
        return city.effects(store, run, question, settings)[0].families

    assert families(first, runs[0]) == 2
    rmtree(runs[0])
    rmtree(first.home / "what-if")
    assert families(first, runs[0]) == 2  # from memory: nothing is left on disk
    assert families(second, runs[1]) == 1
    city.close()
