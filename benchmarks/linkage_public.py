"""`python -m benchmarks.linkage_public`: the linkage of labelled files beside Splink and ECM.

Each method sees the same columns and no labels. Splink: the comparisons, the training and the
threshold (.95) that its documentation recommends, with the nine blocking rules of an analyst's
first try: with more rules it finds more. ECM: the unsupervised classifier of
`recordlinkage`, on the pairs that Splink's rules block. Where two files hold each person once,
desil links one to one. Writes docs/benchmarks-linkage-public.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import recordlinkage
import splink.comparison_library as cl
import typer
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.comparison_creator import ComparisonCreator

from benchmarks.public_files import PublicFile, public_files
from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from desil.linkage.accuracy import Accuracy, accuracy_of_clusters, accuracy_of_pairs
from desil.linkage.evaluation import evaluate
from desil.linkage.evidence import Pairs
from desil.linkage.fields import Field, FieldKind, fields_of
from desil.linkage.labelled import Labelled, read_labelled
from desil.linkage.links import clusters_of

_REPORT = Path("docs/benchmarks-linkage-public.md")
_MEMORY = "6GB"
_NAMES = {FieldKind.GIVEN_NAME, FieldKind.SURNAME, FieldKind.NAME}
_PROBABILITY = 0.95
Method = Callable[[PublicFile, EngineSettings], tuple[Accuracy, Accuracy]]


def _desil(file: PublicFile, settings: EngineSettings) -> tuple[Accuracy, Accuracy]:
    told = evaluate(file.files, file.truth, fields_of(file.mapping), settings)
    return told.pairs, told.clusters


def _comparison(field: Field) -> ComparisonCreator:
    if field.kind in _NAMES:
        return cl.NameComparison(field.name)
    if field.kind is FieldKind.BIRTH_DATE:
        return cl.DateOfBirthComparison(field.name, input_is_string=True, datetime_format="%Y%m%d")
    if field.kind in {FieldKind.ADDRESS, FieldKind.PLACE, FieldKind.OTHER}:
        return cl.JaroWinklerAtThresholds(field.name).configure(term_frequency_adjustments=True)
    return cl.DamerauLevenshteinAtThresholds(field.name, [1, 2])


def _rules(fields: Sequence[Field]) -> list[tuple[str, ...]]:
    """The blocking that an analyst begins with: pairs of names, date, number, address."""
    names = {f.name for f in fields}
    wanted = (
        ("given_name", "surname"), ("given_name", "birth_date"), ("surname", "birth_date"),
        ("birth_date", "place"), ("id_number",), ("address", "house_number"),
        ("given_name", "postcode"), ("surname", "postcode"), ("given_name", "address"),
    )  # fmt: skip
    return [rule for rule in wanted if set(rule) <= names]


def _splink(file: PublicFile, settings: EngineSettings) -> tuple[Accuracy, Accuracy]:
    fields = fields_of(file.mapping)
    rules = _rules(fields)
    with open_database(settings) as database:
        told = read_labelled(database, file.files, file.truth, fields)
        made = SettingsCreator(
            link_type="link_only" if len(file.files) > 1 else "dedupe_only",
            unique_id_column_name="record_number",
            source_dataset_column_name="source_dataset",
            blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
            comparisons=[_comparison(f) for f in fields],
        )
        api = DuckDBAPI(database)
        tables = [api.register(database.table(t).to_arrow_table()) for t in told.tables]
        linker = Linker(tables if len(tables) > 1 else tables[0], made, log_level=40)
        linker.training.estimate_probability_two_random_records_match(
            [block_on(*rule) for rule in rules[:2]], recall=0.7
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for rule in rules[:3]:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
        predicted = linker.inference.predict(threshold_match_probability=_PROBABILITY)
        found = predicted.as_duckdbpyrelation().project(
            "least(record_number_l, record_number_r) as l,"
            " greatest(record_number_l, record_number_r) as r, match_weight as w"
        ).order("l, r").fetchnumpy()  # fmt: skip
    return _measured(Pairs(*(np.asarray(found[c]) for c in "lrw")), told)


def _ecm(file: PublicFile, settings: EngineSettings) -> tuple[Accuracy, Accuracy]:
    fields = fields_of(file.mapping)
    with open_database(settings) as database:
        told = read_labelled(database, file.files, file.truth, fields)
        tables = [database.table(t).df().set_index("record_number") for t in told.tables]
    index = recordlinkage.Index()
    for rule in _rules(fields):
        index.block(list(rule))
    pairs = index.index(*tables)
    compare = recordlinkage.Compare()
    for field in fields:
        compare.string(field.name, field.name, method="jarowinkler", threshold=0.85)
    linked = recordlinkage.ECMClassifier().fit_predict(compare.compute(pairs, *tables))
    listed = np.sort(np.array(linked.to_frame(index=False), np.int64), axis=1)
    return _measured(Pairs(listed[:, 0], listed[:, 1], np.zeros(len(listed))), told)


def _measured(linked: Pairs, told: Labelled) -> tuple[Accuracy, Accuracy]:
    cluster = clusters_of(linked, told.records).astype(np.int64)
    return (
        accuracy_of_pairs(linked.left, linked.right, told.person, told.side),
        accuracy_of_clusters(cluster, told.person, told.side),
    )


METHODS: dict[str, Method] = {"desil": _desil, "Splink": _splink, "ECM": _ecm}


def _row(file: PublicFile, method: str, settings: EngineSettings) -> list[str]:
    start, processor = time.perf_counter(), time.process_time()
    try:
        pairs, clusters = METHODS[method](file, settings)
    except Exception as fault:  # a peer that gives up on a file is a result too
        return [file.name, method, f"gives up: {type(fault).__name__}", *[""] * 6]
    seconds = time.perf_counter() - start
    return [
        file.name, method, f"{pairs.precision:.4f}", f"{pairs.recall:.4f}", f"{pairs.f1:.4f}",
        f"{pairs.f1_low:.4f} to {pairs.f1_high:.4f}", f"{clusters.f1:.4f}", f"{seconds:.1f}",
        f"{time.process_time() - processor:.1f}",
    ]  # fmt: skip


def main(historical: Path | None = None) -> None:
    """Measure every file and write the report."""
    heading = ["file", "method", "precision", "recall", "F1", "95 %", "F1 of clusters", "seconds",
               "CPU seconds"]  # fmt: skip
    rows = []
    with TemporaryDirectory() as made:
        settings = EngineSettings(Path(made) / "spill", memory_limit=_MEMORY)
        for file in public_files(Path(made), historical):
            for method in METHODS:
                rows.append(_row(file, method, settings))
                print(" | ".join(rows[-1]), flush=True)
    told = (__doc__ or "").split("\n\n", 1)[1].strip()
    lines = [f"| {' | '.join(heading)} |", f"|{'---|' * len(heading)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    _REPORT.write_text("\n".join(["# Linkage of public labelled files", "", told, "", *lines, ""]))


if __name__ == "__main__":
    typer.run(main)
