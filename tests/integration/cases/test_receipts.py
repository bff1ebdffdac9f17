"""A receipt says what was known when it was issued: what comes later makes another one."""

from datetime import timedelta

import pytest

from desil.cases.actions.steps import propose_changes
from desil.cases.letters.due import due_letters
from desil.cases.letters.mark import letter_checked, mark_of
from desil.cases.models import Case
from tests import case_office
from tests.case_letters import file_of_applicant, letter_told
from tests.case_office import AT, FLOOR, acting, at_desk
from tests.case_walk import papers, take_step
from tests.integration.cases.test_words import begun, floor_seen

pytestmark = pytest.mark.usefixtures("register")


def _letters(case: Case) -> list[tuple[str, int]]:
    file = file_of_applicant(case)
    return [(due.letter.name, due.place) for due in due_letters(file.kind, file.history)]


def test_each_paper_that_comes_makes_a_receipt_with_its_own_number_and_mark() -> None:
    case = begun("decile_too_high", "complete")
    found = [letter_told(case)]
    for name in ("ktp", "kk"):
        with at_desk("operator"):
            papers(case, name)
        found.append(letter_told(case))
    numbers, texts = zip(*found, strict=True)
    assert len(set(numbers)) == len(set(texts)) == 3
    assert "Masih perlu: KTP, Kartu keluarga" in texts[0]
    assert "Masih perlu: Kartu keluarga" in texts[1]
    assert "Masih perlu" not in texts[2]
    marks = set()
    file = file_of_applicant(case)
    for due in due_letters(file.kind, file.history):
        mark = mark_of(case.number, due, secret="x" * 50)
        checked = letter_checked(case.number, mark, secret="x" * 50)
        assert checked is not None
        assert checked.is_newest is (due.place == 4)
        marks.add(mark)
    assert len(marks) == 3


def test_nothing_that_comes_after_the_case_was_passed_on_changes_a_receipt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(case_office, "AT", AT)
    monkeypatch.setattr(case_office, "TICK", timedelta(seconds=1))
    case = begun("decile_too_high", "visit")
    receipt, written = letter_told(case), _letters(case)
    floor_seen(case, "Tanah")
    with at_desk("operator"):
        papers(case, "other")
    assert letter_told(case) == receipt
    assert _letters(case) == written
    take_step(case)
    assert letter_told(case) == receipt


def test_what_is_asked_otherwise_before_it_is_passed_on_makes_a_receipt() -> None:
    case = begun("decile_too_high", "complete")
    assert _letters(case) == [("receipt", 1)]  # what is asked on entering is in the first
    with at_desk("operator"):
        propose_changes(case.number, [FLOOR], **acting("operator"))
    assert _letters(case) == [("receipt", 1), ("receipt", 3)]


def test_the_minutes_of_a_meeting_make_no_receipt() -> None:
    case = begun("decile_too_high", "complete")
    with at_desk("operator"):
        papers(case, "minutes")
    assert _letters(case) == [("receipt", 1)]
    assert "Berita acara" not in letter_told(case)[1]


@pytest.mark.parametrize(
    ("kind", "step", "paper"),
    [
        ("health", "Kunjungan rumah", "Surat keterangan faskes"),
        ("split", "Verifikasi Dinsos", "Akta nikah atau cerai"),
        ("aid_not_paid", "Jawaban Dinsos", "Bukti rekening atau KKS"),
    ],
)
def test_a_paper_for_a_later_step_is_asked_for_from_the_receipt_on(
    kind: str, step: str, paper: str
) -> None:
    assert f"Perlu sebelum {step}: {paper}" in letter_told(begun(kind, "complete"))[1]
