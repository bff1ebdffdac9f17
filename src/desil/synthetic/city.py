"""The whole made-up city: releases, the lists that its sources would send, and the truth."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desil.engine.progress import Progress
from desil.errors import UsageFault
from desil.synthetic.change.events import Events
from desil.synthetic.change.quarter import STEPS as STEPS_OF_QUARTER
from desil.synthetic.change.quarter import next_quarter
from desil.synthetic.founding import STEPS as STEPS_OF_FOUNDING
from desil.synthetic.founding import first_population
from desil.synthetic.parameters import PLAIN, Parameters, dirt_profiles, read_parameters
from desil.synthetic.population import Population
from desil.synthetic.population_order import in_order
from desil.synthetic.release import write_release
from desil.synthetic.report import CityReport, report_of
from desil.synthetic.sources.all_sources import SOURCE_WRITERS
from desil.synthetic.sources.sending import sending_of
from desil.synthetic.standing import Standing, standing_of
from desil.synthetic.truth import write_formula, write_parquet, write_population
from desil.synthetic.welfare.deck import Deck, make_deck
from desil.synthetic.welfare.formula import Formula, read_formula

README = """\
SEMUA DATA DI SINI REKAAN. EVERYTHING HERE IS MADE UP.

Dibuat oleh `desil synthetic`. Tidak ada baris yang menggambarkan orang sungguhan: nomor urut NIK
dan KK hanya 8001-9999, nama dirangkai secara acak, angka kelurahan bukan keadaan sebenarnya.

deliveries/index.json   kiriman menurut urutan datang
deliveries/<sumber>/    berkas seperti yang dikirim tiap sumber
truth/                  kebenaran, untuk mengukur; jangan dipakai sebagai masukan
"""
SMALLEST, LARGEST = 0.0005, 1.0


@dataclass(frozen=True, slots=True)
class _Delivery:
    source: str
    on: date
    files: tuple[Path, ...]


def make_city(
    out: Path,
    *,
    scale: float = 1.0,
    seed: int = 7,
    releases: int = 3,
    dirt: str = PLAIN,
    progress: Progress,
) -> CityReport:
    """Writes deliveries/, truth/ and README.txt below `out`; says what is in the first release.

    The same scale, seed, number of releases and dirt profile give the same bytes.
    """
    parameters = _parameters_of(dirt)
    dates = _release_dates(parameters, scale, releases)
    formula = read_formula()
    truth = out / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    (out / "README.txt").write_text(README, encoding="utf-8")
    write_formula(truth)
    with progress.stage("Kota: keluarga dan penduduk", STEPS_OF_FOUNDING + 2, "langkah") as stage:
        decks = make_deck(formula, seed)
        population = in_order(
            first_population(
                parameters, formula, decks, scale=scale, seed=seed, on=dates[0], stage=stage
            )
        )
        stage.advance(1)
        standing = standing_of(population, formula)
        stage.advance(1)
    report = report_of(parameters, population, standing, scale)
    sent = _send_sources(out, parameters, population, standing, seed, progress)
    sent.append(_release(out, parameters, population, standing, progress))
    for on in dates[1:]:
        population, standing = _advance(
            truth, parameters, formula, decks, population, on, seed, progress
        )
        sent.append(_release(out, parameters, population, standing, progress))
    _write_index(out, sent)
    return report


def _parameters_of(dirt: str) -> Parameters:
    """The parameters of a dirt profile; UsageFault where there is no such profile."""
    profiles = dirt_profiles()
    if dirt not in profiles:
        raise UsageFault(
            "Tidak ada profil kekotoran '{dirt}'.",
            hint="Pilih: {profiles}.",
            dirt=dirt,
            profiles=", ".join(profiles),
        )
    return read_parameters(dirt)


def _release_dates(parameters: Parameters, scale: float, releases: int) -> list[date]:
    """The dates of the releases; quarters follow where more are asked than the parameters name."""
    if not SMALLEST <= scale <= LARGEST:
        raise UsageFault(
            "Skala {scale} tidak dapat dipakai.",
            hint="Skala antara {smallest} dan {largest}; 1 adalah kota penuh.",
            scale=scale,
            smallest=SMALLEST,
            largest=LARGEST,
        )
    if not 1 <= releases <= 40:
        raise UsageFault(
            "Jumlah rilis {releases} tidak dapat dipakai.",
            hint="Antara 1 dan 40.",
            releases=releases,
        )
    dates: list[date] = list(parameters.value("dates.releases"))
    while len(dates) < releases:
        months = dates[-1].month + 3
        dates.append(date(dates[-1].year + (months > 12), (months - 1) % 12 + 1, 17))
    return dates[:releases]


def _release(
    out: Path,
    parameters: Parameters,
    population: Population,
    standing: Standing,
    progress: Progress,
) -> _Delivery:
    day = population.on
    folder = out / "deliveries" / "dtsen" / day.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    rows = len(population.families) + len(population.people)
    with progress.stage(f"Rilis DTSEN {day.isoformat()}", rows, "baris") as stage:
        files = write_release(folder, parameters, population, standing, stage)
        write_population(out / "truth", population, standing)
    return _Delivery("dtsen", day, tuple(files))


def _advance(
    truth: Path,
    parameters: Parameters,
    formula: Formula,
    decks: tuple[Deck, ...],
    population: Population,
    on: date,
    seed: int,
    progress: Progress,
) -> tuple[Population, Standing]:
    """The city a quarter later, with the events of that quarter among the truth."""
    title = f"Kota bergerak sampai {on.isoformat()}"
    with progress.stage(title, len(STEPS_OF_QUARTER), "langkah") as stage:
        population, events = next_quarter(parameters, formula, decks, population, on, seed, stage)
        _write_events(truth, events, on)
        return population, standing_of(population, formula)


def _write_events(truth: Path, events: Events, on: date) -> None:
    write_parquet(events.frame(), truth / f"event_{on.isoformat()}_sintetis.parquet")


def _send_sources(
    out: Path,
    parameters: Parameters,
    population: Population,
    standing: Standing,
    seed: int,
    progress: Progress,
) -> list[_Delivery]:
    """The lists of all other sources, made from the city as it is at the first release."""
    sent = []
    with progress.stage("Daftar sumber lain", len(SOURCE_WRITERS), "sumber") as stage:
        city = sending_of(parameters, population, standing, seed)
        for source, on, write in SOURCE_WRITERS:
            folder = out / "deliveries" / source / on.isoformat()
            folder.mkdir(parents=True, exist_ok=True)
            sent.append(_Delivery(source, on, tuple(write(city, folder, out / "truth"))))
            stage.advance(1)
    return sent


def _write_index(out: Path, sent: list[_Delivery]) -> None:
    """index.json: the deliveries in the order in which they arrive."""
    root = out / "deliveries"
    rows = [
        {
            "source": d.source,
            "date": d.on.isoformat(),
            "files": [str(f.relative_to(root)) for f in d.files],
        }
        for d in sorted(sent, key=lambda d: (d.on, d.source))
    ]
    (root / "index.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
