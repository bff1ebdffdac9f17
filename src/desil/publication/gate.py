"""What must be said before a run is published: why, where it deviates from the current one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import psycopg

from desil.dictionary.areas import city_villages
from desil.engine.manifest import MANIFEST, altered_tables, read_manifest
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.errors import CheckFailed, NotFound
from desil.plausibility.deviation import Deviation, deviation_text
from desil.plausibility.run_check import RunCheck, check_run
from desil.register.names import PublicationState

_SHOWN = 12


def village_names() -> Mapping[str, str]:
    """Names of kelurahan by BPS code."""
    return {v.bps: v.name for v in city_villages()}


def deviation_lines(deviations: Sequence[Deviation], language: str = "id") -> list[str]:
    """Each deviation as one sentence; beyond a dozen only how many more there are."""
    names = village_names()
    lines = [deviation_text(d, names, language) for d in deviations[:_SHOWN]]
    more = len(deviations) - _SHOWN
    if more > 0:
        lines.append({"id": f"dan {more} lagi", "en": f"and {more} more"}[language])
    return lines


def current_run(url: str) -> str | None:
    """The run that the register at `url` shows; None before the first publication."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "select run_id from public.publication where is_current"
        ).fetchone()
    return None if row is None else str(row[0])


def run_before(url: str) -> str:
    """The run that a roll back would bring back; NotFound when no other is kept."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "select run_id from public.publication where state = %s and not is_current"
            " order by made_current_at desc, id desc limit 1",
            [PublicationState.PUBLISHED.value],
        ).fetchone()
    if row is None:
        raise NotFound(
            "Tidak ada penerbitan sebelumnya yang masih disimpan.",
            hint="Terbitkan proses lain: `desil runs`, lalu `desil publish NOMOR`.",
        )
    return str(row[0])


def publication_note(store: Store, check: RunCheck, because: str) -> dict[str, object]:
    """What the log says of a publication: its content by digest, what deviated, and why it was
    published all the same."""
    folder = store.runs / check.run
    digest = read_manifest(folder).result_hash if (folder / MANIFEST).is_file() else ""
    return {
        "run": check.run,
        "result_hash": digest,
        "deviations": [d.rule for d in check.deviations],
        "because": because,
    }


def require_unaltered(store: Store, run_id: str) -> None:
    """CheckFailed when a file of the run is not what its manifest says; NotFound without a run."""
    altered = altered_tables(store.runs / run_id)
    if altered:
        raise CheckFailed(
            "Isi run {run_id} berubah sejak disusun: {altered}.",
            hint="Jangan terbitkan. Laporkan kepada pengawas, lalu susun lagi dengan `desil run`.",
            run_id=run_id,
            altered=", ".join(altered),
        )


def require_reason_for_deviations(
    store: Store, run_id: str, url: str, because: str, settings: EngineSettings
) -> RunCheck:
    """The check of a run beside the current one; CheckFailed when it deviates and `because` is
    empty."""
    check = check_run(store, run_id, current_run(url), settings)
    if check.deviations and not because.strip():
        raise CheckFailed(
            "Run ini menyimpang dari register yang berlaku:\n- {deviations}",
            hint="Periksa kirimannya. Bila memang benar, ulangi dengan --because 'alasannya'.",
            deviations={
                language: "\n- ".join(deviation_lines(check.deviations, language))
                for language in ("id", "en")
            },
        )
    return check
