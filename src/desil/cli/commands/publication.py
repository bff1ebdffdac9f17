"""`desil publish`, `desil rollback` and `desil publications`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from desil.cli.answer import number, say, show_facts, show_json, show_table
from desil.cli.deliveries.delivery_standing import Because
from desil.cli.office.room import journal_of, system_actor
from desil.cli.options import DEFAULT_HOME, AsJson, Home, Quiet, now, operator, progress_for
from desil.cli.register import held_register
from desil.dictionary.calendar.office_day import office_time
from desil.engine.manifest import manifests
from desil.engine.store import Store
from desil.errors import NotFound, catalogued
from desil.publication.action import publish as publish_run
from desil.publication.action import roll_back
from desil.publication.gate import (
    publication_note,
    require_reason_for_deviations,
    require_unaltered,
    run_before,
)
from desil.publication.listing import Published, publications_in
from desil.publication.report import Outcome, PublicationReport
from desil.publication.switch import Recording
from desil.register.names import PublicationState
from desil.signatures.models import require_run_model_as_signed
from desil.signatures.refusal import refusal_recorded

_SAYS = {
    Outcome.PUBLISHED: catalogued("Register baru sudah terbit."),
    Outcome.MADE_CURRENT: catalogued("Register ini sudah pernah dimuat; sekarang berlaku lagi."),
    Outcome.ALREADY_CURRENT: catalogued(
        "Register ini memang sedang berlaku; tidak ada yang diubah."
    ),
}
_STATES = {
    PublicationState.LOADING: catalogued("sedang dimuat"),
    PublicationState.PUBLISHED: catalogued("disimpan"),
    PublicationState.RETIRED: catalogued("sudah dihapus"),
    PublicationState.ABANDONED: catalogued("tidak selesai"),
}


def _newest_run(store: Store) -> str:
    found = [m for m in manifests(store.runs) if not m.recipe.is_shadow]
    if not found:
        raise NotFound("Belum ada register yang disusun.", hint="Susun dulu: desil run")
    return found[-1].run_id


def recording_of(home: Path, note: Mapping[str, object] | None = None) -> Recording:
    """The log of a home, on behalf of whoever runs the command, with further facts."""
    return Recording(journal_of(home), system_actor(operator()), note or {})


def show_publication(report: PublicationReport) -> None:
    """What a publication did, for a person."""
    say(_SAYS[report.outcome])
    show_facts(
        {
            "penerbitan": report.publication_id,
            "run": report.run_id,
            "keluarga": report.families,
            "orang": report.persons,
        }
    )


def _facts(report: PublicationReport) -> dict[str, object]:
    return {
        "outcome": report.outcome,
        "publication": report.publication_id,
        "run": report.run_id,
        "families": report.families,
        "persons": report.persons,
        "rows": report.rows,
        "seconds": {phase: round(spent, 2) for phase, spent in report.seconds.items()},
        "retired": list(report.retired),
    }


def _require_model_as_signed(store: Store, run_id: str, url: str) -> None:
    """SignedDiffers, recorded, where the run ranks by a model that is not as it was approved."""
    journal, actor = journal_of(store.home), system_actor(operator())
    with (
        psycopg.connect(url, autocommit=True) as connection,
        refusal_recorded(connection, journal, by=actor, at=now()),
    ):
        folder = store.runs / run_id
        require_run_model_as_signed(connection.cursor(), journal, store.home, folder)


def publish(
    run: Annotated[str | None, typer.Argument(help="Nomor run; bawaan: yang terbaru.")] = None,
    home: Home = DEFAULT_HOME,
    because: Because = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Terbitkan satu run: pembaca melihat register lama atau yang baru, tak pernah campuran.

    Run yang menyimpang dari register yang berlaku memerlukan --because.
    """
    store = Store(home)
    run_id = run or _newest_run(store)
    with held_register(home, "publish") as register:
        require_unaltered(store, run_id)
        _require_model_as_signed(store, run_id, register.url)
        check = require_reason_for_deviations(
            store, run_id, register.url, because, store.engine_settings()
        )
        report = publish_run(
            store.runs / run_id,
            url=register.url,
            by=operator(),
            at=now(),
            progress=progress_for(quiet=quiet),
            recording=recording_of(home, publication_note(store, check, because)),
        )
    if as_json:
        show_json(_facts(report))
        return
    show_publication(report)
    say("\nBerikutnya: desil recap, desil serve")


def rollback(home: Home = DEFAULT_HOME, because: Because = "", as_json: AsJson = False) -> None:
    """Kembalikan register yang terbit sebelumnya."""
    store = Store(home)
    with held_register(home, "rollback") as register:
        run_id = run_before(register.url)
        check = require_reason_for_deviations(
            store, run_id, register.url, because, store.engine_settings()
        )
        report = roll_back(
            url=register.url,
            by=operator(),
            at=now(),
            recording=recording_of(home, publication_note(store, check, because)),
        )
    if as_json:
        show_json(_facts(report))
        return
    show_publication(report)
    say("\nSekali lagi `desil rollback` kembali ke register yang baru saja digantikan.")


def publications(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Daftar penerbitan, yang terbaru lebih dulu."""
    with held_register(home, "publications") as register:
        found = publications_in(register.url)
    if as_json:
        show_json([p.as_facts() for p in found])
        return
    if not found:
        say("Belum ada yang diterbitkan. Terbitkan: desil publish")
        return
    rows = [_row(p) for p in found]
    show_table(
        "Penerbitan",
        ("nomor", "run", "keadaan", "terbit", "oleh", "keluarga"),
        rows,
        numeric={0, 5},
    )


def _row(publication: Published) -> tuple[object, ...]:
    when = publication.published_at
    return (
        str(publication.id),
        publication.run_id,
        catalogued("berlaku") if publication.is_current else _STATES[publication.state],
        f"{office_time(when):%Y-%m-%d %H:%M}" if when else "-",
        publication.published_by or "-",
        number(publication.families) if publication.families is not None else "-",
    )
