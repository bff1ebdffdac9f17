"""Sending what was signed: one `koreksi` delivery, that intake reads like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.journal import Journal
from desil.cases.actions.changing import current_changes
from desil.cases.actions.moving import moving
from desil.cases.actions.signing import as_signed
from desil.cases.calendar.working_days import working_calendar
from desil.cases.changes.requested_changes import HAPPENING
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseBatch, CaseEvent, CaseEvidence
from desil.cases.sending.batch_folder import folder_name, write_batch
from desil.cases.sending.koreksi import AcceptedChange, koreksi_text
from desil.cases.sending.upward import corrected_rows, hand_over_bytes
from desil.cases.territory_scope import seeing_city
from desil.cases.whereabouts import place_of
from desil.cases.workflow.events import Move, Officer
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.progress import Progress
from desil.engine.store import Store
from desil.errors import Refused
from desil.intake.delivery import take_in
from desil.register.models import Family, Person
from desil.sources.source import CORRECTION_SOURCE

MOST_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A batch that was sent: its row, its delivery, its folder, how many cases and changes;
    `altered` are the cases that were left out, since they are no longer what was signed. Without a
    batch nothing else waited."""

    batch: CaseBatch | None
    delivery_id: str
    folder: Path | None
    cases: int
    changes: int
    altered: tuple[str, ...] = ()


def accepted_changes(case: Case) -> list[AcceptedChange]:
    """What was signed of a case."""
    signed = (
        CaseEvent.objects.filter(case=case, move=Move.ADVANCE.value, step=Step.SIGN.value)
        .order_by("-place")
        .first()
    )
    assert signed is not None  # noqa: S101 - the workflow sends nothing that was not signed
    evidence = CaseEvidence.objects.filter(case=case).order_by("pk")
    hashes = list(evidence.values_list("sha256", flat=True))
    told = happenings()
    return [
        AcceptedChange(
            case.number,
            change.fact_table,
            change.subject,
            change.fact,
            change.old_value,
            change.new_value,
            hashes,
            working_calendar().day_of(signed.at),
            signed.by,
            (told[change.fact].about if change.fact_table == HAPPENING else change.fact_table)
            == PERSON.name,
        )
        for change in current_changes(case)
    ]


def _upward(cases: Sequence[Case], changes: Sequence[AcceptedChange]) -> dict[str, bytes]:
    """The families of the cases in the layout of the hand-over, corrected."""
    numbers = sorted(
        {place_of(case).family_number or case.family_number for case in cases if case.family_number}
    )
    families = Family.current.filter(family_number__in=numbers)
    names = [n for n in FAMILY.names if not n.startswith("decile_")]
    people = Person.current.filter(family_number__in=numbers).values(*PERSON.names)
    return {
        "keluarga_koreksi.csv": hand_over_bytes(
            FAMILY, corrected_rows(FAMILY, families.values(*names), changes)
        ),
        "anggota_keluarga_koreksi.csv": hand_over_bytes(
            PERSON, corrected_rows(PERSON, people, changes)
        ),
    }


def _file(store: Store, batch: CaseBatch, cases: Sequence[Case], changes: list[AcceptedChange],
          at: datetime) -> tuple[Path, str]:  # fmt: skip
    folder = store.home / folder_name(batch)
    files = {"koreksi.csv": koreksi_text(changes).encode(), **_upward(cases, changes)}
    facts = {
        "batch": batch.pk,
        "sent_at": at.isoformat(),
        "cases": [case.number for case in cases],
        "changes": len(changes),
    }
    return folder, write_batch(folder, files, facts)


def send_signed(
    store: Store, *, by: Officer, at: datetime, journal: Journal, progress: Progress
) -> Sent | None:
    """Send every signed case (at most `MOST_AT_ONCE`); None where none waits.

    The batch's folder `<home>/sent/<day>-<number>` holds the delivery's file, the families in the
    layout of the hand-over, and a receipt with hashes. The delivery is taken in before the cases
    say that they were sent: whoever is killed in between sends the same changes again, and a run
    counts each once. The caller holds the store's write lock. Refused for whoever does not send.
    """
    if not by.may(Permission.CASE_SEND):
        raise Refused("Mengirim bukan wewenang Anda.", hint="Minta petugas data Dinsos.")
    with seeing_city():
        waiting = Case.objects.select_for_update().filter(step=Step.SEND.value).order_by("pk")
        cases, altered = as_signed(
            list(waiting[:MOST_AT_ONCE]), by=by.actor, at=at, journal=journal
        )
        if not cases:
            return Sent(None, "", None, 0, 0, altered) if altered else None
        changes = [change for case in cases for change in accepted_changes(case)]
        with recorded(journal, "CASE_SEND_BATCH", "batch", by=by.actor, at=at) as record:
            batch = CaseBatch.objects.create(
                step=Step.SEND.value, by=by.actor, by_name=by.name, at=at, cases=len(cases)
            )
            folder, receipt = _file(store, batch, cases, changes, at)
            delivery = take_in(
                store,
                CORRECTION_SOURCE,
                [folder / "koreksi.csv"],
                reference_date=working_calendar().day_of(at),
                handed_in_by=by.actor,
                at=at,
                settings=store.engine_settings(memory_limit="500MB", threads=1),
                progress=progress,
            )
            batch.delivery_id, batch.receipt = delivery.id, receipt
            batch.save(update_fields=["delivery_id", "receipt"])
            told = {"batch": batch.pk, "delivery": delivery.id}
            for case in cases:
                with moving(
                    case.number, Move.ADVANCE, by=by, at=at, journal=journal, details=told
                ) as under_way:
                    under_way.case.batch = batch
                    under_way.case.save(update_fields=["batch"])
            record.object_id = str(batch.pk)
            record.payload.update(
                cases=len(cases), changes=len(changes), delivery=delivery.id, digest=receipt
            )
    return Sent(batch, delivery.id, folder, len(cases), len(changes), altered)
