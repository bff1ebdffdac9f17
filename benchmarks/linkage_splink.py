"""Plain Splink on all records with its usual settings: DTKS to the release.

The comparisons that Splink's documentation recommends for names, birth dates, identity numbers and
places; its usual training; links at probability .95, the best for each record. How much it
finds and how long it takes hangs on the blocking rules, so that it runs with few and with many.
"""

from __future__ import annotations

import sys
from pathlib import Path

import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.plausibility.run_inputs import release_deliveries, source_deliveries

_COLUMNS = "name, cast(birth_date as varchar) as birth_date, sex, nik, family_number, village_code"

_FEW = (("nik",), ("name", "birth_date"), ("birth_date", "village_code"))
_MANY = (*_FEW, ("name", "village_code"), ("family_number",))


def _settings(rules: tuple[tuple[str, ...], ...]) -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        unique_id_column_name="record_id",
        source_dataset_column_name="side",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        comparisons=[
            cl.NameComparison("name"),
            cl.DateOfBirthComparison("birth_date", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.DamerauLevenshteinAtThresholds("nik", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("family_number", [1, 2]),
            cl.ExactMatch("village_code").configure(term_frequency_adjustments=True),
        ],
        retain_matching_columns=False,
    )


def main(home: str, out: str, rules: str) -> None:
    """Link and write `out`: record_id and nik of the best pair of each record."""
    store = Store(Path(home))
    dtks = next(d for d in source_deliveries(store) if d.source == "dtks")
    release = release_deliveries(store)[0]
    with open_database(EngineSettings(store.spill, memory_limit="8GB")) as database:
        database.execute(
            f"create table listed as select dtks_id as record_id, 'listed' as side, {_COLUMNS}"
            f" from '{dtks.folder / 'person.parquet'}'"
        )
        database.execute(
            f"create table register as select nik as record_id, 'register' as side, {_COLUMNS}"
            f" from '{release.person_file}' inner join"
            f" (select family_number, village_code from '{release.family_file}')"
            " using (family_number)"
        )
        api = DuckDBAPI(database)
        linker = Linker(
            [api.register("listed"), api.register("register")],
            _settings(_MANY if rules == "many" else _FEW),
            log_level=40,
        )
        sure = [block_on("nik"), block_on("name", "birth_date", "village_code")]
        linker.training.estimate_probability_two_random_records_match(sure, recall=0.9)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for rule in (block_on("nik"), block_on("name", "birth_date")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        predicted = linker.inference.predict(threshold_match_probability=0.95)
        predicted.as_duckdbpyrelation().create_view("predicted")
        database.execute(
            "copy (select record_id_l as record_id, arg_max(record_id_r, match_weight) as nik"
            " from predicted group by record_id_l) to $path (format parquet)",
            {"path": out},
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
