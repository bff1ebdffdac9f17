"""Many made-up families with every kind of answer: exact, coarse, never seen, and none."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from desil.dictionary.results import FAMILY_FACTS
from desil.ranking.facts.catalogue import KNOWN_FACTS
from desil.ranking.formula.model import Model
from desil.ranking.formula.reading import model_from
from tests.numbers_of_people import card_number

_PLACES = ("family_number", "province_code", "city_code", "village_code", "rw", "counted_size")


def formula_tree() -> dict[str, object]:
    """The declaration of the made-up city's formula."""
    text = files("desil.synthetic.welfare").joinpath("formula.yaml").read_text(encoding="utf-8")
    tree: dict[str, object] = yaml.safe_load(text)
    return tree


def open_model(**changes: object) -> Model:
    """The city's formula without cut-offs, where what is not known counts its expected points."""
    tree = formula_tree() | {"missing": "expected", "cutoffs": {}} | changes
    return model_from(tree, version="uji")


def write_families(file: Path, count: int, seed: int = 1) -> pa.Table:
    """`count` families' facts in a Parquet file, a tenth of the answers missing."""
    rng = np.random.default_rng(seed)
    columns: dict[str, pa.Array] = {
        "family_number": pa.array([card_number(n + 1) for n in range(count)]),
        "province_code": pa.array(np.where(rng.random(count) < 0.7, "32", "31")),
        "village_code": pa.array(["3275010009"] * count),
        "rw": pa.array(["001"] * count),
        "counted_size": pa.array(rng.integers(0, 9, count), pa.int32()),
    }
    columns["city_code"] = pa.array(
        [f"{p.as_py()}75" for p in columns["province_code"]], pa.string()
    )
    for field in FAMILY_FACTS.schema:
        if field.name in _PLACES:
            continue
        codes = KNOWN_FACTS[field.name].codes
        answers = rng.choice(codes.stored_values if codes else np.arange(0, 200), count)
        missing = rng.random(count) < 0.1
        columns[field.name] = pa.array(answers, field.type, mask=missing)
    table = pa.table({f.name: columns[f.name].cast(f.type) for f in FAMILY_FACTS.schema})
    pq.write_table(table, file)
    return table
