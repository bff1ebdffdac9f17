"""Requests that wait for the head's signature: signed, withdrawn and refused on one page."""

import pytest

from tests.case_office import FIRST, again, fill_case_office
from tests.case_walk import walked_to
from tests.filled_registers import Filled
from tests.people import YES, signed_in


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def test_the_head_signs_several_at_once_and_sees_nobody() -> None:
    cases = [walked_to("sign", seed=seed) for seed in (1, 2)]
    head = signed_in("head")
    page = head.get("/permohonan/tanda-tangan/").content.decode()
    assert all(case.number in page for case in cases)
    assert FIRST not in page
    assert "ORANG" not in page.replace("ORANG KANTOR", "")
    chosen = {"number": [case.number for case in cases]}
    assert cases[0].number in head.post("/permohonan/tanda-tangan/", chosen).content.decode()
    assert {again(case).step for case in cases} == {"sign"}  # only asked so far
    head.post("/permohonan/tanda-tangan/", chosen | YES)
    assert {again(case).step for case in cases} == {"send"}
    assert "Tarik tanda tangan" in head.get("/permohonan/tanda-tangan/").content.decode()
    head.post("/permohonan/tanda-tangan/tarik/", {"number": cases[0].number} | YES)
    assert [again(case).step for case in cases] == ["sign", "send"]
    assert head.get(f"/permohonan/{cases[0].number}/").status_code == 403


def test_the_head_refuses_one_with_a_reason() -> None:
    case = walked_to("sign")
    told = {"number": case.number, "reason": "D3"} | YES
    signed_in("head").post("/permohonan/tanda-tangan/tolak/", told)
    assert again(case).reason == "D3"
