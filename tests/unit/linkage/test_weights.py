"""Weights: kept with a version, told in words, drawn as a chart."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from desil.errors import CheckFailed
from desil.linkage.weights.chart import curve_chart, weights_chart
from desil.linkage.weights.comparisons import COMPARISONS
from desil.linkage.weights.parameters import (
    LevelShares,
    Parameters,
    keep_parameters,
    packaged_parameters,
    parameters_of,
)
from desil.linkage.weights.words import told_evidence


def test_equal_values_speak_for_one_person_and_unlike_ones_against() -> None:
    levels = packaged_parameters().levels
    for comparison in COMPARISONS:
        assert levels[comparison.name][0].weight > 0 > levels[comparison.name][-1].weight


def test_a_level_that_was_never_seen_is_rare_and_not_impossible() -> None:
    assert LevelShares(0.0, 0.5).weight == pytest.approx(-10, abs=0.1)


def test_a_home_with_weights_of_its_own_uses_them_and_keeps_every_version(tmp_path: Path) -> None:
    packaged = packaged_parameters()
    own = Parameters(packaged.levels, "uji", sure=0.99)
    keep_parameters(tmp_path, packaged)
    keep_parameters(tmp_path, own)
    assert parameters_of(tmp_path).version == own.version != packaged.version
    assert len(list((tmp_path / "linkage").glob("parameters-*.json"))) == 2


def test_weights_of_other_comparisons_are_refused(tmp_path: Path) -> None:
    cut = Parameters({"name": packaged_parameters().levels["name"]}, "uji")
    keep_parameters(tmp_path, cut)
    with pytest.raises(CheckFailed, match="tidak cocok"):
        parameters_of(tmp_path)


def test_evidence_is_told_in_words_the_strongest_first_and_the_missing_left_out() -> None:
    told = told_evidence(
        {"name": 0, "birth_date": 6, "sex": -1, "number": None}, packaged_parameters()
    )
    assert [(e.words, e.strength) for e in told] == [
        ("tanggal lahir sama", "sangat kuat mendukung"),
        ("nama berbeda", "kuat menentang"),
    ]


def test_charts_are_well_formed_pictures() -> None:
    for picture in (
        weights_chart(packaged_parameters()),
        curve_chart("F1 & presisi", [("F1", [(-2.0, 0.5), (4.0, 0.9)])]),
    ):
        assert ElementTree.fromstring(picture).tag.endswith("svg")
