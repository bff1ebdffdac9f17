"""`desil ranking visits` and `visits-found`: a plan of visits within a budget, and its outcome."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from polars.exceptions import PolarsError

from desil.cli.answer import out, show_facts, show_json, show_table
from desil.cli.office.looks import record_look
from desil.cli.options import DEFAULT_HOME, AsJson, Home
from desil.cli.ranking.models import Run, run_of
from desil.engine.database import open_database
from desil.engine.private_files import make_private_file
from desil.engine.store import Store
from desil.errors import NotFound, UsageFault
from desil.ranking.formula.model import Model
from desil.ranking.visits.expected import Expected
from desil.ranking.visits.measuring import measure
from desil.ranking.visits.planning import Budget, families_of, plan_visits, villages_in
from desil.ranking.worklists.listing import open_run

Area = Annotated[str, typer.Option(help="Awal kode BPS: 7 digit kecamatan, 10 digit kelurahan.")]
Right = Annotated[
    float, typer.Option(min=0.5, max=1.0, help="Peluang kunjungan menemukan sisi yang benar.")
]
_PLAN = {"family_number": pl.String, "village_code": pl.String, "rw": pl.String, "rt": pl.String}


def _survey_rows(model: Model) -> int:
    told = model.fitted_on.get("level_rows") or model.fitted_on.get("rows") or 0
    return int(told) if isinstance(told, int) else 0


def _budget(file: Path | None, per_month: int, months: int, villages: list[str]) -> Budget:
    """The budget of a CSV (`village_code`, `per_month`), or the same one for every kelurahan."""
    if file is None:
        return Budget(dict.fromkeys(villages, per_month), months)
    rows = _table(file, {"village_code": pl.String, "per_month": pl.Int64})
    if rows["village_code"].n_unique() < len(rows) or rows["per_month"].min() is None:
        raise UsageFault(
            "{name}: sebuah kelurahan ada dua kali, atau anggarannya kosong.",
            hint="Satu baris satu kelurahan: village_code,per_month",
            name=file.name,
        )
    given = dict(rows.select("village_code", "per_month").iter_rows())
    return Budget({v: given.get(v, 0) for v in villages}, months)


def _table(file: Path, kinds: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    if not file.is_file():
        raise NotFound("Tidak ada berkas {file}.", hint="Periksa nama dan foldernya.", file=file)
    try:
        rows = pl.read_csv(file, schema_overrides=kinds)
    except (PolarsError, ValueError) as fault:
        said = str(fault).splitlines()[0]
        raise UsageFault(
            "{name} tidak dapat dibaca: {reason}", hint="CSV berkoma.", name=file.name, reason=said
        ) from fault
    if lacking := [name for name in kinds if name not in rows.columns]:
        raise UsageFault(
            "{name}: tidak ada kolom {lacking}.",
            hint="Kolom: {kinds}",
            name=file.name,
            lacking=", ".join(lacking),
            kinds=", ".join(kinds),
        )
    return rows


def _keep(rows: pl.DataFrame, path: Path, home: Path, run: str) -> None:
    """Write the rows of families, after the log has whom they name."""
    record_look(home, "WORKLIST_EXPORT", "worklist", "visits", families=rows["family_number"],
                payload={"run": run, "rows": len(rows)})  # fmt: skip
    with make_private_file(path).open("wb") as sink:
        sink.truncate()
        rows.write_csv(sink)


def _said(expected: Expected) -> str:
    return f"{expected.value:.3f} ({expected.low:.3f} … {expected.high:.3f})"


def visits(
    months: Annotated[int, typer.Option(min=1, max=24, help="Banyaknya bulan.")] = 3,
    per_month: Annotated[
        int, typer.Option("--per-month", min=1, help="Kunjungan sebulan tiap kelurahan.")
    ] = 40,
    budget: Annotated[
        Path | None, typer.Option(help="CSV village_code,per_month; mengganti --per-month.")
    ] = None,
    area: Area = "",
    right: Right = 1.0,
    save: Annotated[
        Path | None, typer.Option("--csv", help="Simpan rencana dengan nomor KK (data pribadi).")
    ] = None,
    run: Run = "",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Rencana kunjungan: siapa, bulan apa, urut rute, dan galat yang diharapkan sesudahnya."""
    store = Store(home)
    folder, model = run_of(store, run)
    with open_database(store.engine_settings()) as database:
        villages = villages_in(database, folder, area)
        plan = plan_visits(
            database, folder, _budget(budget, per_month, months, villages),
            area=area, right=right, survey_rows=_survey_rows(model),
        )  # fmt: skip
    if save is not None:
        _keep(plan.visits, save, home, folder.name)
    counts = (
        plan.visits.group_by("village_code", "month")
        .agg(visits=pl.len(), rw=pl.col("rw").n_unique())
        .sort("village_code", "month")
    )
    if as_json:
        show_json(
            {
                "families": plan.families, "visits": len(plan.visits),
                "before": asdict(plan.before), "after": asdict(plan.after),
                "is_calibrated": model.residuals is not None,
                "months": counts.to_dicts(),
            }
        )  # fmt: skip
        return
    show_table(
        f"Rencana: {len(plan.visits)} kunjungan", ("kelurahan", "bulan", "kunjungan", "RW"),
        counts.iter_rows(), numeric={1, 2, 3},
    )  # fmt: skip
    show_facts(
        {
            "keluarga": plan.families,
            "luput 40 % sekarang, harapan": _said(plan.before),
            "luput 40 % sesudah kunjungan, harapan": _said(plan.after),
        }
    )
    if model.residuals is None:
        out.print(
            "Perhatikan: peluang model ini dari sebaran galat yang diandaikan, bukan dari survei. "
            "Galat harapan di atas dapat jauh dari yang sebenarnya."
        )
    if save is not None:
        out.print(f"Rencana disimpan di {save}. Berisi data pribadi.")


def visits_found(
    plan: Annotated[Path, typer.Argument(metavar="RENCANA", help="CSV dari desil ranking visits.")],
    found: Annotated[
        Path, typer.Argument(metavar="HASIL", help="CSV family_number,desil_1_4 (1 atau 0).")
    ],
    area: Area = "",
    right: Right = 1.0,
    save: Annotated[
        Path | None,
        typer.Option("--csv", help="Simpan urutan sesudah kunjungan dengan nomor KK."),
    ] = None,
    run: Run = "",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Ukur sebuah rencana terhadap yang ditemukan kunjungan: peluang, sisi, dan galat sekarang."""
    store = Store(home)
    folder, model = run_of(store, run)
    planned = _table(plan, {**_PLAN, "desil_1_4_ppm": pl.Int64})
    outcome = _table(found, {"family_number": pl.String, "desil_1_4": pl.Int64})
    if not set(outcome["desil_1_4"].drop_nulls().unique()) <= {0, 1}:
        raise UsageFault(
            "{name}: desil_1_4 harus 1 atau 0.", hint="Kosong: tidak ditemui.", name=found.name
        )
    with open_database(store.engine_settings()) as database:
        open_run(database, folder, area)
        families, numbers = families_of(database)
    told = measure(
        planned, outcome.select("family_number", "desil_1_4"), families, numbers,
        right=right, survey_rows=_survey_rows(model),
    )  # fmt: skip
    if save is not None:
        _keep(told.order.cast({pl.Boolean: pl.Int8}), save, home, folder.name)
    if as_json:
        show_json({name: value for name, value in asdict(told).items() if name != "order"})
        return
    show_facts(
        {
            "kunjungan": f"{told.done} dari {told.planned}",
            "bagian desil 1-4 menurut peluang": f"{told.expected_share:.3f} "
            f"({told.expected_low:.3f} … {told.expected_high:.3f})",
            "bagian desil 1-4 yang ditemukan": f"{told.found_share:.3f}",
            "berpindah sisi": told.moved,
            "luput 40 % sebelum, harapan": _said(told.before),
            "luput 40 % sekarang, harapan": _said(told.now),
        }
    )
    rows = [(f"{a:.2f}", f"{b:.2f}", n) for a, b, n in told.bins]
    show_table("Peluang dan temuan", ("disebut", "ditemukan", "kunjungan"), rows, numeric={0, 1, 2})
    if not told.expected_low <= told.found_share <= told.expected_high:
        out.print("Perhatikan: temuan di luar selang; peluang model tidak cocok di sini.")
    if save is not None:
        out.print(f"Urutan disimpan di {save}. Berisi data pribadi.")
