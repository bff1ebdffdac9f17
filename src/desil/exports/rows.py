"""The rows of a file, read as the office's role: row security shows the asker's territory only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg

from desil.accounts.territory import Territory, set_territory
from desil.dictionary.columns.eligibility import LIST_STATE_LABELS
from desil.dictionary.rules.priority_deciles import priority_deciles
from desil.eligibility.lists.by_name import COLUMNS, component_words
from desil.engine.sql_file import postgres_text
from desil.errors import NotFound
from desil.exports.columns import BNBA_COLUMNS, RECAP_COLUMNS
from desil.exports.listing import Listing, Question, Reading
from desil.exports.payments import paid_findings
from desil.jobs.states import ExportKind
from desil.register.names import AreaLevel
from desil.register.recap import area_counts, required_publication

# What a file may be asked for: the lowest and highest decile, None for the unranked.
STANDING_RANGES: Mapping[str, tuple[int | None, int | None]] = {
    "1-4": (1, priority_deciles().first),
    "5": (priority_deciles().first + 1, priority_deciles().last),
    "6-10": (priority_deciles().last + 1, 10),
    "unranked": (None, None),
}
_UNRANKED = "belum diperingkat"


def _bnba(reading: Reading, asked: Question, most: int) -> Listing:
    cursor, now = reading.cursor, reading.now
    release = now.release(None).release_date
    lowest, highest = STANDING_RANGES[asked.standing]
    cursor.execute(
        postgres_text("desil.exports", "sql/bnba"),
        {
            "publication_id": now.id,
            "release_date": release,
            "area_code": asked.area_code,
            "lowest": lowest,
            "highest": highest,
            "by_name": asked.is_by_name,
            "most": most,
        },
    )
    found = cursor.fetchall()
    rows = [(*row[:-1], _UNRANKED if row[-1] is None else row[-1]) for row in found]
    return Listing(BNBA_COLUMNS, rows, release, tuple(row[3] for row in found))


def _recap(reading: Reading, asked: Question, most: int) -> Listing:
    cursor, now = reading.cursor, reading.now
    release = now.release(None).release_date
    rows: list[tuple[object, ...]] = []
    for level in AreaLevel:
        for area in area_counts(cursor, now.id, release, level):
            if not area.code.startswith(asked.area_code):
                continue
            for unit, counts in (("keluarga", area.families), ("jiwa", area.people)):
                figures = (*counts.by_decile, counts.unranked, counts.total)
                rows.append((level.value, area.code, area.name, unit, *figures))
    return Listing(RECAP_COLUMNS, rows[:most], release, ())


def _programme_list(reading: Reading, asked: Question, most: int) -> Listing:
    cursor, now = reading.cursor, reading.now
    cursor.execute(
        "select words, on_date from work_programme_list where list_id = %s", [asked.list_id]
    )
    told = cursor.fetchone()
    if told is None:
        raise NotFound("Tidak ada daftar dengan nomor itu.")
    cursor.execute(
        postgres_text("desil.exports", "sql/programme_list"),
        {
            "publication_id": now.id,
            "list_id": asked.list_id,
            "area_code": asked.area_code,
            "state": asked.standing,
            "most": most,
        },
    )
    found = cursor.fetchall()
    words: dict[str | None, str] = {None: ""}
    for row in found:
        words.setdefault(row[10], component_words(row[10] or "", told[0].get("components", {})))
    labels = {s.value: label.id for s, label in LIST_STATE_LABELS.items()}
    rows = [(row[0], labels[row[1]], *row[2:10], words[row[10]], *row[11:]) for row in found]
    return Listing(COLUMNS, rows, told[1], tuple(row[5] for row in found))


_READ: Mapping[ExportKind, Callable[[Reading, Question, int], Listing]] = {
    ExportKind.BNBA: _bnba,
    ExportKind.RECAP: _recap,
    ExportKind.LIST: _programme_list,
    ExportKind.PAYMENTS: paid_findings,
}


def listing_of(
    office_url: str, territory: Territory, asked: Question, *, most: int, home: Path
) -> Listing:
    """At most `most` rows of what was asked, in one snapshot; `home` has the files of what was
    counted about programmes. NotFound before the first publication."""
    with psycopg.connect(office_url) as connection, connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        set_territory(cursor, territory, for_transaction=True)
        reading = Reading(cursor, territory, required_publication(cursor), home)
        found = _READ[asked.kind](reading, asked, most)
    if not found.rows:
        raise NotFound(
            "Tidak ada satu baris pun untuk wilayah dan desil itu.",
            hint="Pilih wilayah atau desil yang lain.",
        )
    return found
