"""How the frozen formula came about: a regression on a pool of drawn attribute vectors.

Run `python -m desil.synthetic.welfare.fitting > src/desil/synthetic/welfare/formula.yaml` after a
change of attributes.yaml; the city itself only reads the result.
"""

from __future__ import annotations

import numpy as np
import yaml
from numpy.typing import NDArray

from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import Parameters, read_parameters
from desil.synthetic.rows import Rows
from desil.synthetic.welfare.attributes import KINDS_OF_HEAD, draw_vectors, read_attributes
from desil.synthetic.welfare.formula import EDUCATION_EQUALS
from desil.synthetic.welfare.scores import MICRO, cutoffs_of

FITTING_SEED = 20250917
VECTORS = 400_000
KIND_SHARES = (0.74, 0.11, 0.05, 0.10)
HEADER = """\
# The frozen means-test formula of the made-up city. Written by desil.synthetic.welfare.fitting.
# Points are whole micro log points (1e-6 of ln rupiah a head a month). The score of a family is
# the intercept plus the points of its facts; a fact that is absent counts 0. A score at a cut-off
# belongs to the lower decile. Facts: dictionary columns of the family, or derived from its members:
#   size            members listed, 10 stands for 10 and more
#   children_0_14   members of 0 to 14 completed years on the release date, 4 for 4 and more
#   aged_65         members of 65 and over, 2 for 2 and more
#   head_sex, head_age_band (1: under 25, 2: 25-44, 3: 45-64, 4: 65 and over)
#   head_education  highest_diploma of the head
#   head_work       work_status of the head, 0 where the head is not at work
#   floor_area_band floor_area_m2: 1: under 30, 2: 30-44, 3: 45-69, 4: 70-109, 5: 110 and more
"""


def fit_formula(parameters: Parameters, vectors: int = VECTORS) -> dict[str, object]:
    """The declaration of the formula: the regression of the factor on all attributes, scaled."""
    rng = stream_of(FITTING_SEED, "fitting")
    counts = [int(vectors * share) for share in KIND_SHARES]
    factors = [rng.standard_normal(n, dtype=np.float32) for n in counts]
    parts = [draw_vectors(f, k, rng) for f, k in zip(factors, KINDS_OF_HEAD, strict=True)]
    pool = parts[0]
    for part in parts[1:]:
        pool = pool.followed_by(part)
    weights, names, predicted = _regression(pool, np.concatenate(factors))
    scale = parameters.number("scores.city_sd") * parameters.number("scores.spread")
    scale /= float(predicted.std())
    mean = parameters.number("scores.centre")
    mean += parameters.number("scores.spread") * parameters.number("scores.city_mean")
    points: dict[str, dict[int, int]] = {}
    for (name, code), weight in zip(names, weights, strict=True):
        points.setdefault(name, {})[code] = round(weight * scale * MICRO)
    intercept = round((mean - scale * float(predicted.mean())) * MICRO)
    return _declaration(parameters, intercept, points)


def _regression(
    pool: Rows, factor: NDArray[np.float32]
) -> tuple[NDArray[np.float64], list[tuple[str, int]], NDArray[np.float64]]:
    """Weights per (fact, code), by least squares; the most frequent code of a fact weighs 0."""
    names, columns, bases = [], [], []
    for name, values in pool.columns.items():
        codes, counts = np.unique(values[values >= 0], return_counts=True)
        base = codes[np.argmax(counts)]
        bases.append((name, int(base)))
        for code in codes[codes != base]:
            names.append((name, int(code)))
            columns.append((values == code).astype(np.float64))
    design = np.column_stack([np.ones(len(factor)), *columns])
    gram = design.T @ design + np.diag([0.0, *([8.0] * len(columns))])
    weights = np.linalg.solve(gram, design.T @ factor.astype(np.float64))
    zeros = np.zeros(len(bases))
    predicted = design[:, 1:] @ weights[1:]
    return np.concatenate([weights[1:], zeros]), names + bases, predicted


def _declaration(
    parameters: Parameters, intercept: int, points: dict[str, dict[int, int]]
) -> dict[str, object]:
    """The formula as formula.yaml has it, composition and equal diplomas included."""
    composition = read_attributes()["composition"]
    for name, table in composition.items():
        points[name] = {int(c): round(v * MICRO) for c, v in table.items()}
    education = points["head_education"]
    education.update({code: education[same] for code, same in EDUCATION_EQUALS.items()})
    points["head_work"].setdefault(6, points["head_work"][7])
    points["head_work"].setdefault(8, points["head_work"][0])
    member_facts = {*composition, "head_education", "head_work"}
    mean, sd = parameters.number("scores.province_mean"), parameters.number("scores.province_sd")
    return {
        "name": "kota-bekasi-sintetis-1",
        "unit": "micro log points",
        "missing": "counts_zero",
        "intercept": intercept,
        "cutoffs": {
            "national": [int(c) for c in cutoffs_of(parameters)],
            "province": [int(c) for c in cutoffs_of(parameters, mean, sd)],
        },
        "facts": {
            name: {
                "of": "members" if name in member_facts else "family",
                "points": dict(sorted(table.items())),
            }
            for name, table in points.items()
        },
    }


def main() -> None:
    """Print the declaration."""
    tree = fit_formula(read_parameters())
    print(HEADER + yaml.safe_dump(tree, sort_keys=False), end="")


if __name__ == "__main__":
    main()
