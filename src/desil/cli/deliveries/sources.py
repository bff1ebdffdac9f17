"""`desil sources`: the lists desil knows, what each looks like, whether a new one is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from desil.cli.answer import out, show_json, show_table
from desil.cli.options import DEFAULT_HOME, AsJson, Home
from desil.errors import UsageFault
from desil.linkage.records.source_sql import require_sound_sql
from desil.sources.catalogue import catalogue
from desil.sources.reference import LANGUAGES, source_reference

sources = typer.Typer(name="sources", help="Sumber: daftar yang dikenal.", no_args_is_help=True)


@sources.callback()
def _sources() -> None:
    """Sumber: daftar yang dikenal."""


@sources.command("list")
def list_sources(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Tampilkan sumber yang dikenal, termasuk yang ada di <home>/sources."""
    known = catalogue(home)
    if as_json:
        show_json(
            [
                {
                    "name": s.name,
                    "label": s.label.id,
                    "role": s.role.value,
                    "is_linked": s.is_linked,
                    "is_own": s.name in known.own,
                }
                for s in known.sources.values()
            ]
        )
        return
    show_table(
        "Sumber",
        ("nama", "sebutan", "peran", "ditautkan", "milik kantor ini"),
        [
            (
                s.name,
                s.label.id,
                s.role.value,
                "ya" if s.is_linked else "tidak",
                "ya" if s.name in known.own else "tidak",
            )
            for s in known.sources.values()
        ],
        numeric=set(),
    )


@sources.command("show")
def show_source(
    name: Annotated[str, typer.Argument(metavar="SUMBER", help="Nama sumbernya.")],
    home: Home = DEFAULT_HOME,
    language: Annotated[str, typer.Option(help="Bahasa: id atau en.")] = "id",
) -> None:
    """Tampilkan satu sumber sebagai halaman Markdown: peran, catatan, dan tiap kolom berkasnya."""
    if language not in LANGUAGES:
        raise UsageFault(
            "Bahasa {language!r} tidak ada.", hint="Pilih: id atau en.", language=language[:10]
        )
    print(source_reference(catalogue(home).source(name), language), end="")


@sources.command("check")
def check_sources(home: Home = DEFAULT_HOME) -> None:
    """Periksa semua sumber di <home>/sources: berkas YAML dan SQL-nya, tanpa data."""
    known = catalogue(home)
    for name in sorted(known.own):
        source = known.source(name)
        if source.is_linked:
            require_sound_sql(source)
        out.print(f"{name}: baik")
    if not known.own:
        out.print(f"Tidak ada sumber di {home / 'sources'}.")
