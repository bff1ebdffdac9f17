"""What letters and tickets of every case type say: what was asked, seen, sent and answered."""

import pytest
from django.conf import settings

from desil.cases.actions.people import RESIDENT
from desil.cases.actions.steps import (
    advance,
    give_back,
    object_to_refusal,
    propose_changes,
    refuse,
)
from desil.cases.changes.requested_changes import HAPPENING, RequestedChange
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step
from desil.cases.letters.letter import letter_of
from desil.cases.letters.papers import completion_request
from desil.cases.models import Case, CaseChange, CaseEvent
from desil.cases.queries.case_file import file_of
from desil.cases.queries.facts_followed import followed
from desil.dictionary.tables import FAMILY
from desil.errors import Conflict, UsageFault
from desil.portal.followed import answer_of, letter_line, overtaken_of
from desil.portal.standing import ended_of, missing_of, resent_of, waits_of
from tests.case_letters import NAMED, file_of_applicant, letter_text, ticket_text
from tests.case_office import (
    FIRST,
    FLOOR,
    SECOND,
    VILLAGE,
    acting,
    again,
    at_desk,
    entered,
    officer,
)
from tests.case_walk import papers, take_step, walked_to
from tests.numbers_of_people import member_nik
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")
MEMBER = member_nik(FIRST, 0)
UNLISTED = "3275010101200099"
DOOR = {"levy": "dinsos", "duplicate": "kelurahan"}
CHANGES: dict[str, tuple[RequestedChange, ...]] = {
    "birth": (RequestedChange(HAPPENING, "born", "2026-11-01"),),
    "death": (RequestedChange(HAPPENING, "died", "2026-11-01", MEMBER),),
    "decile_too_high": (FLOOR,),
    "duplicate": (RequestedChange(HAPPENING, "same_person_as", "3275015705800001", MEMBER),),
    "health": (RequestedChange("person", "seeing", "1", MEMBER),),
    "identity_element": (RequestedChange("family", "address", "JL BUATAN 1"),),
    "merge": (RequestedChange(HAPPENING, "merged_into", SECOND),),
    "move": (RequestedChange(HAPPENING, "moved_house", "3275040006"),),
    "new_family": (RequestedChange("family", "address", "JL BUATAN 2"), FLOOR),
    "not_ranked_yet": (FLOOR,),
    "objection": (FLOOR,),
    "pbi_inactive": (RequestedChange(HAPPENING, "pbi_active_again", "2026-11-23", MEMBER),),
    "split": (RequestedChange(HAPPENING, "split_to", SECOND, MEMBER),),
}  # fmt: skip
PROMISES = ("disetujui", "didapat", "mendapat", "berhak", "dikabulkan", "lolos")


def begun(kind: str, step: str, *, again: bool = False, **more: object) -> Case:
    """A case of a type that waits for a step, opened at the counter; another one with `again`."""
    seed = sorted(kinds()).index(kind) + (101 if again else 1)
    told: dict[str, object] = {"kind": kind, "changes": CHANGES.get(kind, ()), "seed": seed}
    told |= more
    if kind == "new_family":
        told |= {"family_number": UNLISTED, "village_code": VILLAGE}
    if kind == "levy":
        told |= {"family_number": "", "village_code": VILLAGE, "door": "dinsos"}
        told["by"] = officer("data_officer")
    return walked_to(step, **told)


def test_no_letter_and_no_ticket_promises_anything_at_any_step() -> None:
    for kind, declared in kinds().items():
        case = begun(kind, declared.steps[0].value)
        for step in declared.steps:
            told = f"{letter_text(case)}\n{ticket_text(case)}".lower()
            assert [word for word in PROMISES if word in told] == [], (kind, step)
            assert "wali kota" not in told, (kind, step)  # the head of office signs
            if step in {Step.SEND, Step.EFFECTIVE}:
                break
            take_step(case)


FLOORS = FAMILY.column("floor_material").codes


def floor(label: str) -> str:
    """The code of a floor by its Indonesian label."""
    assert FLOORS is not None
    return next(str(c.value) for c in FLOORS.codes if c.label.id == label)


def floor_seen(case: Case, label: str, *, as_recorded: bool = False) -> None:
    """A visit that saw another floor than the register has, or the very one."""
    change = RequestedChange("family", "floor_material", floor(label), is_seen=True)
    told: tuple[list[RequestedChange], list[RequestedChange]] = ([], [change])
    changes, same = told if as_recorded else told[::-1]
    with at_desk("pendamping"):
        propose_changes(case.number, changes, as_recorded=same, **acting("pendamping"))


def floor_said(case: Case) -> str:
    """What the newest letter says of the floor."""
    (line,) = [x for x in letter_text(case).splitlines() if x.startswith("Jenis lantai terluas: ")]
    return line.partition(": ")[2]


SEEN = """
| kind            | seen    | asked   | letter                                             |
| decile_too_high | -       | Keramik | Yang akan dikirim: Keramik.                        |
| decile_too_high | Keramik | Keramik | Petugas melihat: Keramik. Yang akan dikirim: Keramik. |
| decile_too_high | Tanah   | Keramik | Petugas melihat: Tanah. Yang akan dikirim: Tanah.  |
| not_ranked_yet  | Tanah   | Keramik | Petugas melihat: Tanah. Yang akan dikirim: Tanah.  |
| objection       | Tanah   | Keramik | Hasil pemeriksaan tidak ditampilkan di surat.      |
"""


@pytest.mark.parametrize("row", rows_of(SEEN), ids=lambda row: f"{row['kind']}-{row['seen']}")
def test_a_letter_keeps_what_was_asked_seen_and_sent_apart(row: dict[str, str]) -> None:
    case = begun(row["kind"], "visit")
    if row["seen"] != "-":
        floor_seen(case, row["seen"])
    while again(case).step != "send":
        take_step(case)
    said = "Anda tulis" if row["kind"] == "objection" else "Menurut Anda"
    assert floor_said(case) == f"{said}: {row['asked']}. {row['letter']}"
    is_otherwise = row["seen"] == "Tanah" and row["kind"] != "objection"
    assert ("tidak sama dengan yang Anda minta" in letter_text(case)) is is_otherwise


def test_a_letter_that_hides_values_does_not_claim_that_they_are_as_asked() -> None:
    case = begun("health", "visit")
    with at_desk("pendamping"):
        seen = RequestedChange("person", "seeing", "2", MEMBER, is_seen=True)
        propose_changes(case.number, [seen], **acting("pendamping"))
    while again(case).step != "send":
        take_step(case)
    told = letter_text(case)
    assert "seperti yang Anda minta" not in told
    assert "Ada isi yang tidak kami tunjukkan di surat." in told


def test_a_ticket_tells_a_visit_that_saw_what_the_register_has() -> None:
    case = begun("decile_too_high", "visit")
    assert "minta Keramik; dilihat belum dikunjungi; dikirim belum dikirim" in ticket_text(case)
    with at_desk("pendamping"):
        seen = RequestedChange("family", "floor_material", floor("Marmer/granit"), is_seen=True)
        propose_changes(case.number, [], as_recorded=[seen], **acting("pendamping"))
    told = ticket_text(case)
    assert "minta Keramik; dilihat Marmer/granit, sama dengan data; dikirim belum dikirim" in told


def test_a_resident_is_told_what_they_asked_themselves_and_not_what_staff_wrote() -> None:
    case = begun("decile_too_high", "complete")
    with at_desk("verifier"):
        Case.objects.update(door="portal")
        CaseChange.objects.update(proposed_by=RESIDENT.actor)
    with at_desk("operator"):
        other = RequestedChange("family", "floor_material", floor("Tanah"))
        propose_changes(case.number, [other], **acting("operator"))
    file = file_of_applicant(case)
    with at_desk("verifier"):
        (fact,) = followed(file).facts
    assert FLOORS is not None
    assert (fact.asked, fact.going) == (FLOORS.label_of(2), FLOORS.label_of(int(floor("Tanah"))))


def test_a_letter_is_the_same_when_the_case_has_gone_on() -> None:
    case = begun("decile_too_high", "complete")
    with at_desk("operator"):
        papers(case, "ktp", "kk")
    first = letter_text(case)
    assert "Berkas yang kami terima: KTP, Kartu keluarga" in first
    for _ in range(3):
        take_step(case)
    assert letter_text(case) == first


def test_a_receipt_lists_what_came_and_what_is_still_wanted() -> None:
    case = begun("decile_too_high", "complete")
    with at_desk("operator"):
        papers(case, "ktp")
    told = letter_text(case)
    assert "Berkas yang kami terima: KTP\nMasih perlu: Kartu keluarga" in told
    assert "Foto depan rumah" not in told  # a visitor takes it


def test_a_receipt_of_a_case_type_without_papers_speaks_of_none() -> None:
    assert "Berkas" not in letter_text(begun("levy", "complete")).replace("Lengkapi berkas", "")


def sent_back(kind: str, *, documents: tuple[str, ...] = ("ktp",)) -> Case:
    case = begun(kind, "verify")
    with at_desk("verifier"):
        give_back(case.number, reason="A2", documents=documents, note="Fotonya gelap.",
                  **acting("verifier"))  # fmt: skip
    return again(case)


def test_a_letter_that_asks_to_complete_names_the_documents_and_the_officers_words() -> None:
    case = sent_back("decile_too_high")
    told = letter_text(case)
    assert "KTP tidak terbaca. Kirim ulang foto yang jelas." in told
    assert "Kirim ulang: KTP\nKeterangan petugas: Fotonya gelap." in told
    asked = "Kirim ulang: KTP. Keterangan petugas: Fotonya gelap."
    assert f"Diminta memperbaiki: Berkas tidak terbaca. {asked}" in ticket_text(case)
    with at_desk("verifier"):
        assert resent_of(file_of_applicant(case)) == ["KTP"]
        assert missing_of(file_of_applicant(case)) == []
    with at_desk("operator"):
        papers(case, "ktp")
    assert letter_text(case) == told  # what was asked, whatever came since
    with at_desk("verifier"):
        assert resent_of(file_of_applicant(case)) == []


def test_words_about_a_case_that_tells_of_health_stay_in_the_house() -> None:
    case = sent_back("health")
    assert "Kirim ulang: KTP" in letter_text(case)
    assert "Fotonya gelap" not in letter_text(case) + ticket_text(case)


def test_a_paper_that_the_case_type_does_not_know_is_not_asked_for() -> None:
    with pytest.raises(UsageFault):
        sent_back("decile_too_high", documents=("gaji",))


def test_a_note_of_an_officer_who_did_not_know_that_it_is_read_is_not_shown() -> None:
    case = sent_back("decile_too_high")
    with at_desk("verifier"):
        row = CaseEvent.objects.get(case=case, move="return")
        row.details = {}
        assert completion_request(kinds()[case.kind], row) == ((), "")


def test_after_an_objection_the_old_refusal_is_history() -> None:
    case = begun("decile_too_high", "visit")
    with at_desk("pendamping"):
        refuse(case.number, reason="B3", **acting("pendamping"))
        object_to_refusal(
            case.number, note="Kami di rumah.", **(acting("operator") | {"by": RESIDENT})
        )
    assert again(case).reason == ""
    with at_desk("verifier"):
        file = file_of_applicant(case)
        assert (ended_of(file), missing_of(file)) == ("", [])  # photos are taken at the visit
        assert letter_line(file).startswith("Pemberitahuan penolakan")
        assert overtaken_of(file) == "Surat ini ditulis sebelum keberatan Anda diterima."
        waits = "Keberatan Anda diperiksa petugas lain. Menunggu: Kunjungan petugas ke rumah."
        assert waits_of(file) == waits


def test_the_last_refusal_offers_no_objection_without_a_day() -> None:
    case = begun("decile_too_high", "verify")
    with at_desk("verifier"):
        refuse(case.number, reason="B1", **acting("verifier"))
    assert "paling lambat 8 Desember 2026" in letter_text(case)
    with at_desk("verifier"):
        object_to_refusal(
            case.number, note="Tidak benar.", **(acting("operator") | {"by": RESIDENT})
        )
        refuse(case.number, reason="B1", **acting("verifier", 2))
    told = letter_text(case)
    assert "paling lambat" not in told
    assert told.startswith("Jawaban atas keberatan\n")
    assert "Keberatan Anda sudah diperiksa petugas lain dan kami tolak." in told


def test_the_answer_in_the_officers_words_stands_in_letter_and_ticket() -> None:
    case = begun("status_question", "answer")
    with at_desk("verifier"):
        answer = "Desil dihitung dari data rumah. Lantai tercatat keramik."
        advance(case.number, outcome="explained", note=answer, **acting("verifier"))
    told = letter_text(case)
    assert f"Jawaban kami:\n{answer}" in told
    assert "Hasil: Sudah dijelaskan" in told
    assert "jawaban kami: Sudah dijelaskan" not in told
    with at_desk("verifier"):
        assert answer_of(file_of_applicant(case)) == answer


def test_words_in_any_script_stand_in_the_letter_and_unseen_letters_are_not_kept() -> None:
    case = entered(kind="status_question", changes=(), told="Rumah 😭 ꦱꦶꦠꦶ\u202e rusak\x07.").case
    assert case.told == "Rumah 😭 ꦱꦶꦠꦶ rusak."
    with at_desk("verifier"):
        file = file_of(Case.objects.get(pk=case.pk), RESIDENT)
        assert letter_of(file, home=settings.DESIL_HOME, **NAMED).startswith(b"%PDF")


@pytest.mark.parametrize("reason", ["B1", "B2"])
def test_what_only_a_visit_shows_is_no_reason_before_it(reason: str) -> None:
    case = begun("decile_too_high", "visit")
    with at_desk("pendamping"), pytest.raises(Conflict, match="tetapi belum ada"):
        refuse(case.number, reason=reason, **acting("pendamping"))
    assert again(case).standing == "open"
