"""Groups, sizes, scores, the formula and the deck."""

import numpy as np
import pytest
import yaml

from desil.dictionary.standing import decile_by
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import read_parameters
from desil.synthetic.welfare.fitting import fit_formula
from desil.synthetic.welfare.formula import formula_from, formula_text, read_formula
from desil.synthetic.welfare.groups import make_groups
from desil.synthetic.welfare.scores import city_cutoffs_of, cutoffs_of
from desil.synthetic.welfare.sizes import counts_of, draw_sizes

PARAMETERS = read_parameters()


@pytest.mark.parametrize("scale", [1.0, 0.5, 0.02, 0.01, 0.001, 0.0007])
def test_groups_add_up_at_any_scale(scale: float) -> None:
    groups = make_groups(PARAMETERS, scale)
    assert groups.families.sum() == int(np.floor(824_818 * scale + 0.5))
    assert groups.people.sum() == int(np.floor(2_617_596 * scale + 0.5))
    assert np.all(groups.people >= groups.families)


def test_deciles_six_to_ten_are_split_as_the_probit_line_says() -> None:
    assert list(make_groups(PARAMETERS, 1.0).families[5:10]) == [
        50228,
        61219,
        75615,
        102733,
        248862,
    ]


@pytest.mark.parametrize(("families", "people"), [(30_147, 94_894), (103_463, 221_853), (3, 3)])
def test_sizes_are_exact_in_families_and_people(families: int, people: int) -> None:
    shape = np.array(PARAMETERS.numbers("sizes.shape"))
    counts = counts_of(shape, families, people)
    assert counts.sum() == families
    assert (counts * np.arange(1, 11)).sum() == people
    assert counts.min() >= 0


def test_each_group_gets_its_people() -> None:
    groups = make_groups(PARAMETERS, 0.01)
    place, sizes = draw_sizes(PARAMETERS, groups, stream_of(7, "sizes"))
    drawn = np.bincount(place, weights=sizes, minlength=11).astype(int)
    assert list(drawn) == list(groups.people)


def test_a_score_at_a_cutoff_belongs_to_the_lower_decile() -> None:
    cutoffs = cutoffs_of(PARAMETERS)
    assert list(decile_by(cutoffs, cutoffs)) == list(range(1, 10))
    assert list(decile_by(cutoffs + 1, cutoffs)) == list(range(2, 11))


def test_equal_scores_get_equal_city_deciles() -> None:
    scores = np.array([1, 1, 1, 1, 2, 3, 4, 5, 6, 7], dtype=np.int64)
    deciles = decile_by(scores, city_cutoffs_of(scores))
    assert len(set(deciles[:4])) == 1


def test_an_absent_fact_counts_nothing() -> None:
    formula = read_formula()
    asked = formula.part(
        {"electric_power": np.array([1, -1, 3], dtype=np.int8)}, ("electric_power",)
    )
    assert asked[0] < 0
    assert asked[1] == asked[2] == 0


def test_the_frozen_formula_is_what_the_regression_gives() -> None:
    frozen, fitted = yaml.safe_load(formula_text()), fit_formula(PARAMETERS)
    a, b = formula_from(frozen), formula_from(fitted)
    assert list(a.national_cutoffs) == list(b.national_cutoffs)
    for fact, points in a.points.items():
        for code, value in points.items():
            assert b.points[fact][code] == pytest.approx(value, abs=50)
