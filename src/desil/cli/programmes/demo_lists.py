"""The demonstration's lists: three programmes for the quarter of the newest release, of which two
wait for the head's signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desil.cli.answer import show_table
from desil.cli.office.room import journal_of, office_part, room_part
from desil.cli.options import now
from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import Quota
from desil.eligibility.lists.recap import recap_of
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.engine.database import open_database
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.pipeline import code_version
from desil.programmes.loading import load_list

# Families, or persons for PBI-JK, of the whole made-up city.
_QUOTAS = {"PKH": 70_000, "SEMBAKO": 110_000, "PBI-JK": 350_000}
_PROPOSED = ("PKH", "SEMBAKO")


def make_demo_lists(
    store: Store,
    run: Path,
    url: str,
    *,
    scale: float,
    released: date,
    at: datetime,
    settings: EngineSettings,
    progress: Progress,
) -> None:
    """Make the three lists, put them into the register at `url`, and show what they come to."""
    book = rule_book(home_programmes(store.home))
    period = period_of(f"{released.year}-Q{(released.month + 2) // 3}")
    rows: list[tuple[object, ...]] = []
    for programme, quota in _QUOTAS.items():
        asked = ListRequest(run, programme, period, Quota(round(quota * scale)))
        kept = make_list(
            store, asked, book, at=at, code_version=code_version(), settings=settings,
            progress=progress,
        ).kept  # fmt: skip
        load_list(url, kept, by="demo", at=at)
        with open_database(settings) as database:
            counts = {s["state"]: s for s in recap_of(database, kept).states}
        told = [counts.get(s, {}).get("families", 0)
                for s in ("terdaftar", "menunggu", "dikecualikan", "tidak_layak",
                          "belum_dapat_dinilai")]  # fmt: skip
        rows.append((programme, *told))
    show_table(
        f"Daftar program {period.text}, dalam KK (belum ditandatangani)",
        ("program", "terdaftar", "menunggu", "dikecualikan", "tidak layak", "belum dinilai"),
        rows,
        numeric={1, 2, 3, 4, 5},
    )


def propose_demo_lists(home: Path, users: Sequence[Any]) -> None:
    """Propose the lists of `_PROPOSED` that nobody has proposed, by the demo programme officer; the
    register is open."""
    username = next(u.username for u in users if u.role.name == "programme_officer")
    user = office_part("models.User").objects.get(username=username)
    by = room_part("jobs.asker.Asker")(user.actor, user.name)
    propose = room_part("programmes.signing.propose_list")
    lists = room_part("jobs.list_models.ProgrammeList").objects
    for made in lists.filter(programme__in=_PROPOSED, proposed_by__isnull=True).order_by("pk"):
        propose(made.pk, reason="Daftar triwulan ini.", by=by, at=now(), journal=journal_of(home))
