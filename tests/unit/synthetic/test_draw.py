"""Streams, quantiles, dates."""

from datetime import date
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.synthetic.draw.calendar import age_on, births_from
from desil.synthetic.draw.normal import normal_quantile, truncated_normal
from desil.synthetic.draw.serials import draw_different
from desil.synthetic.draw.streams import stream_of


def test_a_stage_draws_the_same_whatever_other_stages_there_are() -> None:
    assert stream_of(7, "names").integers(0, 10**9) == stream_of(7, "names").integers(0, 10**9)
    assert stream_of(7, "names").integers(0, 10**9) != stream_of(7, "sizes").integers(0, 10**9)
    assert stream_of(7, "names").integers(0, 10**9) != stream_of(8, "names").integers(0, 10**9)


@given(st.floats(1e-9, 1 - 1e-9))
def test_quantiles_agree_with_the_exact_normal_curve(share: float) -> None:
    exact = NormalDist().inv_cdf(share)
    assert normal_quantile(np.array([share]))[0] == pytest.approx(exact, rel=1e-6, abs=1e-6)


def test_truncated_draws_stay_between_their_limits() -> None:
    drawn = truncated_normal(np.random.default_rng(1), 10_000, 0.8, 1.2, -0.25, 0.0)
    assert drawn.min() >= -0.25 - 1e-6
    assert drawn.max() <= 1e-6


@given(
    st.dates(date(1916, 1, 1), date(2026, 3, 17)),
    st.sampled_from([date(2026, 3, 17), date(2028, 2, 29), date(2026, 12, 31)]),
)
def test_completed_years_count_birthdays(born: date, on: date) -> None:
    past = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    assert age_on(np.array([born], dtype="datetime64[D]"), on)[0] == past


@given(st.floats(0, 90, width=32))
def test_a_birth_date_gives_back_the_completed_years_it_came_from(age: float) -> None:
    on = date(2025, 9, 17)
    ages = np.array([age], dtype=np.float32)
    assert age_on(births_from(ages, on), on)[0] == int(np.floor(ages[0]))


def test_serials_are_all_different() -> None:
    drawn = draw_different(np.random.default_rng(1), 900, 0, 1000)
    assert len(np.unique(drawn)) == 900
