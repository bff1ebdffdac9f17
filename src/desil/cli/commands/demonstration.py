"""`desil demo`: the main job from end to end, on a made-up city."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import pyarrow.parquet as pq
import typer

from desil.cli.answer import number, out, show_table
from desil.cli.commands.publication import recording_of, show_publication
from desil.cli.commands.recap import counted, show_recap
from desil.cli.deliveries.delivery_standing import require_counting
from desil.cli.office.demo_cases import make_demo_cases
from desil.cli.office.model_approval import approve_signed
from desil.cli.office.server import run_server
from desil.cli.office.users import show_demo_users
from desil.cli.options import (
    DEFAULT_MEMORY,
    DEFAULT_THREADS,
    Memory,
    Quiet,
    Threads,
    now,
    operator,
    progress_for,
)
from desil.cli.programmes.demo_lists import make_demo_lists, propose_demo_lists
from desil.cli.register import held_register
from desil.dictionary.standing import DECILE_NUMBERS
from desil.engine.database import open_database
from desil.engine.durable import folder_made_whole, write_text_whole
from desil.engine.private_files import make_home
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.errors import Conflict
from desil.intake.delivery import Delivery
from desil.pipeline import RunReport, code_version, make_run
from desil.plausibility.hand_in import Handover, hand_in_delivery
from desil.publication.action import publish
from desil.ranking.activation.model_store import active_version, model_of, propose
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.models.signs import read_signs
from desil.ranking.survey.roles import Roles
from desil.ranking.worklists.listing import indicative_counts
from desil.register.names import AreaLevel
from desil.surveys.reading import read_survey
from desil.synthetic.city import make_city

DEMO_HOME = Path("desil-demo")
_MARK = "demo.json"
_COMPLETE = "demo-complete.json"  # the version of the code that has made all of it
FORMULA = "formula_sintetis.yaml"
_FEWEST_HOUSEHOLDS = 1_000  # below this a survey tells little of 33 facts


@dataclass(frozen=True, slots=True)
class _Demonstration:
    """What a demonstration works with."""

    store: Store
    settings: EngineSettings
    progress: Progress
    scale: float
    seed: int
    releases: int
    with_cases: bool

    @property
    def is_complete(self) -> bool:
        """Whether this version of the code has made all of it before."""
        mark = self.store.home / _COMPLETE
        return mark.is_file() and mark.read_text(encoding="utf-8") == self.completed

    @property
    def completed(self) -> str:
        """What the mark of a complete demonstration says."""
        return json.dumps({"code": code_version(), "cases": self.with_cases})

    @property
    def recipe(self) -> str:
        return json.dumps({"scale": self.scale, "seed": self.seed, "releases": self.releases})

    @property
    def city(self) -> Path:
        return self.store.home / "kota-buatan"


def _claim_home(demonstration: _Demonstration) -> None:
    """Keep made-up people out of a home with real ones, and two made-up cities apart."""
    home, mark = demonstration.store.home, demonstration.store.home / _MARK
    if mark.is_file() and mark.read_text(encoding="utf-8") != demonstration.recipe:
        raise Conflict(
            "{home} sudah berisi kota buatan yang lain: {mark}.",
            hint="Hapus folder {home}, atau pilih --home yang lain.",
            home=home,
            mark=mark.read_text(encoding="utf-8"),
        )
    if not mark.is_file() and demonstration.store.deliveries.exists():
        raise Conflict(
            "{home} sudah berisi kiriman yang bukan kota buatan.",
            hint="Pilih --home yang lain.",
            home=home,
        )
    make_home(home)
    write_text_whole(mark, demonstration.recipe)


def _make_city(demonstration: _Demonstration) -> None:
    if demonstration.city.is_dir():
        out.print(f"Kota buatan sudah ada di {demonstration.city}.")
        return
    with folder_made_whole(demonstration.city) as folder:
        make_city(
            folder,
            scale=demonstration.scale,
            seed=demonstration.seed,
            releases=demonstration.releases,
            progress=demonstration.progress,
        )


def _take_in_all(demonstration: _Demonstration) -> None:
    index = demonstration.city / "deliveries" / "index.json"
    taken: list[Delivery] = []
    for entry in json.loads(index.read_text(encoding="utf-8")):
        handed = hand_in_delivery(
            demonstration.store,
            entry["source"],
            [index.parent / name for name in entry["files"]],
            Handover(operator(), now()),
            reference_date=date.fromisoformat(entry["date"]),
            settings=demonstration.settings,
            progress=demonstration.progress,
        )
        require_counting(handed, handed.standing)
        taken.append(handed.delivery)
    show_table(
        "Kiriman: dibaca = diterima + dikarantina",
        ("kiriman", "satuan", "dibaca", "diterima", "dikarantina"),
        [
            (delivery.id, unit, count.read, count.accepted, count.quarantined)
            for delivery in taken
            for unit, count in delivery.units.items()
        ],
        numeric={2, 3, 4},
    )


def _fitted_model(demonstration: _Demonstration) -> Path | None:
    """A model fitted on the city's household survey; None where the survey is too small for it."""
    (file,) = (demonstration.city / "deliveries" / "survei").glob("*/*.parquet")
    if pq.read_metadata(file).num_rows < _FEWEST_HOUSEHOLDS:
        return None
    folder = demonstration.store.home / "model-survei"
    if not folder.is_dir():
        roles = Roles(
            "pengeluaran_per_kapita",
            "penimbang",
            "klaster",
            "strata",
            "id_ruta",
            register_facts=True,
        )
        survey = read_survey(file, roles)
        signs = read_signs(None, roles, survey)
        recipe = Recipe("kota-bekasi-survei", "ols", 0, signs, file.name, True, None)
        fit_model(survey, recipe, folder, demonstration.progress)
    return folder


def _put_model_to_use(demonstration: _Demonstration) -> None:
    """Propose and approve a model, by two made-up officials: fitted on the city's survey, or the
    city's own formula where the survey is too small."""
    home = demonstration.store.home
    fitted = _fitted_model(demonstration)
    model = propose(
        home,
        fitted or demonstration.city / "truth" / FORMULA,
        by="analis-demo",
        at=now(),
        anchored=fitted is not None,
    )
    if active_version(home) != model.version:  # a second time, the city has officials of its own
        approve_signed(home, model.version, by="kepala-demo", at=now())


def _show_indicative(demonstration: _Demonstration, run: RunReport) -> None:
    """Families by our own estimate, kept apart from the official deciles."""
    model = model_of(demonstration.store.home, run.manifest.recipe.parameters["model"])
    with open_database(demonstration.settings) as database:
        counts = indicative_counts(database, run.folder)
    show_table(
        f"Desil indikatif rilis terbaru, taksiran model {model.name} (bukan desil resmi)",
        ("", *map(str, DECILE_NUMBERS), "belum", "terlalu dekat batas"),
        [("KK", *(number(count) for count in counts))],
        numeric=set(range(1, 13)),
    )


def _run_and_publish(demonstration: _Demonstration) -> None:
    run = make_run(
        demonstration.store,
        at=now(),
        settings=demonstration.settings,
        progress=demonstration.progress,
    )
    with held_register(demonstration.store.home, "demo") as register:
        report = publish(
            run.folder,
            url=register.url,
            by=operator(),
            at=now(),
            progress=demonstration.progress,
            recording=recording_of(demonstration.store.home),
        )
        show_publication(report)
        _show_indicative(demonstration, run)
        dates = _release_dates(demonstration)
        make_demo_lists(
            demonstration.store,
            run.folder,
            register.url,
            scale=demonstration.scale,
            released=dates[-1],
            at=now(),
            settings=demonstration.settings,
            progress=demonstration.progress,
        )
        made = show_demo_users(demonstration.store.home)
        propose_demo_lists(demonstration.store.home, made)
        if demonstration.with_cases:
            make_demo_cases(demonstration.store, made, demonstration.progress)
    write_text_whole(demonstration.store.home / _COMPLETE, demonstration.completed)


def _show_accounts(demonstration: _Demonstration) -> None:
    """New passwords for a city that is complete already."""
    out.print(f"Kota buatan di {demonstration.store.home} sudah lengkap: tidak ada yang diubah.")
    with held_register(demonstration.store.home, "demo"):
        show_demo_users(demonstration.store.home)


def _release_dates(demonstration: _Demonstration) -> list[date]:
    """The dates of the city's releases, oldest first."""
    index = demonstration.city / "deliveries" / "index.json"
    listed = json.loads(index.read_text(encoding="utf-8"))
    return [date.fromisoformat(e["date"]) for e in listed if e["source"] == "dtsen"]


def demo(
    scale: Annotated[float, typer.Option(help="Bagian dari kota: 1 penuh, 0.02 untuk coba.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Benih kota buatan.")] = 7,
    releases: Annotated[int, typer.Option(help="Banyaknya rilis triwulanan.")] = 3,
    home: Annotated[Path, typer.Option("--home", help="Folder data demo.")] = DEMO_HOME,
    serve: Annotated[bool, typer.Option(help="Layani di http://localhost:8000 sesudahnya.")] = True,
    port: Annotated[int, typer.Option(help="Port untuk melayani.")] = 8000,
    cases: Annotated[bool, typer.Option(help="Permohonan contoh di setiap langkah.")] = True,
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
    quiet: Quiet = False,
) -> None:
    """Seluruh pekerjaan pada kota buatan: buat, terima, susun, terbitkan, layani."""
    store = Store(home)
    demonstration = _Demonstration(
        store,
        store.engine_settings(memory_limit=memory, threads=threads),
        progress_for(quiet=quiet),
        scale,
        seed,
        releases,
        cases,
    )
    _claim_home(demonstration)
    with store.sole_writer():
        if demonstration.is_complete:
            _show_accounts(demonstration)
        else:
            _make_city(demonstration)
            _take_in_all(demonstration)
            _put_model_to_use(demonstration)
            _run_and_publish(demonstration)
    dates = _release_dates(demonstration)
    for released in dict.fromkeys((dates[0], dates[-1])):
        show_recap(*counted(home, AreaLevel.CITY, released, afresh=True))
    out.print("\nSemua orang di sini dibuat-buat.")
    if serve:
        run_server(home, port=port)
