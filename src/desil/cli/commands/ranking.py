"""`desil ranking …`: models in use, and why a family stands where it does."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out, show_facts, show_json, show_table
from desil.cli.options import DEFAULT_HOME, AsJson, Home, now
from desil.engine.store import Store
from desil.ranking.activation.kept import KeptModel, approve, kept_models
from desil.ranking.activation.kept import propose as propose_model

ranking = typer.Typer(
    name="ranking", help="Model, skor dan desil indikatif, dan alasannya.", no_args_is_help=True
)


def _facts(kept: KeptModel) -> dict[str, object]:
    return {
        "versi": kept.model.version,
        "nama": kept.model.name,
        "jenis": kept.model.kind,
        "keadaan": kept.state.value,
        "fakta": len(kept.model.facts),
        "keputusan": [f"{d.step.value} {d.by} {d.at[:10]}" for d in kept.decisions],
    }


@ranking.command()
def models(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Model yang diusulkan dan yang dipakai."""
    found = kept_models(home)
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


@ranking.command()
def propose(
    source: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder berisi model.yaml.")],
    by: Annotated[str, typer.Option(help="Siapa yang mengusulkan.")],
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Usulkan sebuah model. Belum dipakai sebelum orang lain menyetujuinya."""
    with Store(home).sole_writer():
        model = propose_model(home, source, by=by, at=now())
    if as_json:
        show_json({"versi": model.version, "nama": model.name})
        return
    show_facts({"versi": model.version, "nama": model.name})
    out.print(
        f"\nCoba dulu: desil run --model {model.version}\n"
        f"Setujui (orang lain): desil ranking approve {model.version} --by NAMA"
    )


@ranking.command(name="approve")
def approve_model(
    version: Annotated[str, typer.Argument(metavar="VERSI", help="Versi yang disetujui.")],
    by: Annotated[str, typer.Option(help="Siapa yang menyetujui; bukan pengusulnya.")],
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Setujui model yang diusulkan orang lain. Dipakai mulai `desil run` berikutnya."""
    with Store(home).sole_writer():
        model = approve(home, version, by=by, at=now())
    if as_json:
        show_json({"versi": model.version, "keadaan": "dipakai"})
        return
    out.print(f"Model {model.version} ({model.name}) dipakai mulai `desil run` berikutnya.")
