"""The page itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.dictionary.label import Label
from desil.ranking.accuracy.evaluation import Evaluation
from desil.ranking.accuracy.standing import Floats, Places
from desil.ranking.accuracy.verdict import sentences_on
from desil.ranking.card.charts import (
    comma,
    decile_chart,
    error_chart,
    legend,
    reliability_chart,
)
from desil.ranking.card.tables import (
    figures_table,
    groups_table,
    label,
    models_table,
    reliability_table,
)
from desil.ranking.models.blend import REFERENCE
from desil.ranking.models.kinds import ALL, CHOSEN
from desil.ranking.survey.survey import Survey

_CHARTED = ("exclusion_10", "exclusion_20", "exclusion_40", "severe_exclusion", "leakage")


def _carried(name: str) -> str:
    return files("desil.ranking.card").joinpath(name).read_text(encoding="utf-8")


def model_card(survey: Survey, evaluation: Evaluation, reference: str) -> str:
    """The whole page; the same evaluation gives the same bytes."""
    words: Mapping[str, Sequence[str]] = bounded_yaml(_carried("words.yaml"))
    model = CHOSEN if evaluation.plan.model == ALL else evaluation.plan.model
    parts = [
        _opening(survey, evaluation, reference, model),
        _headline(evaluation, model),
        _section("Galat dan selangnya", "Errors and their intervals"),
        f'<div class="charts">{_errors(evaluation, model, words)}'
        f"{_reliability(evaluation, model)}{_deciles(survey, evaluation, model)}</div>",
        _section("Semua ukuran", "Every figure"),
        _bilingual(
            "Di luar baris yang dipelajari; selang 95 % dari undian ulang klaster, selisih "
            "berpasangan. Berwarna bila selangnya tidak memuat nol.",
            "Out of fold; 95 % intervals from drawing clusters again, paired for the difference.",
        ),
        figures_table(model, evaluation.figures[model], evaluation.figures[REFERENCE], words),
    ]
    if len(evaluation.figures) > 2:
        parts += [_section("Semua model", "Every model"), models_table(evaluation.figures, words)]
    if evaluation.in_group:
        parts += [
            _section("Menurut kelompok", "By group"),
            _bilingual(
                "Satu kuota untuk semua: siapa yang lebih sering luput?",
                "One quota for all: who is left out more often?",
            ),
            groups_table(evaluation.figures[model], evaluation.in_group),
        ]
    parts += [_choices(evaluation), _limits(survey, list(sentences_on(evaluation, model)))]
    return _page(f"Kartu model {model} · {reference}", "".join(parts))


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_carried('card.css')}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _bilingual(indonesian: str, english: str) -> str:
    return f'<p>{escape(indonesian)} <span lang="en">{escape(english)}</span></p>\n'


def _section(indonesian: str, english: str) -> str:
    return f'<h2>{escape(indonesian)} <span lang="en">{escape(english)}</span></h2>\n'


def _figure(indonesian: str, english: str, inside: str) -> str:
    return (
        f'<figure><figcaption>{escape(indonesian)} <span lang="en">{escape(english)}</span>'
        f"</figcaption>{inside}</figure>"
    )


def _opening(survey: Survey, evaluation: Evaluation, reference: str, model: str) -> str:
    plan = evaluation.plan
    count = f"{len(survey):,}".replace(",", ".")
    facts = (
        ("rumah tangga / households", count),
        ("kolom dibaca / columns read", str(len(survey.features.columns))),
        ("penimbang / weight", "sama / equal" if survey.weighting == "equal" else survey.weighting),
        ("lipatan x ulangan / folds x repeats", f"{plan.folds} x {plan.repeats}"),
    )
    told = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts)
    return (
        f'<h1>Kartu model: {escape(model)} <span lang="en">Model card</span></h1>'
        f"<p>{escape(reference)} · sha256 {escape(survey.sha256[:16])}…</p>"
        f'<dl class="facts">{told}</dl>'
    )


def _headline(evaluation: Evaluation, model: str) -> str:
    figures = evaluation.figures[model]
    forty, severe = (100 * figures[k].value for k in ("exclusion_40", "severe_exclusion"))
    return _bilingual(
        f"Dari 100 keluarga yang sungguh termasuk 40 % termiskin, kuota 40 % menurut skor ini "
        f"meluputkan {comma(forty, 0)}; dari 100 keluarga sepersepuluh termiskin, "
        f"{comma(severe, 1)}. Desil yang dihitung adalah indikatif, bukan desil resmi.",
        f"Of 100 families truly among the poorest 40 %, a quota of 40 % by this score leaves out "
        f"{forty:.0f}; of 100 in the poorest tenth, {severe:.1f}. Its deciles are indicative, "
        "never the official ones.",
    )


def _errors(evaluation: Evaluation, model: str, words: Mapping[str, Sequence[str]]) -> str:
    shown = [model] if model == REFERENCE else [model, REFERENCE]
    rows = [(label(k, words), [(m, evaluation.figures[m][k]) for m in shown]) for k in _CHARTED]
    chart = legend(shown) + error_chart("galat menurut model", rows)
    return _figure("Galat sasaran, selang 95 %", "Targeting errors, 95 % intervals", chart)


def _reliability(evaluation: Evaluation, model: str) -> str:
    r = evaluation.reliability[model]
    table = reliability_table(r.told.tolist(), r.found.tolist(), r.households.tolist())
    inside = reliability_chart("peluang desil 1 sampai 4", r)
    inside += f"<details><summary>tabel / table</summary>{table}</details>"
    error = comma(evaluation.figures[model]["calibration_error"].value)
    return _figure(
        f"Peluang desil 1-4: yang disebut dan yang ternyata (galat {error})",
        "Probability of decile 1 to 4: told and found",
        inside,
    )


def _deciles(survey: Survey, evaluation: Evaluation, model: str) -> str:
    shares = decile_shares(survey.welfare, evaluation.predicted[model], survey.weight)
    return _figure(
        "Dari setiap desil sebenarnya (baris), persen di tiap desil skor",
        "Of each true decile (row), per cent in each decile by score",
        decile_chart("desil sebenarnya dan desil skor", shares),
    )


def decile_shares(welfare: Floats, predicted: Floats, weight: Floats) -> NDArray[np.float64]:
    """Of each true decile (row), the weighted share in each decile by score (column)."""
    true, score = (Places.of(v).standing(weight).deciles() - 1 for v in (welfare, predicted))
    held = np.bincount(true * 10 + score, weight, 100).reshape(10, 10)
    return np.asarray(held / np.maximum(held.sum(axis=1, keepdims=True), 1e-300))


def _choices(evaluation: Evaluation) -> str:
    if not evaluation.choices:
        return ""
    blends = sum(c.chosen != REFERENCE for c in evaluation.choices)
    names = evaluation.choices[0].weights
    mean = {n: float(np.mean([c.weights[n] for c in evaluation.choices])) for n in names}
    shares = ", ".join(f"{n} {comma(100 * w, 0)} %" for n, w in mean.items())
    return _section("Bagaimana model dipilih", "How the model was chosen") + _bilingual(
        f"Dalam {len(evaluation.choices)} lipatan, campuran dipilih {blends} kali dan ols "
        f"{len(evaluation.choices) - blends} kali: campuran hanya bila di dalam lipatan ia "
        f"mengalahkan ols lebih dari satu galat baku. Bobot campuran rata-rata: {shares}.",
        "A blend is chosen only where, within the fold, it beats OLS by more than one standard "
        "error; weights are learned within.",
    )


def _limits(survey: Survey, sentences: Sequence[Label]) -> str:
    told = "".join(_bilingual(one.id, one.en) for one in sentences)
    return _section("Batasnya", "Limits") + told + _notes(survey)


def _notes(survey: Survey) -> str:
    notes = [f"{reason}: {count} baris tidak dihitung" for reason, count in survey.left_out.items()]
    notes += [f"{name}: tidak dibaca, {reason}" for name, reason in survey.unused.items()]
    notes += list(survey.notes)
    notes += [
        f"{c.column}: {c.code} dihitung tidak diketahui ({c.rows} baris; {c.reason})"
        for c in survey.missing_codes
    ]
    notes += [
        "Galat dihitung terhadap pengeluaran yang dilaporkan, yang juga punya galat sendiri.",
        "Tingkat model bergeser (di Peru 7 % setahun): setel ulang pada survei baru.",
        "Hubungan, bukan sebab: mengubah jawaban tidak mengubah kesejahteraan.",
    ]
    told = "".join(f"<li>{escape(n)}</li>" for n in notes)
    return f'<ul class="notes">{told}</ul>'
