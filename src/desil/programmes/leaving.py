"""Who left a programme's list when the signed list of a later period took its place, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from desil.audit.journal import Journal
from desil.audit.signed import SignedDiffers
from desil.dictionary.label import Label
from desil.eligibility.lists.comparing import Difference, compare_family, compare_lists
from desil.eligibility.lists.frozen import StoredList
from desil.engine.database import open_database
from desil.engine.store import Store
from desil.errors import NotFound
from desil.jobs.list_models import ListedRow, ProgrammeList
from desil.jobs.states import ListProposalState
from desil.register.family_file.succession import numbers_of
from desil.register.models import PersonSuccession
from desil.signatures.list_files import signed_list

_MEMORY, _THREADS = "1GB", 2  # of a comparison, which a page waits for
_LISTED = "terdaftar"


@dataclass(frozen=True, slots=True)
class Left:
    """A family, or one person of it (`nik`), that the signed list `now` no longer has and the
    signed list before had; `reason` is a name of `REASONS`, `says` tells it with the rule."""

    now: ProgrammeList
    before: ProgrammeList
    nik: str | None
    reason: str
    says: Label


def signed_before(now: ProgrammeList) -> ProgrammeList:
    """The signed list of the period before a signed one; NotFound where either is not signed."""
    earlier = ProgrammeList.objects.filter(
        programme=now.programme,
        state=ListProposalState.APPROVED.value,
        on_date__lt=now.on_date,
    ).order_by("-on_date")
    found = earlier.first()
    if now.state != ListProposalState.APPROVED.value or found is None:
        raise NotFound(
            "Belum ada dua daftar yang ditandatangani dari periode yang berurutan.",
            hint="Surat dibuat sesudah daftar yang baru ditandatangani.",
        )
    return found


def _both_as_signed(
    store: Store, journal: Journal, now: ProgrammeList, before: ProgrammeList
) -> tuple[StoredList, StoredList]:
    """The files of the earlier list and of the later one, held against what was signed."""
    with connection.cursor() as cursor:
        earlier = signed_list(cursor, journal, store.home, before.pk)
        return earlier, signed_list(cursor, journal, store.home, now.pk)


def left_since(store: Store, journal: Journal, now: ProgrammeList) -> Difference:
    """All that changed since the signed list of the period before; NotFound as `signed_before`,
    or where the files of a list are not here, SignedDiffers where they are not what was signed."""
    earlier, kept = _both_as_signed(store, journal, now, signed_before(now))
    settings = store.engine_settings(memory_limit=_MEMORY, threads=_THREADS)
    with open_database(settings) as database:
        return compare_lists(
            database,
            earlier,
            kept,
            store.runs / kept.frozen.run_id,
        )


def _left(
    store: Store, journal: Journal, now: ProgrammeList, before: ProgrammeList, family_number: str
) -> list[Left]:
    earlier, kept = _both_as_signed(store, journal, now, before)
    settings = store.engine_settings(memory_limit=_MEMORY, threads=_THREADS)
    with open_database(settings) as database:
        found = compare_family(
            database,
            earlier,
            kept,
            store.runs / kept.frozen.run_id,
            family_number,
        )
    return [
        Left(now, before, r["nik"], r["reason"], says_of(found, r["reason"], r["verdict"]))
        for r in found.rows.to_pylist()
        if r["change"] == "leaving"
    ]


def says_of(found: Difference, reason: str, verdict: int | None) -> Label:
    """A reason in both languages."""
    return Label(found.says(reason, verdict, "id"), found.says(reason, verdict, "en"))


def _unknown(gone: Gone) -> Left:
    says = Label("alasannya tidak dapat dihitung lagi", "the reason can no longer be worked out")
    return Left(gone.now, gone.before, gone.nik, "", says)


def left_list(store: Store, journal: Journal, now: ProgrammeList, family_number: str) -> list[Left]:
    """What a family left with one signed list, each person by themselves; NotFound where it left
    nothing, as `signed_before`, or where the files of a list are not here; SignedDiffers."""
    found = _left(store, journal, now, signed_before(now), family_number)
    if not found:
        raise NotFound("Keluarga ini tidak keluar dari daftar itu.")
    return found


@dataclass(frozen=True, slots=True)
class Gone:
    """A family, or one person of it (`nik`), that is on the signed list `before` and not on the
    newest signed one, `now`."""

    now: ProgrammeList
    before: ProgrammeList
    nik: str | None


def _present_niks(family_number: str) -> dict[str, str | None]:
    """By earlier NIK, that of today, for the members of a family."""
    rows = PersonSuccession.current.filter(family_number=family_number)
    return {row.earlier_nik: row.nik for row in rows}


def gone_from(family_number: str) -> list[Gone]:
    """What a family, or a member, left with the newest signed list of each programme, as the
    register itself tells it: without a reason. A family is followed by its numbers, a member by
    theirs. Rows are those of the reader's territory."""
    numbers = numbers_of(family_number)
    present = _present_niks(family_number)
    signed = ProgrammeList.objects.filter(state=ListProposalState.APPROVED.value)
    by_programme: dict[str, list[ProgrammeList]] = {}
    for told in signed.order_by("programme", "-on_date"):
        by_programme.setdefault(told.programme, []).append(told)
    found: list[Gone] = []
    for lists in by_programme.values():
        if len(lists) < 2:
            continue
        now, before = lists[0], lists[1]
        rows = ListedRow.objects.filter(
            family_number__in=numbers, state=_LISTED, list__in=[now.pk, before.pk]
        ).values_list("list_id", "nik")
        here = {nik for list_id, nik in rows if list_id == now.pk}
        listed = {present.get(nik or "", nik) for list_id, nik in rows if list_id == before.pk}
        found += [Gone(now, before, nik) for nik in sorted(listed - here, key=str)]
    return found


def left_lists(store: Store, journal: Journal, family_number: str) -> list[Left]:
    """The same with the reason; lists are only compared where something was left."""
    found: list[Left] = []
    gone = gone_from(family_number)
    for now, before in {g.now.pk: (g.now, g.before) for g in gone}.values():
        try:
            found += _left(store, journal, now, before, family_number)
        except (NotFound, SignedDiffers):  # the lists' files are not here, or not to be trusted
            found += [_unknown(g) for g in gone if g.now.pk == now.pk]
    return found
