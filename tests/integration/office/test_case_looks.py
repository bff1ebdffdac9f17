"""A case that the reader may not see: the attempt stands among the looks at its family."""

from __future__ import annotations

import pytest

from desil.accounts.session import journal_of_office
from desil.ui.family.looks import looks_at
from tests.case_office import entered, fill_case_office
from tests.filled_registers import Filled
from tests.people import client_of, user_with


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def test_a_case_of_another_kelurahan_is_refused_and_that_stands_among_the_looks() -> None:
    clerk = client_of(user_with("operator", villages=["3275040006"]))
    case = entered(changes=()).case
    assert clerk.get(f"/permohonan/{case.number}/").status_code == 404
    assert clerk.get("/permohonan/2026-999999/").status_code == 404
    journal = journal_of_office()
    looks = looks_at(journal.person("-"), journal.family(case.family_number), most=50)
    assert [look.is_refused for look in looks] == [True]
