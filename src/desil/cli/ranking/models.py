"""`desil ranking …`: models in use, and why a family stands where it does."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out, show_facts, show_json, show_table
from desil.cli.commands.review import newest_run
from desil.cli.office.looks import record_look
from desil.cli.office.model_approval import approve_signed, propose_recorded
from desil.cli.office.room import journal_of
from desil.cli.options import DEFAULT_HOME, AsJson, Home, now
from desil.dictionary.nik import masked
from desil.engine.database import open_database
from desil.engine.manifest import read_manifest
from desil.engine.private_files import make_private_file
from desil.engine.store import Store
from desil.errors import NotFound
from desil.ranking.activation.model_store import StoredModel, model_of, stored_models
from desil.ranking.explanation.breakdown import Contribution, RankExplanation
from desil.ranking.explanation.family_explanation import explain_family
from desil.ranking.explanation.sentences import LANGUAGES, sentences_of
from desil.ranking.formula.model import Model
from desil.ranking.worklists.listing import LISTS, Worklist, open_questions
from desil.ranking.worklists.listing import worklist as find_worklist
from desil.ranking.worklists.questions import questionnaire

Run = Annotated[str, typer.Option("--run", help="Nomor run; bawaan: yang terbaru.")]


def _facts(kept: StoredModel) -> dict[str, object]:
    return {
        "versi": kept.model.version,
        "nama": kept.model.name,
        "jenis": kept.model.kind,
        "keadaan": kept.state.value,
        "fakta": len(kept.model.facts),
        "keputusan": [f"{d.step.value} {d.by} {d.at[:10]}" for d in kept.decisions],
    }


def models(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Model yang diusulkan dan yang dipakai."""
    found = stored_models(home)
    if as_json:
        show_json([_facts(k) for k in found])
        return
    if not found:
        out.print("Belum ada. Usulkan: desil ranking propose FOLDER --by NAMA")
        return
    rows = [
        (k.model.version, k.model.name, k.model.kind, k.state.value,
         "; ".join(f"{d.step.value} {d.by} {d.at[:10]}" for d in k.decisions))
        for k in found
    ]  # fmt: skip
    show_table("Model", ("versi", "nama", "jenis", "keadaan", "keputusan"), rows, numeric=set())


def propose(
    source: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder berisi model.yaml.")],
    by: Annotated[str, typer.Option(help="Siapa yang mengusulkan.")],
    anchored: Annotated[
        bool,
        typer.Option(
            "--anchored", help="Batas desil menurut desil resmi tiap rilis, bukan menurut survei."
        ),
    ] = False,
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Usulkan sebuah model. Belum dipakai sebelum orang lain menyetujuinya."""
    with Store(home).sole_writer():
        model = propose_recorded(home, source, by=by, at=now(), anchored=anchored)
    if as_json:
        show_json({"versi": model.version, "nama": model.name})
        return
    show_facts({"versi": model.version, "nama": model.name})
    out.print(
        f"\nCoba dulu: desil run --model {model.version}\n"
        f"Setujui (orang lain): desil ranking approve {model.version} --by NAMA"
    )


def approve_model(
    version: Annotated[str, typer.Argument(metavar="VERSI", help="Versi yang disetujui.")],
    by: Annotated[str, typer.Option(help="Siapa yang menyetujui; bukan pengusulnya.")],
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Setujui model yang diusulkan orang lain. Dipakai mulai `desil run` berikutnya."""
    with Store(home).sole_writer():
        model = approve_signed(home, version, by=by, at=now())
    if as_json:
        show_json({"versi": model.version, "keadaan": "dipakai"})
        return
    out.print(f"Model {model.version} ({model.name}) dipakai mulai `desil run` berikutnya.")


def run_of(store: Store, run: str) -> tuple[Path, Model]:
    """The folder of a run, the newest where none is named, and the model that it ranks by."""
    folder = store.runs / run if run else newest_run(store)
    version = read_manifest(folder).recipe.parameters.get("model", "")
    if not version:
        raise NotFound(
            "Run {name} disusun tanpa model, jadi tanpa desil indikatif.",
            hint="Setujui sebuah model (desil ranking approve), lalu: desil run",
            name=folder.name,
        )
    return folder, model_of(store.home, version)


def _number(told: str) -> str:
    return (sys.stdin.readline() if told == "-" else told).strip()


def _contribution(contribution: Contribution) -> dict[str, object]:
    seen = contribution.provenance.seen
    return {
        "fact": contribution.fact,
        "answer": contribution.answer,
        "points": contribution.points,
        "contribution": contribution.micro,
        "source": contribution.provenance.source,
        "date": seen.isoformat() if seen else None,
    }


def _explanation(number: str, told: RankExplanation) -> dict[str, object]:
    standing, official = told.standing, told.official
    return {
        "family": masked(number),
        "model": {"name": told.model_name, "version": told.model_version},
        "official": {"decile": official.decile, "release": official.release.isoformat()},
        "indicative": {
            "decile": standing.decile,
            "reason": standing.reason,
            "score_micro": standing.score,
            "least_micro": standing.least,
            "most_micro": standing.most,
            "desil_1_4_ppm": standing.poor_ppm,
            "nearest_boundary": standing.boundary,
            "distance_micro": standing.distance,
            "is_too_close": standing.is_too_close,
        },
        "baseline_micro": told.baseline,
        "contributions": [_contribution(c) for c in told.weightiest],
        "sentences": {language: sentences_of(told, language) for language in LANGUAGES},
    }


def record_explanation(home: Path, family_number: str, run: str) -> None:
    """Write into the log that somebody looks at what a run says of a family."""
    family = journal_of(home).family(family_number)
    record_look(home, "FAMILY_EXPLAIN", "family", family, subjects=(family,), payload={"run": run})


def explain(
    family_number: Annotated[
        str, typer.Argument(metavar="NOMOR_KK", help="Nomor KK; - untuk masukan baku.")
    ],
    run: Run = "",
    language: Annotated[str, typer.Option(help="id atau en.")] = "id",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Mengapa sebuah keluarga ada di desilnya: skor, peluang, fakta, dan yang dapat dibetulkan."""
    store, number = Store(home), _number(family_number)
    folder, model = run_of(store, run)
    with open_database(store.engine_settings()) as database:
        told = explain_family(database, folder, model, number)
    record_explanation(home, number, folder.name)
    if as_json:
        show_json(_explanation(number, told))
        return
    out.print(f"Keluarga {masked(number)}\n")
    for sentence in sentences_of(told, language):
        out.print(f"- {sentence}", markup=False)


def _save_csv(found: Worklist, path: Path) -> None:
    with make_private_file(path).open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow(found.columns)
        writer.writerows(found.rows)


def _families_in(found: Worklist) -> list[str]:
    if "family_number" not in found.columns:
        return []
    place = found.columns.index("family_number")
    return [str(row[place]) for row in found.rows]


def _shown_rows(found: Worklist) -> list[tuple[object, ...]]:
    """The rows with family numbers masked."""
    if "family_number" not in found.columns:
        return [tuple(row) for row in found.rows]
    place = found.columns.index("family_number")
    return [(*row[:place], masked(row[place]), *row[place + 1 :]) for row in found.rows]


def worklist(
    name: Annotated[str, typer.Argument(metavar="DAFTAR", help=f"{', '.join(LISTS)}.")],
    area: Annotated[
        str, typer.Option(help="Awal kode BPS: 7 digit kecamatan, 10 digit kelurahan.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="Banyaknya baris.")] = 50,
    save: Annotated[
        Path | None, typer.Option("--csv", help="Simpan dengan nomor KK utuh (data pribadi).")
    ] = None,
    run: Run = "",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Daftar kerja: siapa perlu diberi desil, diperiksa, atau dikunjungi lebih dulu."""
    store = Store(home)
    folder, _ = run_of(store, run)
    with open_database(store.engine_settings()) as database:
        found = find_worklist(database, folder, name, area=area, limit=limit)
    if save is not None:
        payload = {"run": folder.name, "area": area, "rows": len(found.rows)}
        families = _families_in(found)
        record_look(home, "WORKLIST_EXPORT", "worklist", name, families=families, payload=payload)
        _save_csv(found, save)
        out.print(f"{len(found.rows)} baris disimpan di {save}. Berisi data pribadi.")
        return
    rows = _shown_rows(found)
    if as_json:
        listed = [dict(zip(found.columns, row, strict=True)) for row in rows]
        show_json({"list": name, "total": found.total, "rows": listed})
        return
    numeric = {n for n, column in enumerate(found.columns) if column not in _TEXTS}
    show_table(f"{found.title}: {found.total} baris", found.columns, rows, numeric=numeric)


_TEXTS = ("family_number", "village_code", "rw")


def questions(
    family_number: Annotated[
        str, typer.Argument(metavar="NOMOR_KK", help="Nomor KK; - untuk masukan baku.")
    ],
    run: Run = "",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Pertanyaan berikutnya yang paling menentukan bagi sebuah keluarga, dan kapan cukup."""
    store, number = Store(home), _number(family_number)
    folder, model = run_of(store, run)
    with open_database(store.engine_settings()) as database:
        answers, line = open_questions(database, folder, number)
    found = questionnaire(model, answers, line)
    record_explanation(home, number, folder.name)
    if as_json:
        show_json({"family": masked(number)} | asdict(found))
        return
    if found.is_settled:
        out.print("Cukup: jawaban yang belum ada tidak dapat memindahkan keluarga ini.")
        return
    rows = [(n, q.label.id, q.most - q.least) for n, q in enumerate(found.questions, start=1)]
    show_table(
        "Tanyakan dari yang teratas; berhenti begitu cukup",
        ("ke", "pertanyaan", "rentang (mikro ln)"), rows, numeric={0, 2},
    )  # fmt: skip
