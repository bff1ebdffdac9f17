"""A letter of a case as PDF: what happened, why, what may be done next, and its square code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml

from desil.cases.calendar.working_days import working_calendar
from desil.cases.kinds.words import Claim, Door, documents, outcomes, reasons, step_rules
from desil.cases.letters.closing import still_of, then_of, told_reason, told_return
from desil.cases.letters.due import ANSWER, DueLetter, due_letters
from desil.cases.letters.facts import fact_lines
from desil.cases.letters.mark import mark_of
from desil.cases.letters.papers import (
    lacked_papers,
    later_papers,
    must_come_again,
    papers_received,
    papers_that_came,
    wanted_papers,
)
from desil.cases.letters.words import word
from desil.cases.models import CaseEvent
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Followed, followed
from desil.cases.ticket import shown
from desil.cases.workflow.clocks import clock_of, objection_until
from desil.cases.workflow.state import CaseState
from desil.dictionary.calendar.office_day import office_day
from desil.dictionary.codelists.months import day_label
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.errors import NotFound, UsageFault
from desil.paper.qr_code import qr_svg
from desil.paper.typesetting import Template, typeset


def _declared(name: str) -> dict[str, Any]:
    text = (resources.files("desil.cases.letters") / name).read_text(encoding="utf-8")
    declared: dict[str, Any] = bounded_yaml(text)
    return declared


def letterhead(home: Path) -> Mapping[str, Any]:
    """Office, address, place and signature of every letter: the home's own, else ours."""
    own = home / "letterhead.yaml"
    if own.is_file():
        try:
            declared: dict[str, Any] = bounded_yaml(own.read_text(encoding="utf-8"))
        except yaml.YAMLError as fault:
            raise UsageFault(
                "Berkas kop surat letterhead.yaml bukan YAML yang benar.",
                hint="Tulis `kunci: nilai` pada tiap baris, tanpa alias (*nama).",
            ) from fault
        return _declared("letterhead.yaml") | declared
    return _declared("letterhead.yaml")


def day_text(day: date | None) -> str:
    """A day as letters write it: 5 Mei 2026; a dash for none."""
    return day_label(day).id if day else "-"


def _desks(file: CaseFile, head: Mapping[str, Any]) -> dict[str, str]:
    """Where a resident goes with such a case, and all the desks where it may be asked about."""
    near, office = head["near_desk"], head["office_desk"]
    is_local = Door.KELURAHAN in file.kind.doors  # else nobody is sent to whom they accuse
    return {
        "place": near if is_local else office,
        "places": f"{near} atau {office}" if is_local else office,
    }


def _words(
    file: CaseFile, due: DueLetter, state: CaseState, site: str, desks: dict[str, str]
) -> dict[str, str]:
    """What is filled in, as it was when the letter came to be written."""
    step, calendar, kind = state.step, working_calendar(), file.kind
    clock = clock_of(kind, state, calendar)
    ranked = "unranked" if kind.is_unranked else "ranked"
    return {
        "noun": kind.noun.id,
        "Noun": kind.noun.id.capitalize(),
        "step": step_rules()[step].waits.id if step else word("ended"),
        "reason": told_reason(kind, due.reason).id,
        "still": still_of(kind, due).id,
        "then": then_of(kind, due).id,
        "outcome": outcomes()[state.outcome].id if state.outcome in outcomes() else "-",
        "due": day_text(clock.due_on if clock else None),
        "until": day_text(objection_until(state, calendar)),
        "ticket_page": urljoin(site, "/warga/tiket/"),
        "release": day_text(date.fromisoformat(due.release) if due.release else None),
        "into": due.into,
        "papers": _names(due.papers),
        "wanted": _names(_asked_papers(file, due, state)),
        "again": told_return(kind, file.history, _event_of(file, due)).id,
        **{p: word(f"{p}_of_{ranked}", **desks) for p in ("decile", "aid", "after", "look")},
        **desks,
    }


def _event_of(file: CaseFile, due: DueLetter) -> CaseEvent:
    return next(event for event in file.history if event.place == due.place)


def _is_unsent(due: DueLetter, seen: Followed) -> bool:
    """Whether what was examined never left the house, rather than did not get there."""
    reason = reasons().get(due.reason)
    return due.moment == "undelivered" and not seen.is_sent and not (reason and reason.is_tried)


def _lacks_papers(file: CaseFile, due: DueLetter) -> tuple[bool, bool]:
    """Whether a letter asks for papers that are missing: such as never came, such as all came."""
    reason = reasons().get(due.reason)
    is_missing = reason is not None and reason.claims is Claim.PAPERS_MISSING
    is_again = must_come_again(file.kind, file.history, _event_of(file, due))
    return is_missing and not is_again, is_again


def _said(file: CaseFile, due: DueLetter, seen: Followed) -> dict[str, Any]:
    """The parts of the letter that fit this case; a part that comes first wins."""
    said: dict[str, Any] = _declared("letters.yaml")[due.letter.name]
    state, is_hidden = seen.state, file.kind.may_vanish
    named = _asked_papers(file, due, state)
    is_lacking, is_again = _lacks_papers(file, due)
    fits = {
        "about_others": file.kind.may_anyone_apply,
        "incomplete": bool(wanted_papers(file.kind, state)),
        "last": state.objections > 0,
        "otherwise": seen.is_otherwise,
        "unnamed": not (due.asks or named),
        "worded": bool(due.asks) and not named,
        "lacking": is_lacking,
        "again": is_again,
        "unseen": seen.has_hidden,
        "unsent": _is_unsent(due, seen),
        "waiting": state.is_open,
        "gone_hidden": bool(due.gone) and is_hidden,
        "gone_family": due.gone == "family",
        "gone_member": due.gone == "member",
        file.kind.name: True,
        state.outcome: True,
        due.reason: True,
    }
    parts = [part for name, part in said.get("when", {}).items() if fits.get(name)]
    for part in reversed(parts):
        said = said | part
    return said


def _filled(texts: Sequence[str], words: Mapping[str, str]) -> list[str]:
    """Sentences with their words filled in, without those that say nothing then."""
    found = [text.format(**words) for text in texts]
    return [text for text in found if text.strip(" .")]


def _outcome_alone(due: DueLetter, words: Mapping[str, str]) -> str:
    """The answer of an officer who wrote none."""
    return f"{words['outcome']}." if due.letter.marked_as == ANSWER else ""


def _names(papers: Iterable[str]) -> str:
    known = documents()
    return ", ".join(known[name].label.id for name in papers if name in known)


def _asked_papers(file: CaseFile, due: DueLetter, state: CaseState) -> list[str]:
    """The papers that a letter asks to be mended."""
    return list(dict.fromkeys((*due.papers, *wanted_papers(file.kind, state))))


def _of_receipt(file: CaseFile, state: CaseState) -> list[tuple[str, str]]:
    """What was received with an application, what it lacks, and what later steps need."""
    received, wanted = papers_received(state), wanted_papers(file.kind, state)
    told = _names(received) or word("no_papers")
    lines = [(word("papers_received"), told)] if received or file.kind.documents else []
    lines += [(word("papers_wanted"), _names(wanted))] if wanted else []
    return lines + _later(file, state)


def _later(file: CaseFile, state: CaseState) -> list[tuple[str, str]]:
    """The papers that later steps need."""
    return [
        (word("papers_later", step=step_rules()[step].label.id), _names(names))
        for step, names in later_papers(file.kind, state).items()
    ]


def _papers(file: CaseFile, due: DueLetter, state: CaseState) -> list[tuple[str, str]]:
    """What was received with an application; what a letter asks to be mended; what was missing
    where a case was refused for it."""
    if due.moment == "entered":
        return _of_receipt(file, state)
    if due.moment == "returned":
        named = _asked_papers(file, due, state)
        came = papers_that_came(file.history, due.place)
        told = {
            "papers_again": _names(name for name in named if name in came),
            "papers_to_bring": _names(name for name in named if name not in came),
            "officer_note": due.asks,
        }
        lines = [(word(name), text) for name, text in told.items() if text]
        return [*lines, *_later(file, state)]
    told = {
        "papers_lacking": _names(lacked_papers(file.kind, state)),
        "papers_meant": _names(due.papers),
    }
    return [(word(name), text) for name, text in told.items() if text]


def _facts(file: CaseFile, due: DueLetter, state: CaseState) -> list[tuple[str, str]]:
    ended = outcomes().get(state.outcome) if due.answer else None
    is_receipt = due.moment == "entered"  # the other letters are shown to others
    return [
        (word("case_number", noun=file.kind.noun.id), file.case.number),
        (word("case_type"), file.kind.label.id),
        (word("entered"), day_text(office_day(file.case.entered_at))),
        (word("ticket"), shown(file.case.ticket) if is_receipt else word("ticket_elsewhere")),
        *([(word("outcome"), ended.id)] if ended else []),
        *_papers(file, due, state),
    ]


def newest_letter(file: CaseFile) -> DueLetter:
    """The newest letter of a case; NotFound where the case came to none."""
    written = due_letters(file.kind, file.history)
    if not written:
        raise NotFound("Belum ada surat untuk permohonan ini.")
    return written[-1]


def letter_of(file: CaseFile, *, site: str, secret: str, home: Path) -> bytes:
    """The newest letter of a case as PDF/UA; `site` is the address of the portal's server. The
    letter is the same however often it is fetched. NotFound where the case came to none."""
    values = letter_values(file, site=site, secret=secret, home=home)
    return typeset(Template.LETTER, values, at=newest_letter(file).at, home=home)


def letter_values(file: CaseFile, *, site: str, secret: str, home: Path) -> dict[str, Any]:
    """What the newest letter of a case says, by the parts of its template."""
    due, head = newest_letter(file), letterhead(home)
    seen = followed(file, due.place)
    said = _said(file, due, seen)
    words = _words(file, due, seen.state, site, _desks(file, head))
    mark = mark_of(file.case.number, due, secret=secret)
    address = urljoin(site, f"/warga/surat/{file.case.number}/{mark}/")
    return {
        "language": "id",
        "title": due.letter.label.id,
        "office": head["office"],
        "address": head["address"],
        "number": f"{file.case.number}/{due.place}",
        "place_and_date": f"{head['place']}, {day_text(office_day(due.at))}",
        "to": [word("to_applicant")],
        "paragraphs": [
            *_filled(said["paragraphs"], words),
            *filter(None, (due.answer or _outcome_alone(due, words)).splitlines()),
        ],
        "facts": [*_facts(file, due, seen.state), *fact_lines(file, seen, words["place"])],
        "steps": _filled(said["steps"], words),
        "closing": [word("closing")],
        "signed_by": head["signed_by"],
        "qr": qr_svg(address),
        "qr_alt": word("qr_of_letter"),
        "qr_note": [word("qr_of_letter_note"), address],
    }
