"""Every letter and every ticket page that the cases of a type come to, moment by moment.

`album_of` walks a case of one type through its steps and, at each, tries every other move: what was
tried is rolled back. `DESIL_ALBUM=<folder>` makes tests/integration/cases/test_album.py keep the
letters (PDF) and the pages (text) for a reader.
"""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import transaction
from django.test import RequestFactory
from django.utils.translation import override

from desil.cases.actions.people import RESIDENT
from desil.cases.actions.releases import note_releases
from desil.cases.actions.sending import send_signed
from desil.cases.actions.steps import (
    advance,
    give_back,
    object_to_refusal,
    refuse,
    reopen,
    undo,
    withdraw,
)
from desil.cases.changes.requested_changes import HAPPENING
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Claim, Step, reasons, step_rules
from desil.cases.letters.letter import letter_of
from desil.cases.letters.papers import brought_papers
from desil.cases.models import Case, CaseChange
from desil.cases.queries.tickets import applicants_case
from desil.cases.workflow.letter_claims import reasons_shown
from desil.dictionary.results import CORRECTIONS, CorrectionOutcome
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.portal.pages import ticket as page_of_ticket
from tests import case_office
from tests.case_letters import NAMED, file_of_applicant, letter_told
from tests.case_office import acting, again, at_desk
from tests.case_staff import ROLE_OF
from tests.case_walk import DETAILS, papers, take_step
from tests.case_words import ANSWERS, NOTE

RELEASE = date(2027, 1, 23)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an applicant reads of a case at one moment: its newest letter with its number, and the
    page of its ticket in both languages, line by line."""

    kind: str
    moment: str
    number: str
    letter: str
    page: str
    english: str


class _Undone(Exception):
    pass


@contextlib.contextmanager
def tried() -> Iterator[None]:
    """What is done to the register inside is rolled back."""
    with contextlib.suppress(_Undone), transaction.atomic():
        yield
        raise _Undone


def text_of(page: str) -> str:
    """What a page says, a line for each part of it."""
    (body,) = re.findall(r"<main[^>]*>(.*)</main>", page, re.DOTALL)
    body = re.sub(r"<(input|select|textarea)[^>]*>", "", body)
    lines = re.sub(
        r"</?(br|h\d|p|li|dt|dd|section|form|div|dl|ol|ul|button|option)[^>]*>", "\n", body
    )
    found = (
        re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", x))) for x in lines.split("\n")
    )
    return "\n".join(x.strip() for x in found if x.strip())


def page_text(case: Case, language: str) -> str:
    """The page of a ticket as its applicant reads it."""
    request = RequestFactory().get("/warga/tiket/")
    with override(language), applicants_case(case.ticket, case_office.BORN) as found:
        return text_of(page_of_ticket._page(request, found, "").content.decode())


@dataclass
class Album:
    """The sheets of a case so far; `folder` keeps them for a reader where it is given."""

    case: Case
    folder: Path | None
    sheets: list[Sheet]

    def keep(self, moment: str) -> None:
        """The case as it is now."""
        case = again(self.case)
        pages = {language: page_text(case, language) for language in ("id", "en")}
        number, letter = letter_told(case)
        sheet = Sheet(case.kind, moment, number, letter, pages["id"], pages["en"])
        self.sheets.append(sheet)
        if self.folder is not None:
            name = f"{case.kind}-{len(self.sheets):03d}-{moment}"
            if sheet.letter not in {s.letter for s in self.sheets[:-1]}:
                file = file_of_applicant(case)
                with at_desk("verifier"):
                    made = letter_of(file, home=settings.DESIL_HOME, **NAMED)
                (self.folder / f"{name}.pdf").write_bytes(made)
            told = f"{sheet.letter}\n\n--- TIKET\n{sheet.page}\n\n--- TICKET\n{sheet.english}\n"
            (self.folder / f"{name}.txt").write_text(told, encoding="utf-8")

    @property
    def step(self) -> Step:
        """The step that the case waits for."""
        return Step(again(self.case).step or "")


def one_of_each_group(codes: Sequence[str], *, seen: bool = False) -> list[str]:
    """The first reason of each group; letters of the others differ in its name alone. What a visit
    saw here is no better home than was asked."""
    believed = [code for code in codes if not (seen and code == "B2")]
    firsts = {reasons()[code].group: code for code in reversed(believed)}
    return [code for code in codes if code in firsts.values()]


def _as_resident() -> dict[str, Any]:
    return acting("operator") | {"by": RESIDENT}


def _tried_moves(album: Album, kind: Kind) -> None:
    """Refused and sent back for a reason of each group, withdrawn: each from the same step."""
    step, number = album.step, album.case.number
    role = ROLE_OF[step]
    stands = file_of_applicant(album.case).state
    shown = reasons_shown(kind, stands, is_return=False)
    for reason in one_of_each_group(shown, seen=stands.seen_otherwise > 0):
        with tried():
            with at_desk("verifier"):
                if reasons()[reason].rests_on is not None:
                    papers(album.case, *kind.documents_until(step))
                told = dict(DETAILS) if step is Step.DELIBERATE else {}
                named = [name for name in brought_papers(kind) if name in stands.documents]
                if reasons()[reason].claims is Claim.PAPERS_THERE and named:
                    told["documents"] = named[:1]
                if step is Step.DELIBERATE:
                    papers(album.case, *step_rules()[step].documents)
                refuse(number, reason=reason, note=NOTE, details=told, **acting(role, 7))
            album.keep(f"{step}-refused-{reason}")
            if reason == shown[0] and step in {kind.steps[0], Step.SEND}:
                _objected(album, kind)
    is_returned = step not in {Step.COMPLETE, Step.SEND, Step.EFFECTIVE}
    state = file_of_applicant(album.case).state
    returns = reasons_shown(kind, state, is_return=True) if is_returned else ()
    for reason in one_of_each_group(returns):
        names_papers = reason in {"A1", "A2"} or kind.tells_specific
        wanted = brought_papers(kind)[:1] if names_papers else ()
        note = "" if wanted and reason == "A1" else NOTE
        with tried():
            with at_desk("verifier"):
                give_back(number, reason=reason, note=note, documents=wanted, **acting(role, 7))
            album.keep(f"{step}-sent-back-{reason}")
    if step is kind.steps[0]:
        for moment, by in (("resident", _as_resident()), ("counter", acting("operator"))):
            with tried():
                with at_desk("operator"):
                    withdraw(number, note="Tidak jadi.", **by)
                album.keep(f"{step}-withdrawn-by-{moment}")
                with at_desk("operator"):
                    undo(number, note="Jadi.", **by)
                album.keep(f"{step}-withdrawal-taken-back-by-{moment}")


def _objected(album: Album, kind: Kind) -> None:
    """An objection to a refusal, which is refused again; and what a verifier opens again."""
    number, before = album.case.number, again(album.case).events
    with tried():
        with at_desk("operator"):
            object_to_refusal(number, note="Petugas salah rumah.", **_as_resident())
        album.keep(f"after-{before}-objected")
        step = album.step
        role = ROLE_OF[step]
        state = file_of_applicant(album.case).state
        codes = reasons_shown(kind, state, is_return=False)
        reason = next(r for r in codes if reasons()[r].rests_on is None)
        with tried():
            with at_desk("verifier"):
                refuse(number, reason=reason, note=NOTE, **acting(role, 8))
            album.keep(f"after-{before}-objection-refused")
    with tried():
        with at_desk("verifier"):
            reopen(number, note="Dibuka lagi.", **acting("verifier", 8))
        album.keep(f"after-{before}-opened-again")


def _release(case: Case, outcome: CorrectionOutcome, folder: Path) -> None:
    """The next release made this of every change of a case."""
    with at_desk("verifier"):
        changes = list(CaseChange.objects.filter(case=case, is_current=True))
    rows = [
        {
            "case_number": case.number, "fact_table": c.fact_table, "subject": c.subject,
            "fact": c.fact, "old_value": c.old_value, "new_value": c.new_value,
            "outcome": outcome.value, "release_date": RELEASE,
            "stated_value": c.old_value if outcome is CorrectionOutcome.CONTRADICTED else None,
        }
        for c in changes
    ]  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    made = pa.Table.from_pylist(rows, schema=CORRECTIONS.schema)
    pq.write_table(made, folder / CORRECTIONS.file_name)
    note_releases(folder, **acting("data_officer", days=60))


def _ended(album: Album, kind: Kind, home: Path) -> None:
    """The last step: answered, or what a release made of what was sent."""
    if kind.steps[-1] is Step.ANSWER:
        for outcome in kind.outcomes:
            with tried():
                with at_desk("verifier"):
                    papers(album.case, *kind.documents)
                    told = acting("verifier", 7)
                    advance(album.case.number, outcome=outcome, note=ANSWERS[outcome], **told)
                album.keep(f"answered-{outcome}")
        return
    with at_desk("verifier"):
        is_fact = CaseChange.objects.filter(case=album.case).exclude(fact_table=HAPPENING).exists()
    for outcome in CorrectionOutcome:
        if outcome is CorrectionOutcome.CONTRADICTED and not is_fact:
            continue  # an event is in a release or it is not
        with tried():
            _release(album.case, outcome, home / "release" / outcome.value)
            album.keep(f"release-{outcome}")
            if outcome is CorrectionOutcome.CONTRADICTED:
                with at_desk("verifier"):
                    reopen(album.case.number, note="x", **acting("verifier", 8, days=61))
                album.keep("release-contradicted-opened-again")


def album_of(
    kind: Kind,
    case: Case,
    *,
    home: Path,
    folder: Path | None = None,
    at_visit: Callable[[Case], None] = lambda case: None,
    at_other_visit: Callable[[Case], None] | None = None,
) -> list[Sheet]:
    """Every sheet of a case of this type that has just been entered."""  # fmt: skip
    album = Album(case, folder, [])
    for step in kind.steps:
        assert album.step is step
        album.keep(f"waits-{step}")
        if step is Step.VISIT:
            if at_other_visit is not None:
                with tried():
                    at_other_visit(case)
                    album.keep("visited-as-recorded")
                    _tried_moves(album, kind)
            before = again(case).events
            at_visit(case)
            if again(case).events > before:
                album.keep("visited")
        _tried_moves(album, kind)
        if step is Step.SEND:
            store = Store(home)
            with store.sole_writer():
                send_signed(store, progress=Silent(), **acting("data_officer"))
        elif step is kind.steps[-1]:
            _ended(album, kind, home)
        else:
            take_step(case)
    return album.sheets
