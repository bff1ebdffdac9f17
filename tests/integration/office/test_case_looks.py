"""A case that the reader may not see: the attempt stands among the looks at its family."""

from __future__ import annotations

import pytest

from desil.accounts.session import journal_of_office
from desil.ui.family.looks import looks_at
from tests.case_office import entered, fill_case_office
from tests.case_pictures import added
from tests.filled_registers import Filled
from tests.people import client_of, user_with
from tests.table import rows_of


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


PAGES = """
| page                        |
| permohonan/{n}/             |
| permohonan/{n}/surat/       |
| permohonan/{n}/berkas/      |
| permohonan/{n}/perubahan/   |
| permohonan/{n}/kunjungan/   |
| permohonan/{n}/tindakan/note/ |
| permohonan/bukti/{e}/       |
| permohonan/bukti/{e}/kecil/ |
"""


def test_a_role_that_reads_no_cases_is_refused_and_that_stands_among_the_looks() -> None:
    case = entered(changes=()).case
    kept = added(case)
    officer = client_of(user_with("head"))
    for row in rows_of(PAGES):
        page = row["page"].format(n=case.number, e=kept.pk)
        assert officer.get(f"/{page}").status_code == 403, page
    assert officer.get("/permohonan/2026-999999/").status_code == 403
    assert officer.get("/permohonan/bukti/999999/").status_code == 403
    journal = journal_of_office()
    looks = looks_at(journal.person("-"), journal.family(case.family_number), most=50)
    assert [look.is_refused for look in looks] == [True] * len(rows_of(PAGES))
