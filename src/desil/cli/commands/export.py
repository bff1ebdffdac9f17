"""`desil export`: the register handed over again, in the layout of the national files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import psycopg
import typer

from desil.audit.event import EVERYBODY, Event
from desil.cli.answer import number, out
from desil.cli.office.room import journal_of, system_actor
from desil.cli.options import DEFAULT_HOME, Home, Quiet, now, operator, progress_for
from desil.cli.register import held_register
from desil.engine.store import Store
from desil.errors import UsageFault
from desil.exports.hand_over import HandOver, write_register
from desil.intake.export import Scheme
from desil.register.recap import required_publication
from desil.signatures.publications import require_rows_as_published
from desil.signatures.refusal import refusal_recorded
from desil.signatures.rows import Part

_SEPARATORS = ("|", ";", ",", "\t")


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Tempat berkas ditulis.")],
    home: Home = DEFAULT_HOME,
    scheme: Annotated[
        Scheme, typer.Option(help="Nama kolom menurut skema pertama atau kedua.")
    ] = Scheme.FIRST,
    form_codes: Annotated[
        bool,
        typer.Option("--form-codes/--register-codes", help="Kode formulir BPS, atau register."),
    ] = False,
    separator: Annotated[str, typer.Option(help="Pemisah kolom.")] = "|",
    quiet: Quiet = False,
) -> None:
    """Tulis register sebagai berkas DTSEN: keluarga dan anggota. Memuat data pribadi."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise UsageFault(
            "{folder} bukan folder kosong.", hint="Pilih folder yang baru.", folder=folder
        )
    if separator not in _SEPARATORS:
        raise UsageFault(
            "Pemisah '{separator}' tidak dapat dipakai.",
            hint="Pilih | ; atau koma.",
            separator=separator,
        )
    how = HandOver(scheme, form_codes, separator)
    journal, actor = journal_of(home), system_actor(operator())
    with held_register(home, "export") as register, psycopg.connect(register.url) as connection:
        connection.autocommit = True
        with refusal_recorded(connection, journal, by=actor, at=now()):
            require_rows_as_published(connection, journal, Store(home), Part())
        connection.autocommit = False
        cursor = connection.cursor()
        publication = required_publication(cursor)
        event = Event(
            now(), actor, "REGISTER_EXPORT", "register",
            publication.run_id, (EVERYBODY,), payload={"publication": publication.id},
        )  # fmt: skip
        journal.append(cursor, event)
        connection.commit()
        written = write_register(cursor, publication, folder, how, progress_for(quiet=quiet))
    for path, rows in written.items():
        out.print(f"{path}: {number(rows)} baris")
    out.print("Berkas ini memuat data pribadi: simpan di tempat yang diizinkan, hapus sesudahnya.")
