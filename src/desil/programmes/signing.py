"""Proposing a list and signing it: two people, one list in force for a programme and period."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from desil.accounts.actions.recorded import ActionRecord, recorded
from desil.audit.journal import Journal
from desil.errors import Conflict, NotFound, Refused
from desil.jobs.jobs import Asker
from desil.jobs.list_models import ProgrammeList
from desil.jobs.states import ListProposalState as State
from desil.signatures.lists import require_list_as_signed, signed_content


def _locked(list_id: str) -> ProgrammeList:
    found = ProgrammeList.objects.select_for_update().filter(pk=list_id).first()
    if found is None:
        raise NotFound("Tidak ada daftar dengan nomor itu.")
    return found


def _others(told: ProgrammeList, state: State) -> list[ProgrammeList]:
    same = ProgrammeList.objects.select_for_update().filter(
        programme=told.programme, period=told.period, state=state.value
    )
    return list(same.exclude(pk=told.pk))


def _keep_content(record: ActionRecord, journal: Journal, told: ProgrammeList) -> None:
    """Put the digest of the list's content into the event; SignedDiffers where it changed since it
    was loaded or proposed."""
    with connection.cursor() as cursor:
        require_list_as_signed(cursor, journal, told.pk)
        record.payload.update(signed_content(cursor, told.pk), result_hash=told.result_hash)


def propose_list(
    list_id: str, *, reason: str, by: Asker, at: datetime, journal: Journal
) -> ProgrammeList:
    """Propose a loaded list; Conflict where it is proposed or decided already, or while another
    list of the same programme and period waits or is in force."""
    with recorded(journal, "LIST_PROPOSE", "programme_list", by=by.actor, at=at) as record:
        told = _locked(list_id)
        record.object_id = told.pk
        record.payload.update(programme=told.programme, period=told.period)
        if told.state not in {State.LOADED.value, State.WITHDRAWN.value}:
            raise Conflict("Daftar ini sudah diusulkan atau diputuskan.")
        if _others(told, State.OPEN) or _others(told, State.APPROVED):
            raise Conflict(
                "Program dan periode ini sudah punya daftar yang menunggu atau berlaku.",
                hint="Tarik usulan yang lama, atau cabut daftar yang berlaku.",
            )
        _keep_content(record, journal, told)
        told.state, told.reason = State.OPEN.value, reason
        told.proposed_by, told.proposed_by_name, told.proposed_at = by.actor, by.name, at
        told.save()
    return told


def _close(told: ProgrammeList, state: State, reason: str, *, by: Asker, at: datetime) -> None:
    told.state, told.decision_reason = state.value, reason
    told.decided_by, told.decided_by_name, told.decided_at = by.actor, by.name, at
    told.save()


def sign_list(
    list_id: str, *, is_approved: bool, reason: str, by: Asker, at: datetime, journal: Journal
) -> ProgrammeList:
    """A second person's answer; Refused for whoever proposed, Conflict where none waits,
    SignedDiffers where the list changed since it was proposed."""
    verb = "LIST_APPROVE" if is_approved else "LIST_REJECT"
    with recorded(journal, verb, "programme_list", by=by.actor, at=at) as record:
        told = _locked(list_id)
        record.object_id = told.pk
        record.payload.update(programme=told.programme, period=told.period)
        if told.state != State.OPEN.value:
            raise Conflict("Daftar ini tidak sedang menunggu putusan.", hint="Muat ulang halaman.")
        if told.proposed_by == by.actor:
            raise Refused(
                "Yang mengusulkan daftar tidak menandatanganinya.",
                hint="Minta orang kedua; Anda dapat menarik usulan ini.",
            )
        if is_approved:
            _keep_content(record, journal, told)
        _close(told, State.APPROVED if is_approved else State.REJECTED, reason, by=by, at=at)
    return told


def withdraw_list(list_id: str, *, by: Asker, at: datetime, journal: Journal) -> ProgrammeList:
    """Take one's own proposal back; Refused for somebody else's."""
    with recorded(journal, "LIST_WITHDRAW", "programme_list", by=by.actor, at=at) as record:
        told = _locked(list_id)
        record.object_id = told.pk
        if told.state != State.OPEN.value:
            raise Conflict("Daftar ini tidak sedang menunggu putusan.")
        if told.proposed_by != by.actor:
            raise Refused("Hanya pengusul yang dapat menarik usulannya.")
        told.state = State.WITHDRAWN.value
        told.save()
    return told


def revoke_list(
    list_id: str, *, reason: str, by: Asker, at: datetime, journal: Journal
) -> ProgrammeList:
    """End a list in force, so that another may be proposed; Refused for whoever proposed it."""
    with recorded(journal, "LIST_REVOKE", "programme_list", by=by.actor, at=at) as record:
        told = _locked(list_id)
        record.object_id = told.pk
        if told.state != State.APPROVED.value:
            raise Conflict("Daftar ini tidak sedang berlaku.")
        if told.proposed_by == by.actor:
            raise Refused("Yang mengusulkan daftar tidak mencabutnya.")
        _close(told, State.REPLACED, reason, by=by, at=at)
    return told
