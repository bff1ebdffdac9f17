"""Ages, sexes, numbers and names of made-up people."""

import numpy as np
import pytest

from desil.dictionary.areas import national_districts
from desil.dictionary.nik import judge_nik
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import read_parameters
from desil.synthetic.people.ages import age_margins, fit_ages, fix_sexes
from desil.synthetic.people.identity import draw_niks, draw_origins, prefixes_elsewhere
from desil.synthetic.people.members import HEAD, draw_members
from desil.synthetic.people.names import draw_names, names_of

PARAMETERS = read_parameters()


def test_age_margins_are_the_census_to_the_last_person() -> None:
    men, women = age_margins(PARAMETERS, 2_617_596)
    assert men.sum() + women.sum() == 2_617_596
    both = men + women
    assert both[:3].sum() / both.sum() == pytest.approx(0.2255, abs=1e-6)
    assert both[13:].sum() / both.sum() == pytest.approx(0.0647, abs=1e-6)


def test_fitted_ages_meet_every_cell() -> None:
    sizes = np.full(3000, 3, dtype=np.int8)
    people = draw_members(PARAMETERS, sizes, stream_of(7, "members"))
    men, women = age_margins(PARAMETERS, len(people))
    sex = fix_sexes(people["sex"], int(men.sum()), stream_of(7, "sexes"))
    ages = fit_ages(sex, people["age"], men, women)
    assert list(np.bincount((ages[sex == 1] // 5).astype(int), minlength=18)) == list(men)
    assert list(np.bincount((ages[sex == 2] // 5).astype(int), minlength=18)) == list(women)


def test_each_family_has_one_head_and_its_size() -> None:
    sizes = np.array([1, 2, 5, 10], dtype=np.int8)
    people = draw_members(PARAMETERS, sizes, stream_of(7, "members"))
    assert list(np.bincount(people["family"])) == [1, 2, 5, 10]
    heads = people["family"][people["relationship"] == HEAD]
    assert list(heads) == [0, 1, 2, 3]


def test_sexes_that_cannot_meet_the_margin_are_refused() -> None:
    with pytest.raises(ValueError, match="would have to be men"):
        fix_sexes(np.array([2, 2, 0], dtype=np.int8), 2, np.random.default_rng(1))


def test_a_crowded_day_still_gives_different_numbers() -> None:
    count = 1500
    born = np.full(count, np.datetime64("1990-05-17"))
    sex = np.full(count, 2, dtype=np.int8)
    prefix = np.full(count, 327504)
    none = np.zeros(0, dtype=np.int64)
    first = np.sort(draw_niks(PARAMETERS, prefix, born, sex, none, np.random.default_rng(1)))
    more = draw_niks(
        PARAMETERS, prefix[:300], born[:300], sex[:300], first, np.random.default_rng(2)
    )
    assert len(np.unique(np.concatenate([first, more]))) == count + 300
    assert str(first[0])[:12] == "327504570590"


def test_numbers_from_elsewhere_carry_areas_in_force() -> None:
    rng = np.random.default_rng(1)
    prefixes = prefixes_elsewhere(PARAMETERS, draw_origins(PARAMETERS, 500, rng), rng)
    assert {str(p) for p in prefixes} <= national_districts()


def test_a_made_up_nik_is_judged_ok() -> None:
    nik = draw_niks(
        PARAMETERS,
        np.array([327501]),
        np.array(["2000-02-29"], dtype="datetime64[D]"),
        np.array([1], dtype=np.int8),
        np.zeros(0, dtype=np.int64),
        np.random.default_rng(3),
    )
    assert judge_nik(str(nik[0]), known_districts=national_districts()).verdict == "ok"


def test_children_of_a_clan_bear_its_name_last() -> None:
    count = 200
    words = draw_names(
        PARAMETERS,
        np.ones(count, dtype=np.int8),
        np.full(count, 2001, dtype=np.int16),
        np.full(count, 3, dtype=np.int8),
        np.full(count, 5, dtype=np.uint16),
        np.random.default_rng(1),
    )
    last = names_of(tuple(words.values()))  # type: ignore[arg-type]
    clan = names_of((np.array([5]), np.array([0]), np.array([0])))[0]
    assert all(name == clan or name.endswith(f" {clan}") for name in last)
