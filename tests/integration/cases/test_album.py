"""Every letter and every ticket page of every case type, read for what may never stand in one."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step
from desil.cases.models import Case
from tests import case_office
from tests.case_album import Sheet, album_of
from tests.case_truth import require_true
from tests.case_words import OWN_WORDS, TOLD
from tests.integration.cases.test_words import PROMISES, begun, floor_seen

pytestmark = pytest.mark.usefixtures("register")
EVENING = datetime(2026, 11, 24, 18, tzinfo=UTC)  # the 25th at the office
WRONG = {
    "a code or a name of the source": r"\b[a-z]+_[a-z_]+\b|\b[A-E][1-8]\b|[{}%]|\bNone\b",
    "a date that people do not write": r"\d{4}-\d\d-\d\d|\b\d\d-\d\d-\d{4}|(?<!\d)24 November",
    "a NIK or the number of a card": r"\b\d{16}\b",
    "a word twice": r"(?i)\b(\w{4,}): \1\b|\b(\w+) \2\b",
    "an empty value": r":\s*$|: \.|\s-\.?$|\.\.(?!\.)|, ,",
    "the title of somebody who does not sign": r"(?i)wali kota|bupati|mayor",
}
ENGLISH = re.compile(r"(?i)\b(the|of|not|and|request|sent|refused|your|office)\b")
INDONESIAN = re.compile(r"(?i)\b(yang|dan|tidak|belum|anda|kami|sudah|petugas|pusat|oleh)\b")
MAY_END_OPEN = (
    "Jawaban kami:",
    "Keterangan kami:",
    "Masih kurang:",
    "Kirim ulang:",
    "Still missing:",
    "Send again:",
)


def sheets_of(kind: str, folder: Path | None = None) -> list[Sheet]:
    """Every sheet of a case type; where a home is visited, the floor is another than asked."""

    def visit(case: Case) -> None:
        if kind in {"decile_too_high", "not_ranked_yet", "new_family"}:
            floor_seen(case, "Tanah")

    def visit_as_recorded(case: Case) -> None:
        floor_seen(case, "Marmer/granit", as_recorded=True)

    has_data = kind in {"decile_too_high", "not_ranked_yet"}
    case = begun(kind, kinds()[kind].steps[0].value, told=TOLD[kind])
    return album_of(
        kinds()[kind], case, home=settings.DESIL_HOME, folder=folder, at_visit=visit,
        at_other_visit=visit_as_recorded if has_data else None,
    )  # fmt: skip


OWN = re.compile("|".join(map(re.escape, OWN_WORDS)))


def lines_of(text: str) -> list[str]:
    """The lines of a letter or a page, without what applicant and officer wrote themselves."""
    return [OWN.sub("Kata", line) for line in text.splitlines() if line not in MAY_END_OPEN]


def faults_in(text: str) -> list[tuple[str, str]]:
    """What is wrong with a letter or a page, each with its line."""
    return [
        (what, line)
        for line in lines_of(text)
        for what, pattern in WRONG.items()
        if re.search(pattern, re.sub(r"https?://\S+|\d{4}-\d{6}", "X", line))
    ]


def require_fit_to_read(sheet: Sheet) -> None:
    """Nothing stands in a letter or on a page that may never stand there, in either language."""
    own = f"{sheet.letter}\n{sheet.page}"
    assert faults_in(own) == [], sheet.moment
    assert faults_in(sheet.english) == [], sheet.moment
    assert [w for w in PROMISES if w in own.lower()] == [], sheet.moment
    assert [x for x in lines_of(own) if ENGLISH.search(x)] == [], sheet.moment
    assert [x for x in lines_of(sheet.english) if INDONESIAN.search(x)] == [], sheet.moment
    assert "Berkas apa ini?\nPilih" not in sheet.page  # a choice of nothing
    if "Berkas wajib tidak lengkap" in sheet.letter and "kami tolak" in sheet.letter:
        assert "Berkas yang kurang: " in sheet.letter, sheet.moment  # which ones
    if "sent-back" in sheet.moment:
        assert "\nMenunggu Anda " in sheet.page, sheet.moment  # not the office is waited for
        asks_papers = re.search("Yang perlu dibawa: |Kirim ulang: ", sheet.letter) is not None
        assert asks_papers or "Keterangan petugas: " in sheet.letter, sheet.moment
        assert asks_papers == ("\nBawa ke " in sheet.letter), sheet.moment
    if "Menunggu: Rilis nasional" in sheet.page:
        assert "Paling lambat" not in sheet.page  # the ministry sets that day


@pytest.mark.parametrize("kind", kinds())
def test_no_letter_and_no_ticket_says_what_may_not_stand_there(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_office, "AT", EVENING)
    monkeypatch.setattr(case_office, "TICK", timedelta(seconds=1))
    kept = os.environ.get("DESIL_ALBUM")
    sheets = sheets_of(kind, Path(kept) if kept else None)
    declared = kinds()[kind]
    for sheet in sheets:
        require_fit_to_read(sheet)
    require_true(declared, sheets)
    by_moment = {sheet.moment: sheet for sheet in sheets}
    if declared.changes_data:
        written = by_moment["waits-send"].letter
        assert by_moment["waits-effective"].letter == written  # it stays as it was
        undelivered = by_moment["effective-refused-E1"]
        assert "kami tolak" not in undelivered.letter
        assert "Ditolak: " not in undelivered.page
    for sheet in sheets:
        if sheet.moment == "release-gone" and declared.may_anyone_apply:
            assert "tidak memuat" not in sheet.page  # whether others are listed is not told
    again = by_moment.get("release-contradicted-opened-again")
    assert again is None or "belum dikirim" not in again.page  # it was sent once
    if Step.VISIT not in declared.steps:
        assert not any("di rumah" in s.page or "Petugas melihat" in s.letter for s in sheets)
