"""Signed cases sent, carried by the next run, and compared with the release that comes."""

import csv
import json
from dataclasses import astuple
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pyarrow.parquet as pq
import pytest
from django.conf import settings

from desil.audit.models import AuditEvent
from desil.cases.actions.people import sender
from desil.cases.actions.releases import note_releases
from desil.cases.actions.sending import Sent, send_signed
from desil.cases.actions.steps import propose_changes, reopen
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.changes.visit_findings import in_words
from desil.cases.letters.due import due_letters
from desil.cases.letters.letter import letter_of, letter_values
from desil.cases.models import Case, CaseBatch, CaseChange
from desil.cases.queries.case_file import file_of
from desil.cases.queries.moved_deciles import moved_deciles
from desil.dictionary.tables import FAMILY
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.errors import Refused
from desil.pipeline import make_run
from desil.publication.action import publish
from tests.case_office import AT, FIRST, SECOND, VILLAGE, acting, again, at_desk, officer
from tests.case_walk import walked_to
from tests.register_runs import families_of, write_run
from tests.releases import write_delivery

pytestmark = pytest.mark.usefixtures("register")


def store() -> Store:
    return Store(settings.DESIL_HOME)


def sent(**told: Any) -> Sent | None:
    with store().sole_writer():
        return send_signed(store(), progress=Silent(), **(acting("data_officer") | told))


def write_release(released: str, floor: int | None) -> None:
    families: list[dict[str, object]] = [
        {"family_number": n, "decile_national": 6, "floor_material": floor} for n in (FIRST, SECOND)
    ]
    people: list[dict[str, object]] = [
        {"nik": f"{place}", "family_number": n, "relationship": 1}
        for place, n in enumerate((FIRST, SECOND))
    ]
    write_delivery(settings.DESIL_HOME, released, families, people)


def run() -> Path:
    limits = store().engine_settings(memory_limit="500MB", threads=1)
    at = datetime(2027, 6, 1, tzinfo=UTC)
    return make_run(store(), at=at, settings=limits, progress=Silent()).folder


def test_what_was_signed_is_one_delivery_and_stands_in_the_next_run() -> None:
    case, other = walked_to("send"), walked_to("verify", seed=2, family_number=SECOND)
    found = sent()
    assert found is not None
    assert (found.cases, found.changes) == (1, 1)
    assert (again(case).step, again(other).step) == ("effective", "verify")
    receipt = json.loads((found.folder / "receipt.json").read_text())
    assert receipt["cases"] == [case.number]
    with (found.folder / "keluarga_koreksi.csv").open() as file:
        (row,) = csv.DictReader(file, delimiter="|")
    assert (row["nomor_kartu_keluarga"], row["desil_nasional"]) == (FIRST, "")
    write_release("2026-01-23", 5)
    family = {f["family_number"]: f for f in pq.read_table(run() / "family.parquet").to_pylist()}
    assert (family[FIRST]["floor_material"], family[SECOND]["floor_material"]) == (2, 5)
    assert (family[FIRST]["dwelling_source"], family[FIRST]["dwelling_date"]) == (
        "koreksi", AT.date(),
    )  # fmt: skip


def test_nothing_waits_and_nothing_is_sent_twice() -> None:
    assert sent() is None
    walked_to("send")
    assert sent() is not None
    assert sent() is None
    assert CaseBatch.objects.filter(step="send").count() == 1
    assert AuditEvent.objects.filter(verb="CASE_SEND_BATCH").count() == 1


def test_only_the_sender_sends() -> None:
    walked_to("send")
    for role in ("head", "verifier", "operator"):
        with pytest.raises(Refused):
            sent(**acting(role))
    assert sent(by=sender("system:petugas")) is not None


def test_a_kill_between_delivery_and_commit_sends_the_same_again_and_counts_it_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = walked_to("send")

    class Killed(BaseException):
        pass

    def die(*_told: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("desil.cases.actions.sending.moving", die)
        with pytest.raises(Killed):
            sent()
    assert again(case).step == "send"
    assert len(list((settings.DESIL_HOME / "deliveries" / "koreksi").iterdir())) == 1
    later = acting("data_officer", days=1)
    assert sent(**later) is not None
    write_release("2026-01-23", 5)
    assert pq.read_table(run() / "correction.parquet").num_rows == 1


@pytest.mark.parametrize(
    ("floor", "standing", "outcome"),
    [(2, "done", "taken_over"), (5, "open", "ignored"), (7, "contradicted", "contradicted")],
)
def test_the_release_that_comes_ends_the_case_or_leaves_it_waiting(
    floor: int, standing: str, outcome: str
) -> None:
    case = walked_to("send")
    sent()
    write_release("2026-01-23", 5)
    for_now = note_releases(run(), **acting("data_officer"))
    assert (for_now.changes, again(case).step) == ({"awaiting": 1}, "effective")
    write_release("2027-01-23", floor)
    folder = run()
    found = [note_releases(folder, **acting("data_officer", days=60)) for _ in range(2)]
    assert found[0].changes == {outcome: 1}
    assert (found[1].effective, found[1].contradicted, found[1].ignored) == (0, 0, 0)
    now = again(case)
    assert now.standing == standing
    if standing == "open":
        assert found[0].ignored_changes == [(case.number, "floor_material", date(2027, 1, 23))]
    with at_desk("verifier"):
        change = CaseChange.objects.get(case=case)
    assert (change.outcome, str(change.outcome_release)) == (outcome, "2027-01-23")


def contradicted(**told: object) -> Case:
    """A case that ended because a release said something else: tiles, where earth was asked."""
    case = walked_to("send", **told)
    sent()
    for release, floor in (("2026-01-23", 5), ("2027-01-23", 7)):
        write_release(release, floor)
    note_releases(run(), **acting("data_officer", days=60))
    assert again(case).standing == "contradicted"
    return case


def letter_told(case: Case) -> tuple[str, list[tuple[str, str]]]:
    """The name of a case's newest letter, and what it says of each fact."""
    now = again(case)
    with at_desk("verifier"):
        file = file_of(now, officer("verifier"))
        due = due_letters(file.kind, file.history)[-1]
        named = {"site": "http://kota/", "secret": "x" * 50, "home": settings.DESIL_HOME}
        assert letter_of(file, **named).startswith(b"%PDF")
        assert due.release == "2027-01-23"
        return due.letter.name, letter_values(file, **named)["facts"][4:]


def test_the_letter_of_a_contradicted_case_says_what_the_release_says_instead() -> None:
    case = contradicted()
    floor = FAMILY.column("floor_material")
    asked, stated = (in_words(floor, code) for code in ("2", "7"))
    told = letter_told(case)
    assert told == (
        "contradicted",
        [
            ("Yang Anda sampaikan", "Lantai rumah kami tanah."),
            (
                floor.label.id,
                f"Menurut Anda: {asked}. Yang dikirim: {asked}. Rilis nasional: {stated}.",
            ),
        ],
    )
    with at_desk("verifier"):
        reopen(case.number, note="Bukti baru.", **acting("verifier", 2, days=61))
    with at_desk("operator"):
        change = RequestedChange("family", "floor_material", "3")
        propose_changes(case.number, [change], **acting("operator", days=62))
    assert letter_told(case) == told  # fetched again, it is the same letter


def test_whoever_objected_to_another_family_is_not_told_what_the_release_says_of_it() -> None:
    name, told = letter_told(contradicted(kind="objection"))
    assert name == "release_out"
    (floor,) = told
    assert "Rilis nasional" not in floor[1]


@pytest.mark.parametrize(
    ("decile", "told"),
    [
        ("4", (1, 1, 0, 0, 0, 0)),
        ("8", (1, 0, 1, 0, 0, 0)),
        ("6", (1, 0, 0, 1, 0, 0)),
        ("belum", (1, 0, 0, 0, 0, 1)),
    ],
)
def test_the_desk_counts_the_corrections_that_moved_a_decile(
    register: str, decile: str, told: tuple[int, ...]
) -> None:
    case = walked_to("send")
    sent()
    for release, floor in (("2026-01-23", 5), ("2027-01-23", 2)):
        write_release(release, floor)
    note_releases(run(), **acting("data_officer", days=60))
    assert again(case).standing == "done"
    families = families_of(
        f"""
        | family  | village   | size | 2026-01-23 | 2027-01-23 |
        | {FIRST} | {VILLAGE} | 4    | 6          | {decile}   |
        """
    )
    made = write_run(settings.DESIL_HOME / "later", families, version="later", ranking=3)
    publish(made, url=register, by="petugas", at=AT, progress=Silent())
    with at_desk("verifier"):
        (moved,) = moved_deciles(since=date(2027, 1, 1), until=date(2027, 12, 31))
        assert moved_deciles(since=date(2026, 1, 1), until=AT.date()) == []
    assert astuple(moved)[1:] == told


def alter(change: str, url: str) -> None:
    with psycopg.connect(url) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(change)  # type: ignore[call-overload]


ALTERED = {
    "a value": "update case_change set new_value = '9'",
    "a family": "update case_record set family_number = '9'",
    "whose": "update case_change set subject = '9'",
    "a change more": "insert into case_change (case_id, village_code, fact_table, subject, fact,"
    " new_value, proposed_by, proposed_at, is_current, outcome, is_seen) select case_id,"
    " village_code, fact_table, subject, 'roof_material', '1', proposed_by, proposed_at,"
    " true, '', false from case_change",
    "a change less": "update case_change set is_current = false",
    "evidence more": "insert into case_evidence (case_id, village_code, document, sha256,"
    " original_sha256, media, size, added_by, added_at) select id, village_code, 'ktp', 'x', 'x',"
    " 'photo', 1, entered_by, entered_at from case_record",
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_a_case_that_changed_after_the_signature_is_left_out(what: str, register: str) -> None:
    case = walked_to("send")
    alter(ALTERED[what], register)
    other = walked_to("send", seed=2, family_number=SECOND)
    found = sent()
    assert found is not None
    assert (found.cases, found.altered) == (1, (case.number,))
    assert (again(case).step, again(other).step) == ("send", "effective")
    event = AuditEvent.objects.get(verb="SIGNED_DIFFERS")
    assert (event.object_kind, event.object_id, event.outcome) == ("case", case.number, "refused")
    alone = sent()
    assert alone is not None
    assert (alone.batch, alone.altered) == (None, (case.number,))


def test_a_case_that_nobody_signed_is_left_out(register: str) -> None:
    case = walked_to("sign")
    alter("update case_record set step = 'send'", register)
    found = sent()
    assert found is not None
    assert (found.cases, found.altered) == (0, (case.number,))


def test_a_case_signed_before_the_log_kept_digests_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as older:
        older.setattr("desil.cases.actions.signing.case_digest", lambda _case: "")
        walked_to("send")
    found = sent()
    assert found is not None
    assert (found.cases, found.altered) == (1, ())
