"""What an applicant reads when a case is merged into another one, and when it is handed over."""

import os
from pathlib import Path

import pytest

from desil.cases.actions.handing_over import hand_over
from desil.cases.actions.steps import merge_into, reopen
from desil.cases.kinds.kind import kinds
from desil.cases.models import Case
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests import case_office
from tests.case_album import Album
from tests.case_office import OTHER_VILLAGE, VILLAGE, acting, at_desk
from tests.case_words import TOLD
from tests.integration.cases.test_album import EVENING, require_fit_to_read
from tests.integration.cases.test_words import begun
from tests.register_runs import families_of, write_run

NAME = {OTHER_VILLAGE: "Bekasijaya"}
MOVED = families_of(
    f"""
    | family             | village         | size | 2025-09-17 | 2026-01-23 | 2026-04-20 |
    | {case_office.FIRST}  | {OTHER_VILLAGE} | 4    | 6          | 6          | 6          |
    | {case_office.SECOND} | {OTHER_VILLAGE} | 3    | 7          | 7          | 7          |
    | {case_office.THIRD}  | {VILLAGE}       | 2    | belum      | belum      | belum      |
    """
)


def album_of_one(case: Case) -> Album:
    """The album of a case, kept for a reader where a folder is named."""
    kept = os.environ.get("DESIL_ALBUM")
    return Album(case, Path(kept) if kept else None, [])


def test_who_applied_in_a_merged_case_reads_which_case_goes_on(
    register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_office, "AT", EVENING)
    for kind, declared in kinds().items():
        kept = begun(kind, declared.steps[0].value, told=TOLD[kind])
        double = begun(kind, declared.steps[0].value, again=True, told=TOLD[kind])
        album = album_of_one(double)
        with at_desk("verifier"):
            merge_into(album.case.number, kept.number, **acting("verifier", 5))
        album.keep("merged")
        with at_desk("verifier"):
            reopen(album.case.number, note="Ternyata lain.", **acting("verifier", 5))
        album.keep("merged-opened-again")
        merged, opened = album.sheets
        require_fit_to_read(merged)
        require_fit_to_read(opened)
        assert "Hasil pemeriksaan tidak ditampilkan" not in merged.letter, kind  # nothing was
        assert merged.letter.startswith("Pemberitahuan penyatuan\n"), kind
        # whoever applies about others is not told which case of somebody else goes on
        told = (merged.letter + merged.page + merged.english).count(kept.number)
        assert (told > 0) is not declared.may_anyone_apply, kind
        assert merged.letter.count(kept.number) in {0, 3}, kind  # what goes on, whom to ask about
        assert "Isinya tidak sama? Datang dengan surat di bawah." in merged.page
        noun = declared.noun.id
        assert f"sebelum {noun} dibuka lagi" in opened.page  # the letter says it is closed
        assert "Disatukan dengan" not in opened.page.partition("Yang sudah terjadi")[0]


def test_who_applied_in_a_case_that_was_handed_over_reads_who_goes_on_with_it(
    register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_office, "AT", EVENING)
    about_families = {k: v for k, v in kinds().items() if k not in {"levy", "new_family"}}
    cases = {k: begun(k, v.steps[0].value, told=TOLD[k]) for k, v in about_families.items()}
    run = write_run(tmp_path / "moved", MOVED, version="1", ranking=3)
    publish(run, url=register, by="petugas", at=EVENING, progress=Silent())
    for kind, case in cases.items():
        album = album_of_one(case)
        with at_desk("operator"):
            hand_over(case.number, note="Keluarga pindah.", **acting("operator"))
        album.keep("handed-over")
        (sheet,) = album.sheets
        require_fit_to_read(sheet)
        names_place = NAME[OTHER_VILLAGE] in sheet.page
        # Whoever applies about others is not told where those live now.
        assert names_place is not about_families[kind].may_anyone_apply, kind
        assert ("Bawa berkas ke sana" in sheet.page) is names_place, kind  # who knows where
        noun = about_families[kind].noun.id
        assert f"Surat ini ditulis sebelum {noun} diteruskan." in sheet.page, kind
        assert "tempat Anda tinggal" not in sheet.page
        assert sheet.letter.startswith("Tanda terima\n"), kind
