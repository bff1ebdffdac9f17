"""Opening a case. The same `client_key` again is the same case: a retry never doubles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from desil.accounts.actions.recorded import ActionRecord, recorded
from desil.accounts.territory import WHOLE_CITY
from desil.audit.event import Purpose
from desil.audit.journal import Journal
from desil.cases.actions.changing import keep_changes
from desil.cases.actions.history import add_event, keep_state
from desil.cases.calendar.working_days import working_calendar
from desil.cases.changes.register import KnownFamily, known_family
from desil.cases.changes.requested_changes import CheckedChange, RequestedChange, checked_changes
from desil.cases.kinds.kind import Kind, kind_named
from desil.cases.kinds.words import About, Door
from desil.cases.models import Case, CaseApplicant
from desil.cases.territory_scope import seeing, seeing_village
from desil.cases.ticket import ticket_from
from desil.cases.workflow.events import CaseEvent, Move, Officer
from desil.cases.workflow.guards import require_entry
from desil.cases.workflow.state import state_after
from desil.dictionary.kk import judge_kk
from desil.dictionary.label import without_unseen
from desil.dictionary.verdict import Verdict
from desil.engine.hashing import canonical_json, sha256_of_text
from desil.errors import Conflict, NotFound, UsageFault

LONGEST_TOLD = 4_000
_IN_REGISTER = frozenset({About.FAMILY, About.PERSON, About.OTHER_FAMILY})


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks; with ticket and birth date the applicant follows the case."""

    name: str = ""
    nik: str | None = None
    birth_date: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A case to open. `client_key` is drawn by the caller once per form (16-80 letters and
    digits); `family_number` is empty for a case about nobody; `nik` the person concerned;
    `village_code` is asked where the register does not say it (a new family, a case about
    nobody); `code_by` who gave the code that the applicant came in by; `deliberated` the
    day and attendance of the deliberation that agreed on it, whose papers follow."""

    kind: str
    door: str
    client_key: str
    applicant: Applicant
    family_number: str = ""
    nik: str = ""
    village_code: str = ""
    told: str = ""
    changes: Sequence[RequestedChange] = field(default_factory=tuple)
    code_by: str = ""
    deliberated: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entered:
    """The case that was opened, and whether it was new or a retry of one opened before."""

    case: Case
    is_new: bool


def _content_hash(entry: Entry) -> str:
    told = {
        name: value
        for name, value in asdict(entry).items()
        if name not in {"code_by", "deliberated"}
    }
    return sha256_of_text(canonical_json({"entry": _plain(told)}))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def _hold(entry: Entry) -> None:
    key = entry.client_key
    if not (16 <= len(key) <= 80 and key.isascii() and key.replace("-", "").isalnum()):
        raise UsageFault("Kunci pengiriman tidak sah.", hint="16-80 huruf, angka, dan '-'.")
    if len(entry.told) > LONGEST_TOLD:
        raise UsageFault(
            f"Uraian {len(entry.told)} huruf terlalu panjang.",
            hint=f"Paling banyak {LONGEST_TOLD}.",
        )
    if entry.family_number and judge_kk(entry.family_number).verdict is Verdict.INVALID:
        raise UsageFault("Nomor KK itu tidak mungkin.", hint="16 angka, seperti pada kartu.")
    if entry.door == Door.PORTAL.value and entry.applicant.birth_date is None:
        raise UsageFault("Tanggal lahir pemohon kosong.", hint="Isi: dengan itu tiket dibuka.")


def _seen(entry: Entry) -> Entry:
    """The entry without letters that are not seen, which turn texts around or break documents."""
    who = entry.applicant
    applicant = replace(who, name=without_unseen(who.name), phone=without_unseen(who.phone))
    return replace(entry, told=without_unseen(entry.told), applicant=applicant)


def _family(kind: Kind, entry: Entry) -> KnownFamily | None:
    """The family in the register where the case needs one; NotFound, Conflict or UsageFault."""
    if not entry.family_number:
        if kind.about is not About.NOBODY:
            raise UsageFault("Keluarga yang dimaksud belum diisi.", hint="Cari keluarganya dulu.")
        return None
    family = known_family(entry.family_number)
    if kind.about in _IN_REGISTER and family is None:
        raise NotFound(
            "Keluarga ini tidak ada di register, atau di luar wilayah tugas Anda.",
            hint="Periksa nomornya, atau ajukan sebagai keluarga belum terdaftar.",
        )
    if kind.about is About.NEW_FAMILY and family is not None:
        raise Conflict(
            "Keluarga ini sudah terdaftar.", hint="Buka keluarganya, lalu pilih jenisnya."
        )
    if kind.about is About.PERSON and entry.nik and family and entry.nik not in family.members:
        raise NotFound(
            "Orang itu bukan anggota keluarga ini.", hint="Pilih anggota yang terdaftar."
        )
    return family


def _new_case(
    kind: Kind, entry: Entry, village_code: str, ticket: str, by: Officer, at: datetime
) -> Case:
    return Case(
        ticket=ticket,
        client_key=entry.client_key,
        content_hash=_content_hash(entry),
        kind=kind.name,
        door=entry.door,
        village_code=village_code,
        family_number=entry.family_number or None,
        nik=entry.nik or None,
        told=entry.told,
        is_protected=kind.protects_applicant,
        entered_by=by.actor,
        entered_by_name=by.name,
        entered_at=at,
    )


def _details(entry: Entry) -> Mapping[str, object]:
    """The door, the deliberation that it comes from; and whoever gave the resident's code, who
    could have used it themselves."""
    given = {"code_by": entry.code_by} if entry.code_by else {}
    return {"door": entry.door, **given, **entry.deliberated}


def _write(
    case: Case, kind: Kind, entry: Entry, changes: list[CheckedChange], by: Officer, at: datetime
) -> None:
    calendar = working_calendar()
    first = CaseEvent(Move.ENTER, at, by.actor, None, details=_details(entry))
    state = state_after(kind, None, first)
    asked = CaseEvent(Move.PROPOSE, at, by.actor, state.step, details={"changes": len(changes)})
    events = [first, *([asked] if changes else [])]
    for event in events[1:]:
        state = state_after(kind, state, event)
    keep_state(case, state, len(events), calendar)
    case.save()
    for place, event in enumerate(events, start=1):
        add_event(case, event, place=place, by=by)
    keep_changes(case, changes, by=by, at=at)
    CaseApplicant.objects.create(
        case=case,
        village_code=case.village_code,
        is_protected=case.is_protected,
        **asdict(entry.applicant),
    )


def _already_there(entry: Entry, by: Officer) -> Case | None:
    """The case of this client key; Conflict where the key came with something else."""
    with seeing(WHOLE_CITY):
        found = Case.objects.filter(client_key=entry.client_key).first()
    if found is None:
        return None
    if found.content_hash != _content_hash(entry) or found.entered_by != by.actor:
        raise Conflict(
            "Kunci pengiriman ini sudah dipakai untuk isian lain.", hint="Buka formulir baru."
        )
    return found


def _say(record: ActionRecord, case: Case, journal: Journal) -> None:
    record.object_id, record.purpose = case.number, Purpose.CASE
    record.payload.update(kind=case.kind, door=case.door)
    if case.family_number:
        record.subjects = (journal.family(case.family_number),)


def enter_case(
    *, entry: Entry, randomness: bytes, by: Officer, at: datetime, journal: Journal
) -> Entered:
    """Open a case; `randomness` are `ticket.RANDOM_BYTES` fresh random bytes.

    The portal has no territory: its case is written with the sight of its own kelurahan alone,
    after the portal has proven who asks. Refused for a door or person that may not, NotFound for a
    family that is not there or not seen, UsageFault for what cannot be, Conflict for a family that
    is registered already and for a `client_key` that came with other content. What comes back is
    committed: it survives the process.
    """
    kind, entry = kind_named(entry.kind), _seen(entry)
    require_entry(kind, entry.door, by)
    _hold(entry)
    found = _already_there(entry, by)
    if found is not None:
        return Entered(found, is_new=False)
    if not by.is_applicant:
        return _enter(kind, entry, randomness, by, at, journal)
    with seeing(WHOLE_CITY):
        family = _family(kind, entry)
    village = family.village_code if family else entry.village_code
    with seeing_village(village):
        return _enter(kind, entry, randomness, by, at, journal)


def _checked(kind: Kind, entry: Entry, at: datetime) -> tuple[str, list[CheckedChange]]:
    """The kelurahan of a case to open, and its changes."""
    family = _family(kind, entry)
    day = working_calendar().day_of(at)
    changes = checked_changes(kind, entry.family_number, family, entry.changes, day)
    return family.village_code if family else entry.village_code, changes


def check_entry(entry: Entry, *, by: Officer, at: datetime) -> None:
    """Whether an officer could open a case now: nothing is written. Errors as of `enter_case`."""
    kind, entry = kind_named(entry.kind), _seen(entry)
    require_entry(kind, entry.door, by)
    _hold(entry)
    if _already_there(entry, by) is None:
        village, _ = _checked(kind, entry, at)
        _require_inside(village)


def _enter(
    kind: Kind, entry: Entry, randomness: bytes, by: Officer, at: datetime, journal: Journal
) -> Entered:
    village, changes = _checked(kind, entry, at)
    case = _new_case(kind, entry, village, ticket_from(randomness), by, at)
    try:
        with (
            transaction.atomic(),
            recorded(journal, "CASE_ENTER", "case", by=by.actor, at=at) as record,
        ):
            _require_inside(village)
            _write(case, kind, entry, changes, by, at)
            _say(record, case, journal)
    except IntegrityError:
        raced = _already_there(entry, by)  # the same form sent twice at once
        if raced is None:
            raise
        return Entered(raced, is_new=False)
    return Entered(case, is_new=True)


def _require_inside(village_code: str) -> None:
    """NotFound where the kelurahan is outside the session's territory, as row security sees it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select desil_sees_city() or %s = any(coalesce(desil_villages(), '{}'))", [village_code]
        )
        (is_inside,) = cursor.fetchone() or (False,)
    if not is_inside:
        raise NotFound("Kelurahan ini di luar wilayah tugas Anda.", hint="Pilih kelurahan Anda.")
