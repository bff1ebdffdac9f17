"""Weights: kept with a version, told in words, drawn as a chart."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desil.errors import CheckFailed
from desil.linkage.records.deliveries import SourceDelivery
from desil.linkage.weights.chart import curve_chart, reliability_chart, weights_chart
from desil.linkage.weights.comparisons import COMPARISONS
from desil.linkage.weights.delivery_weights import keep_weights, stored_weights, weights_of_source
from desil.linkage.weights.drift import drift_of
from desil.linkage.weights.parameters import packaged_parameters
from desil.linkage.weights.words import pair_evidence
from desil.sources.catalogue import catalogue


def test_equal_values_speak_for_one_person_and_unlike_ones_against() -> None:
    levels = packaged_parameters().levels
    for comparison in COMPARISONS:
        assert levels[comparison.name][0] > 0 > levels[comparison.name][-1]


def test_a_number_one_digit_away_on_the_same_day_is_no_evidence() -> None:
    number = packaged_parameters().levels["number"]
    assert number[0] > 10
    assert number[3] > 1  # of another day: its date and its number do not hang together
    assert max(number[2], *number[4:]) < 1


def test_weights_of_a_delivery_are_kept_by_its_source(tmp_path: Path) -> None:
    own = replace(packaged_parameters(), trained_on="uji", base=1.0)
    delivery = SourceDelivery(
        "dtks-1", catalogue().source("dtks"), date(2023, 12, 1), tmp_path / "2023-12-01-a"
    )
    assert stored_weights(tmp_path, delivery) is None
    keep_weights(tmp_path, delivery, own)
    assert stored_weights(tmp_path, delivery) == own
    assert weights_of_source(tmp_path, "dtks") == own
    assert weights_of_source(tmp_path, "pln") == packaged_parameters()


def test_weights_that_were_learnt_for_other_comparisons_are_learnt_again(tmp_path: Path) -> None:
    cut = replace(packaged_parameters(), levels={"name": packaged_parameters().levels["name"]})
    folder = tmp_path / "2023-12-01-a"
    delivery = SourceDelivery("dtks-1", catalogue().source("dtks"), date(2023, 12, 1), folder)
    keep_weights(tmp_path, delivery, cut)
    assert stored_weights(tmp_path, delivery) is None
    assert weights_of_source(tmp_path, "dtks") == packaged_parameters()


def test_weights_that_drift_far_or_turn_round_are_refused() -> None:
    packaged = packaged_parameters()
    assert drift_of(packaged, packaged) == ""
    far = {**packaged.levels, "sex": (packaged.levels["sex"][0] + 20, packaged.levels["sex"][1])}
    assert "bergeser" in drift_of(replace(packaged, levels=far), packaged)
    turned = {**packaged.levels, "sex": packaged.levels["sex"][::-1]}
    assert "tidak lebih kuat" in drift_of(replace(packaged, levels=turned), packaged)
    strange = replace(packaged, known_numbered=0.1, known_unnumbered=0.1)
    assert "dikenal" in drift_of(strange, packaged)


def test_evidence_is_told_in_words_the_strongest_first_and_the_missing_left_out() -> None:
    told = pair_evidence(
        {"name": 0, "birth_date": 6, "sex": -1, "number": None}, packaged_parameters()
    )
    assert [(e.words, e.strength) for e in told] == [
        ("tanggal lahir sama", "kuat mendukung"),
        ("nama berbeda", "kuat menentang"),
    ]


@pytest.mark.parametrize(
    ("comparison", "number", "words"),
    [
        ("name", 7, "nama sama"),
        ("birth_date", 6, "tanggal lahir sama"),
        ("birth_date", 5, "tanggal dan bulan lahir tertukar"),
        ("birth_date", 1, "tahun lahir sama"),
        ("birth_date", 0, "tanggal lahir berbeda"),
        ("number", 7, "NIK sama"),
        ("number", 4, "NIK beda satu angka, tanggal lahir lain"),
        ("number", 0, "NIK berbeda"),
        ("household", 2, "kelurahan sama"),
    ],
)
def test_pairs_that_earlier_versions_kept_are_told_as_then(
    comparison: str, number: int, words: str
) -> None:
    assert [e.words for e in pair_evidence({comparison: number}, packaged_parameters())] == [words]


def test_a_level_that_a_later_version_kept_is_refused_by_its_number() -> None:
    with pytest.raises(CheckFailed, match="tingkat 99 untuk household"):
        pair_evidence({"name": 7, "household": 99}, packaged_parameters())


def test_every_level_has_a_number_of_its_own() -> None:
    for comparison in COMPARISONS:
        assert len(set(comparison.numbers)) == len(comparison.levels) + 1


def test_charts_are_well_formed_pictures() -> None:
    for picture in (
        weights_chart(packaged_parameters()),
        reliability_chart(packaged_parameters()),
        curve_chart("F1 & presisi", [("F1", [(-2.0, 0.5), (4.0, 0.9)])]),
    ):
        assert ElementTree.fromstring(picture).tag.endswith("svg")
