"""Golden families: score, decile, probability and sentences that an official can check by hand.

The model counts in whole micro log points (1,000,000 = one log point). It starts at 14,000,000.
A car +140,000, no car 0. Roof: tiles 0, zinc -90,000, asbestos -50,000. One member +160,000, two
+80,000, three 0, four -70,000. The cut-offs lie 50,000 apart, from 13,800,000 to 14,200,000.

What the score leaves open is worth -300,000, -100,000, +100,000 or +300,000, each as likely.
"""

from datetime import date

import numpy as np
import pytest

from desil.dictionary.codelists.yes_no import YES_NO
from desil.ranking.deciles.definition import decile_of
from desil.ranking.explanation.breakdown import (
    Official,
    Provenance,
    RankExplanation,
    Standing,
    explained,
)
from desil.ranking.explanation.sentences import sentences_of
from desil.ranking.scoring.answers import answer_tables
from desil.ranking.uncertainty.certainty import certainty_of, decile_probabilities
from desil.ranking.uncertainty.residual import certainty_policy, residuals_of
from tests.ranking_engine import a_model
from tests.table import rows_of

CUTOFFS = [13_800_000 + 50_000 * n for n in range(9)]
MODEL = a_model(
    cutoffs={"national": CUTOFFS},
    facts={
        "has_car": {"points": {1: 140_000, 2: 0}},
        "roof_material": {"points": {2: 0, 3: -90_000, 4: -50_000}},
        "size": {"of": "members", "points": {1: 160_000, 2: 80_000, 3: 0, 4: -70_000}},
    },
    calibration={
        "regions": [],
        "residual_quantiles": [[-300_000, -100_000, 100_000, 300_000]],
        "cutoffs": CUTOFFS,
    },
)
MEANS = [("has_car", 28_000), ("roof_material", -10_000), ("size", 20_000)]
RELEASE = date(2026, 3, 17)

# The four residuals stand at 1/8, 3/8, 5/8 and 7/8; between them the share grows in a straight
# line, and beyond them it runs out as far again. Desil 1-4 end at 13,950,000.
FAMILIES = """
| family  | car | roof | size | score    | decile | gap to 1-4 | in desil 1-4 | nearest | distance | close |
| poor    | 2   | 3    | 4    | 13840000 | 2      | +110000    | 0.637500     | 2       | -10000   | yes   |
| at line | 2   | 4    | 3    | 13950000 | 4      | 0          | 0.500000     | 4       | 0        | yes   |
| middle  | 2   | 2    | 3    | 14000000 | 5      | -50000     | 0.437500     | 5       | 0        | yes   |
| over    | 1   | 4    | 4    | 14020000 | 6      | -70000     | 0.412500     | 5       | 20000    | yes   |
| rich    | 1   | 2    | 1    | 14300000 | 10     | -350000    | 0.093750     | 9       | 100000   | no    |
| zinc    | 1   | 3    | 1    | 14210000 | 10     | -260000    | 0.175000     | 9       | 10000    | no    |
"""


def explanation_of(row: dict[str, str], official: int | None = 3) -> RankExplanation:
    answers = {
        "has_car": int(row["car"]),
        "roof_material": int(row["roof"]),
        "size": int(row["size"]),
    }
    tables = {t.fact.name: t for t in answer_tables(MODEL)}
    score = MODEL.intercept + sum(
        tables[n].answers[tables[n].place_of(a)].points for n, a in answers.items()
    )
    scores, none = np.array([score]), np.array([0])
    sure = certainty_of(
        residuals_of(MODEL), certainty_policy(), scores, none, CUTOFFS, CUTOFFS
    ).to_pylist()[0]
    standing = Standing(
        score,
        decile_of(score, CUTOFFS),
        "",
        sure["desil_1_4_ppm"],
        sure["nearest_boundary"],
        sure["distance_micro"],
        bool(sure["is_too_close"]),
        score,
        score,
    )
    seen = Provenance("dtsen", RELEASE)
    provenance = {("family", "dwelling"): seen, ("family", "assets"): seen}
    provenance[("person", "identity")] = Provenance("dukcapil", date(2025, 9, 10))
    return explained(MODEL, MEANS, answers, provenance, standing, Official(official, RELEASE))


@pytest.mark.parametrize("row", rows_of(FAMILIES), ids=lambda row: row["family"])
def test_score_decile_and_probability(row: dict[str, str]) -> None:
    family = explanation_of(row)
    standing = family.standing
    assert standing.score == int(row["score"])
    assert standing.decile == int(row["decile"])
    assert CUTOFFS[3] - int(row["score"]) == int(row["gap to 1-4"])
    assert standing.poor_ppm == round(float(row["in desil 1-4"]) * 1_000_000)
    assert (standing.boundary, standing.distance) == (int(row["nearest"]), int(row["distance"]))
    assert standing.is_too_close is (row["close"] == "yes")


@pytest.mark.parametrize("row", rows_of(FAMILIES), ids=lambda row: row["family"])
def test_baseline_and_contributions_are_the_score(row: dict[str, str]) -> None:
    family = explanation_of(row)
    assert family.baseline == 14_038_000
    assert family.baseline + sum(c.micro for c in family.contributions) == family.standing.score


@pytest.mark.parametrize("row", rows_of(FAMILIES), ids=lambda row: row["family"])
def test_probabilities_of_the_ten_deciles_are_one(row: dict[str, str]) -> None:
    assert sum(decile_probabilities(residuals_of(MODEL), int(row["score"]), CUTOFFS)) == 1_000_000


POOR, OVER = rows_of(FAMILIES)[0], rows_of(FAMILIES)[3]


def test_the_sentences_of_a_poor_family() -> None:
    assert sentences_of(explanation_of(POOR), "id") == [
        "Desil resmi keluarga ini 3, dari rilis nasional 17 Maret 2026.",
        "Desil indikatif kami 2, taksiran model contoh; ini bukan desil resmi dan bukan putusan bantuan.",
        "Taksiran pengeluarannya 1 persen di bawah batas antara desil 2 dan 3.",
        "Dari 100 keluarga dengan fakta seperti ini, kira-kira 64 memang termasuk desil 1-4.",
        "Terlalu dekat dengan batas untuk dipastikan tanpa kunjungan.",
        "Jumlah anggota: 4 orang. Menurunkan taksiran 9 persen dibanding keluarga rata-rata. Sumber: Dukcapil (catatan sipil), 10 September 2025.",
        "Jenis atap terluas: Seng. Menurunkan taksiran 8 persen dibanding keluarga rata-rata. Sumber: DTSEN (rilis nasional), 17 Maret 2026.",
        "Mobil: Tidak. Menurunkan taksiran 3 persen dibanding keluarga rata-rata. Sumber: DTSEN (rilis nasional), 17 Maret 2026.",
        "Bila ini keliru, dapat dibetulkan dengan Kartu Keluarga dan KTP, dicocokkan dengan Dukcapil: jumlah anggota.",
        "Bila ini keliru, dapat dibetulkan dengan kunjungan rumah dengan foto: jenis atap terluas.",
        "Bila ini keliru, dapat dibetulkan dengan STNK atau kunjungan rumah: mobil.",
    ]


def test_the_same_in_english() -> None:
    assert sentences_of(explanation_of(OVER, official=None), "en")[:5] == [
        "The national release of 17 March 2026 gives this family no official decile yet.",
        "Our indicative decile is 6, an estimate by model contoh; it is not the official decile and no decision on assistance.",
        "Its estimated expenditure is 2 percent above the line between deciles 5 and 6.",
        "Of 100 families with facts like these, about 41 truly belong to deciles 1-4.",
        "Too close to the line to be told without a visit.",
    ]


def test_an_unranked_family_is_told_why() -> None:
    standing = Standing(None, None, "rentang_terlalu_lebar", None, None, None, False, 0, 0)
    nothing = explained(MODEL, MEANS, {}, {}, standing, Official(None, RELEASE))
    assert sentences_of(nothing, "id") == [
        "Keluarga ini belum diberi desil resmi dalam rilis nasional 17 Maret 2026.",
        "Desil indikatif belum dapat ditaksir: terlalu banyak jawaban yang belum diketahui untuk memberi desil indikatif.",
        "Belum diketahui: mobil, jenis atap terluas, jumlah anggota. Taksiran memakai rata-rata keluarga survei untuk jawaban ini.",
    ]


def test_no_sentence_says_how_to_look_poorer() -> None:
    said = " ".join(s for row in rows_of(FAMILIES) for s in sentences_of(explanation_of(row), "id"))
    for advice in ("jual", "sembunyi", "supaya", "agar", "kurangi"):
        assert advice not in said.lower()
    assert YES_NO.label_of(2).id in said
