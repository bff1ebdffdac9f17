"""Numbers and charts as people read them."""

import pytest
from django.utils import translation

from desil.ui.charts import Bar, Part, bar_chart, share_bar
from desil.ui.figures import count_text, ratio_text, share_text
from desil.ui.places import place_name
from desil.ui.standings import GROUPS, amount_in, style_of


@pytest.mark.parametrize(
    ("language", "count", "share", "ratio"),
    [("id", "824.818", "3,7\u202f%", "3,17"), ("en", "824,818", "3.7\u202f%", "3.17")],
)
def test_numbers_follow_the_language(language: str, count: str, share: str, ratio: str) -> None:
    with translation.override(language):
        assert count_text(824_818) == count
        assert share_text(30_147, 824_818) == share
        assert ratio_text(2_617_596, 824_818) == ratio


def test_percentages_are_rounded_not_cut() -> None:
    with translation.override("id"):
        assert share_text(1119, 20_000) == "5,6\u202f%"


def test_nothing_in_nothing_is_a_dash_not_zero() -> None:
    assert share_text(0, 0) == ratio_text(0, 0) == count_text(None) == "–"


def test_groups_hold_everyone_once() -> None:
    by_decile = tuple(10**d for d in range(10))
    assert sum(amount_in(g, by_decile, 7) for g in GROUPS) == sum(by_decile) + 7
    assert [style_of(d) for d in (1, 4, 5, 6, 10)] == ["first", "first", "fifth", "upper", "upper"]


def test_a_chart_escapes_its_labels_and_has_no_inline_style() -> None:
    drawn = bar_chart("<judul>", [Bar("<b>", 5, "5", "first"), Bar("nol", 0, "0", "upper")])
    assert "<b>" not in drawn
    assert "&lt;judul&gt;" in drawn
    assert "style=" not in drawn


def test_parts_of_a_bar_fill_it() -> None:
    drawn = share_bar("bagian", [Part(1, "first"), Part(3, "upper")])
    assert 'width="25.00"' in drawn
    assert 'x="25.00" y="0" width="75.00"' in drawn
    assert "<rect" in share_bar("kosong", [Part(0, "first")])


def test_places_in_capitals_are_shown_in_ordinary_letters() -> None:
    assert place_name("KOTA BEKASI") == "Kota Bekasi"
    assert place_name("Aren Jaya") == "Aren Jaya"
