"""Proposing what the register shows next, and a second person's answer.

One proposal is open at a time. Whoever proposed may withdraw it and never decides on it: refused
here, and by a constraint of the database.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.engine.manifest import read_manifest
from desil.engine.store import Store
from desil.errors import Conflict, NotFound, Refused, UsageFault
from desil.jobs.jobs import Asker, new_job
from desil.jobs.models import Proposal
from desil.jobs.states import JobKind, ProposalState
from desil.plausibility.run_check import RunCheck, check_run
from desil.publication.gate import publication_note, require_unaltered
from desil.publication.releases import releases_of
from desil.register.models import Publication
from desil.register.names import PublicationState
from desil.signatures.models import require_run_model_as_signed


def rollback_target() -> Publication | None:
    """The publication that a roll back would bring back; None when no other is kept."""
    kept = Publication.objects.filter(state=PublicationState.PUBLISHED.value, is_current=False)
    return kept.order_by("-made_current_at", "-id").first()


def open_proposal() -> Proposal | None:
    """The proposal that waits for a second person."""
    return Proposal.objects.filter(state=ProposalState.OPEN.value).first()


def _require_publishable(store: Store, run_id: str) -> None:
    if not run_id.isalnum():
        raise NotFound("Tidak ada run bernomor {run_id}.", run_id=run_id[:40])
    if read_manifest(store.runs / run_id).recipe.is_shadow:
        raise Refused("Run bayangan tidak diterbitkan.", hint="Setujui modelnya, lalu susun lagi.")
    if Publication.objects.filter(run_id=run_id, is_current=True).exists():
        raise Conflict("Run ini sedang berlaku.", hint="Usulkan run yang lain.")


def _proposed_run(store: Store, kind: JobKind, run_id: str) -> str:
    if kind is JobKind.PUBLISH:
        _require_publishable(store, run_id)
        return run_id
    target = rollback_target()
    if target is None:
        raise NotFound("Tidak ada penerbitan sebelumnya yang masih disimpan.")
    return target.run_id


def proposed_check(store: Store, kind: JobKind, run_id: str = "") -> RunCheck:
    """What a proposal would change beside the register of now; errors as `propose`."""
    chosen = _proposed_run(store, kind, run_id)
    return check_run(store, chosen, Publication.current_run_id(), store.engine_settings())


def families_of(store: Store, run_id: str) -> int:
    """Families of a run's newest release, from its files or from a publication that is kept."""
    if (store.runs / run_id).is_dir():
        return releases_of(store.runs / run_id)[-1].families
    kept = Publication.objects.filter(run_id=run_id, families__isnull=False).first()
    if kept is None or kept.families is None:
        raise NotFound("Tidak ada run bernomor {run_id}.", run_id=run_id)
    return kept.families


def propose(
    store: Store,
    *,
    kind: JobKind,
    run_id: str = "",
    reason: str,
    by: Asker,
    at: datetime,
    journal: Journal,
) -> Proposal:
    """Propose to publish a run, or to roll back (`run_id` is then found here).

    The proposal keeps what it was compared with, what deviates, and the digest of its content.
    NotFound for a run that is not there, Refused for a trial run, Conflict for the current one or
    while another proposal is open, CheckFailed when the run's files were altered, SignedDiffers
    when its model is not as it was approved.
    """
    check = proposed_check(store, kind, run_id)
    chosen = check.run
    if (store.runs / chosen).is_dir():
        require_unaltered(store, chosen)
        with connection.cursor() as cursor:
            require_run_model_as_signed(cursor, journal, store.home, store.runs / chosen)
    note = publication_note(store, check, reason)
    with recorded(journal, "PUBLICATION_PROPOSE", "proposal", by=by.actor, at=at) as record:
        if open_proposal() is not None:
            raise Conflict(
                "Masih ada usulan yang menunggu putusan.", hint="Putuskan atau tarik dulu."
            )
        proposal = Proposal.objects.create(
            kind=kind.value,
            run_id=chosen,
            reason=reason,
            proposed_by=by.actor,
            proposed_by_name=by.name,
            proposed_at=at,
            compared_with=check.before,
            result_hash=str(note["result_hash"]),
            deviations=[d.as_facts() for d in check.deviations],
            families=families_of(store, chosen),
        )
        record.object_id = str(proposal.pk)
        record.payload.update(note, kind=kind.value)
    return proposal


def _still_open(number: int) -> Proposal:
    proposal = Proposal.objects.select_for_update().filter(pk=number).first()
    if proposal is None:
        raise NotFound("Tidak ada usulan bernomor {number}.", number=number)
    if proposal.state != ProposalState.OPEN.value:
        raise Conflict("Usulan ini sudah diputuskan.", hint="Muat ulang halaman.")
    return proposal


def _close(
    proposal: Proposal, state: ProposalState, reason: str, *, by: Asker, at: datetime
) -> None:
    proposal.state, proposal.decision_reason = state.value, reason
    proposal.decided_by, proposal.decided_by_name, proposal.decided_at = by.actor, by.name, at
    proposal.save()


def _require_families(proposal: Proposal, typed: int | None) -> None:
    """UsageFault unless the approver typed the number of families that the register will have."""
    if typed != proposal.families:
        raise UsageFault(
            "Jumlah keluarga yang diketik bukan jumlah keluarga pada usulan ini.",
            hint="Baca lagi tabel perubahannya, lalu ketik jumlah keluarga sesudah penerbitan.",
        )


def decide(
    number: int,
    *,
    is_approved: bool,
    reason: str,
    families: int | None = None,
    by: Asker,
    at: datetime,
    journal: Journal,
) -> Proposal:
    """A second person's answer; approval starts the job that carries it out.

    Approval needs the number of `families` that the register will have, as the approver read it.
    Refused for the person who proposed, Conflict when it was decided already or when the register
    has changed since, UsageFault for another number.
    """
    verb = "PUBLICATION_APPROVE" if is_approved else "PUBLICATION_REJECT"
    state = ProposalState.APPROVED if is_approved else ProposalState.REJECTED
    with recorded(journal, verb, "proposal", by=by.actor, at=at) as record:
        proposal = _still_open(number)
        record.object_id = str(proposal.pk)
        record.payload.update(kind=proposal.kind, run=proposal.run_id)
        if proposal.proposed_by == by.actor:
            raise Refused(
                "Yang mengusulkan tidak memutuskan usulannya sendiri.",
                hint="Minta orang kedua; Anda dapat menarik usulan ini.",
            )
        if is_approved:
            _require_families(proposal, families)
            if (Publication.current_run_id() or "") != proposal.compared_with:
                raise Conflict("Register sudah berubah sejak usulan ini.", hint="Usulkan lagi.")
            record.payload.update(result_hash=proposal.result_hash, families=proposal.families)
            details = {"run": proposal.run_id, "proposal": proposal.pk}
            proposal.job = new_job(JobKind(proposal.kind), details, by=by, at=at)
        _close(proposal, state, reason, by=by, at=at)
    return proposal


def withdraw(number: int, *, by: Asker, at: datetime, journal: Journal) -> Proposal:
    """Take one's own proposal back; Refused for somebody else's."""
    with recorded(journal, "PUBLICATION_WITHDRAW", "proposal", by=by.actor, at=at) as record:
        proposal = _still_open(number)
        record.object_id = str(proposal.pk)
        if proposal.proposed_by != by.actor:
            raise Refused("Hanya pengusul yang dapat menarik usulannya.")
        _close(proposal, ProposalState.WITHDRAWN, "", by=by, at=at)
    return proposal
