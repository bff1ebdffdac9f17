"""Of a survey that an existing model is judged on, only the columns that it needs are read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desil.errors import UsageFault
from desil.ranking.survey.households import DUPLICATES, FINGERPRINT
from desil.ranking.survey.register_facts import LONGEST_NAMES, columns_to_read, fact_names
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of
from desil.surveys.reading import SurveyTable, read_survey
from tests.register_survey import register_survey
from tests.table import rows_of

NEEDED = ("has_car", "size")
ROLES = Roles("kapita", "penimbang", "klaster", None, None, groups=("daerah",),
              register_facts=True, needed=NEEDED)  # fmt: skip

READ = """
| what                     | needed        | facts | reads                    |
| no model: everything     |               | yes   | y punya_mobil lantai age |
| by the register's header | has_car       | yes   | y has_car                |
| by its own name          | age           | no    | y age                    |
| what it lacks is no one  | has_car x     | yes   | y has_car                |
| nothing that it has      | x             | no    | y has_car lantai age     |
"""


@pytest.mark.parametrize("row", rows_of(READ), ids=lambda row: row["what"])
def test_a_survey_reads_what_its_model_needs(row: dict[str, str]) -> None:
    columns = ["y", "has_car", "lantai", "age"]
    roles = Roles("y", register_facts=row["facts"] == "yes", needed=tuple(row["needed"].split()))
    expected = row["reads"].replace("punya_mobil", "has_car").split()
    assert columns_to_read(columns, roles) == expected


@pytest.mark.parametrize("longest", LONGEST_NAMES)
def test_a_header_that_stata_cut_off_stands_for_its_fact_alone(longest: int) -> None:
    meant: dict[str, set[str]] = {}
    for header, fact in fact_names().items():
        meant.setdefault(header[:longest], set()).add(fact)
    assert all(len(facts) == 1 for facts in meant.values())
    assert meant["aset_bergerak_komputer_laptop_tablet"[:longest]] == {"has_computer"}


def same(left: Survey, right: Survey) -> None:
    """Two surveys hold the same households; nothing is said of the order of equal ones."""
    assert left.features.equals(right.features)
    for name in ("welfare", "weight", "cluster", "stratum"):
        assert np.array_equal(getattr(left, name), getattr(right, name))
    assert (left.left_out, left.notes, left.unused) == (right.left_out, right.notes, right.unused)


def test_a_survey_with_fewer_columns_read_is_the_same_survey(tmp_path: Path) -> None:
    table = register_survey()
    table = pl.concat(
        [table, table[:7], table[7:9].with_columns(wall_material=pl.lit(9, pl.Int64))]
    )
    file = tmp_path / "survei.parquet"
    table.write_parquet(file)
    read = read_survey(file, ROLES)
    same(read, survey_of(table, ROLES))
    assert read.left_out == {DUPLICATES: 7}  # two more differ in a column that is not read
    assert read.features.columns == sorted(NEEDED, key=read.features.columns.index)
    assert "wall_material" in " ".join(read.notes)  # what the file has is told all the same


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(*[st.integers(0, 2)] * 4), min_size=1, max_size=60), st.integers(1, 4))
def test_rows_are_as_different_as_in_the_whole_file(
    tmp_path: Path, rows: list[tuple[int, ...]], count: int
) -> None:
    table = pl.DataFrame(rows, schema=["a", "b", "c", "d"], orient="row")
    file = tmp_path / "t.parquet"
    table.write_parquet(file)
    read = SurveyTable(file, (), {}).read(table.columns[:count])
    assert read.drop(FINGERPRINT, strict=False).equals(table.select(table.columns[:count]))
    assert len(read.unique()) == len(set(rows))
    assert read.is_duplicated().to_list() == table.is_duplicated().to_list()


def test_a_survey_without_what_the_model_reads_says_which_option_may_be_missing() -> None:
    table = register_survey().rename({"has_car": "aset_bergerak_mobil"})
    with pytest.raises(UsageFault, match="has_car") as refused:
        survey_of(table, Roles("kapita", needed=("has_car",)))
    assert "--register-facts" in refused.value.hint
    survey_of(table, Roles("kapita", register_facts=True, needed=("has_car",)))
