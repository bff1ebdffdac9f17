"""Sending a case back by form: the letter has to say what is missing."""

import pytest

from desil.cases.models import Case
from tests.case_letters import letter_text
from tests.case_office import again, fill_case_office
from tests.case_walk import walked_to
from tests.filled_registers import Filled
from tests.people import signed_in


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    return filled(fill_case_office)


def sent(case: Case, **told: str) -> tuple[int, str]:
    address = f"/permohonan/{case.number}/tindakan/return/"
    fresh = {"reason": "A2", "seen": str(again(case).events)}
    answer = signed_in("verifier").post(address, fresh | told)
    return answer.status_code, answer.content.decode()


def test_a_case_is_not_sent_back_without_saying_what_is_missing() -> None:
    case = walked_to("verify")
    status, page = sent(case)
    assert status == 200
    assert "Surat harus menyebut apa yang kurang" in page
    assert again(case).step == "verify"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"documents": "ktp"}, "Kirim ulang: KTP"),
        ({"note": "Alamat di KTP lain."}, "Keterangan petugas: Alamat di KTP lain."),
    ],
)
def test_documents_or_words_are_enough_and_stand_in_the_letter(
    told: dict[str, str], says: str
) -> None:
    case = walked_to("verify")
    assert sent(case, **told)[0] == 302
    assert again(case).step == "complete"
    assert says in letter_text(case)


def test_a_refusal_names_the_papers_that_it_is_about() -> None:
    case = walked_to("verify")
    address = f"/permohonan/{case.number}/tindakan/refuse/"
    told = {"reason": "A2", "documents": ["ktp"], "seen": str(again(case).events)}
    verifier = signed_in("verifier")
    asked = verifier.post(address, told)
    assert again(case).standing == "open"  # asked first, with the papers in its fields
    assert 'name="documents" value="ktp"' in asked.content.decode()
    assert verifier.post(address, told | {"sudah-yakin": "ya"}).status_code == 302
    letter = letter_text(case)
    assert "Sebabnya: Berkas tidak terbaca." in letter
    assert "Berkas yang dimaksud: KTP\n" in letter
    page = verifier.get(f"/permohonan/{case.number}/").content.decode()
    assert "Berkas tidak terbaca (A2) · KTP" in page


def test_the_page_shows_asked_seen_and_sent_side_by_side() -> None:
    case = walked_to("verify")
    page = signed_in("verifier").get(f"/permohonan/{case.number}/").content.decode()
    for heading in ("Sekarang", "Diminta", "Dilihat petugas", "Akan dikirim"):
        assert f'data-label="{heading}"' in page
