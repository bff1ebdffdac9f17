"""A published register and an office that works on cases, for tests."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from desil.accounts.permissions import Permission
from desil.accounts.roles import Reach, role_named
from desil.accounts.session import journal_of_office
from desil.accounts.territory import NOWHERE, WHOLE_CITY, Territory, seen_by
from desil.cases.actions.entering import Applicant, Entered, Entry, enter_case
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.models import Case
from desil.cases.workflow.events import Officer
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.register_runs import families_of, write_run

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
TICK = timedelta(0)  # between what is done after one another
FIRST, SECOND, THIRD = "3275010101200001", "3275010101200002", "3275010101200003"
VILLAGE, OTHER_VILLAGE = "3275010009", "3275040006"
FAMILIES = families_of(
    f"""
    | family   | village         | size | 2025-09-17 | 2026-01-23 |
    | {FIRST}  | {VILLAGE}       | 4    | 6          | 6          |
    | {SECOND} | {VILLAGE}       | 3    | 7          | 7          |
    | {THIRD}  | {OTHER_VILLAGE} | 2    | belum      | belum      |
    """
)
FLOOR = RequestedChange("family", "floor_material", "2")
BORN = date(1980, 5, 17)


def published_register(url: str, folder: Path) -> str:
    """The owner's address of a register in which the families are published."""
    run = write_run(folder / "run", FAMILIES, ranking=3)
    publish(run, url=url, by="petugas", at=AT, progress=Silent())
    journal_of_office()  # its keys are made before anybody races
    return url


def fill_case_office(home: Path, url: str) -> None:
    """A filling: the families are published."""
    published_register(url, home)


def officer(role: str, number: int = 1) -> Officer:
    """Person `number` in a role."""
    held: frozenset[Permission] = role_named(role).permissions
    return Officer(f"user:{role}{number}", f"{role} {number}", held)


@contextlib.contextmanager
def at_desk(role: str, *villages: str) -> Iterator[None]:
    """What somebody in a role sees at their desk."""
    reach = role_named(role).reach
    seen = {
        Reach.CITY: WHOLE_CITY,
        Reach.NOBODY: NOWHERE,
        Reach.TERRITORY: Territory(frozenset(villages or (VILLAGE,))),
    }[reach]
    with connection.cursor() as cursor, seen_by(cursor, seen):
        yield


def entry(key: str = "form-0000000000000001", **told: object) -> Entry:
    """A case to open: a decile that is too high, for the first family."""
    usual: dict[str, object] = {
        "kind": "decile_too_high",
        "door": "kelurahan",
        "client_key": key,
        "applicant": Applicant("ORANG BUATAN 0", None, BORN, "0812"),
        "family_number": FIRST,
        "told": "Lantai rumah kami tanah.",
        "changes": (FLOOR,),
    }
    return Entry(**(usual | told))


def entered(*, by: Officer | None = None, seed: int = 1, **told: object) -> Entered:
    """The case of `entry`, opened at the kelurahan's desk."""
    key = str(told.pop("key", f"form-{seed:016d}"))
    with at_desk("operator"):
        return enter_case(
            entry=entry(key, **told),
            randomness=seed.to_bytes(10, "big"),
            by=by or officer("operator"),
            at=AT,
            journal=journal_of_office(),
        )


def acting(role: str, number: int = 1, *, days: int = 0) -> dict[str, Any]:
    """Who acts, when, and the log, as every action takes them."""
    global AT
    AT += TICK
    return {
        "by": officer(role, number),
        "at": AT + timedelta(days=days),
        "journal": journal_of_office(),
    }


def again(case: Case) -> Case:
    """The case as its row is now."""
    with at_desk("verifier"):
        return Case.objects.get(pk=case.pk)
