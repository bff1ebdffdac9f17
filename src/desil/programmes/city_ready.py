"""The compact city of the what-if page, made when a publication becomes current."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date

import psycopg

from desil.dictionary.calendar.office_day import office_day
from desil.eligibility.what_if.city import city_settings, keep_city, sweep_cities
from desil.engine.database import DatabaseError
from desil.engine.progress import Progress, Silent
from desil.engine.store import Store
from desil.errors import DesilError
from desil.jobs.tasks import Do, Task
from desil.register.names import PublicationState

_LOG = logging.getLogger(__name__)


def _retained_runs(url: str) -> list[str]:
    """The runs that are current or can be rolled back to, the current one first."""
    with psycopg.connect(url, autocommit=True) as connection:
        rows = connection.execute(
            "select run_id from public.publication where state = %s order by is_current desc, id",
            [PublicationState.PUBLISHED.value],
        ).fetchall()
    return [str(run_id) for (run_id,) in rows]


def first_of_quarter(day: date) -> date:
    """The day that ages are counted on in the quarter of `day`: what the page asks at first."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def keep_city_ready(store: Store, url: str, day: date, progress: Progress) -> bool:
    """Make the tables of the published run for the quarter of `day` where they are not there, and
    sweep those of runs that are published no more; whether they are there now."""
    runs = _retained_runs(url)
    if not runs or not (store.runs / runs[0]).is_dir():
        return False
    sweep_cities(store, runs)
    keep_city(store, store.runs / runs[0], first_of_quarter(day), city_settings(store), progress)
    return True


def _try_keep_ready(store: Store, url: str, day: date, progress: Progress) -> bool:
    """As `keep_city_ready`; a fault is written down and hinders nobody, as the page makes what it
    does not find."""
    try:
        return keep_city_ready(store, url, day, progress)
    except (DesilError, DatabaseError, OSError) as fault:
        _LOG.warning("the city of what-if is not prepared: %s", type(fault).__name__)
        return False


def with_city_ready(does: Do) -> Do:
    """A job that makes another publication current, and then the city of the what-if page."""

    def work(task: Task) -> Mapping[str, object]:
        result = does(task)
        is_ready = _try_keep_ready(task.store, task.url, office_day(task.clock()), task.progress)
        return {**result, "what_if": is_ready}

    return work


def tidy_city(store: Store, url: str, day: date) -> None:
    """Keep the city of the quarter that has begun, and sweep what is old."""
    _try_keep_ready(store, url, day, Silent())
