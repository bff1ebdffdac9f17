"""The desk's reports: every table of the page as a file, within the reader's territory."""

import csv
import io
import re

import pytest
from django.test import Client

from desil.accounts.session import journal_of_office
from desil.cases.actions.people import RESIDENT
from desil.cases.actions.satisfaction import rate_handling
from desil.cases.actions.steps import refuse
from tests.case_office import (
    AT,
    OTHER_VILLAGE,
    SECOND,
    VILLAGE,
    acting,
    at_desk,
    entered,
    fill_case_office,
)
from tests.case_walk import walked_to
from tests.filled_registers import Filled
from tests.people import signed_in

TIME = "?sejak=2026-11-01&sampai=2026-12-31"
PAGE = f"/permohonan/laporan/{TIME}"
NAMES = ["terbuka", "hasil-jenis", "hasil-pintu", "hasil-kode_kelurahan", "hasil-kode_alasan",
         "hasil-pencatat", "lama", "kepuasan-pintu", "kepuasan-kode_kelurahan", "kepuasan-jenis",
         "bergeser", "lewat"]  # fmt: skip


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def busy_desk() -> str:
    """The number of the rated case. One open case, and two refused ones of which one was rated."""
    entered(seed=1)
    journal = journal_of_office()
    refused = [walked_to("finalise", seed=seed, family_number=SECOND) for seed in (2, 3)]
    with at_desk("lurah"):
        for case in refused:
            refuse(case.number, reason="B1", **acting("lurah"))
        rate_handling(
            refused[0].number, answer="satisfied", text="Rahasia saya.", by=RESIDENT, at=AT,
            journal=journal,
        )  # fmt: skip
    return refused[0].number


def file_of(client: Client, name: str) -> list[dict[str, str]]:
    answer = client.get(f"/permohonan/laporan/{name}.csv{TIME}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f"permohonan-{name}-2026-11-01-2026-12-31.csv" in answer["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_every_table_of_the_page_is_a_file() -> None:
    busy_desk()
    client = signed_in("verifier")
    page = client.get(PAGE).content.decode()
    linked = re.findall(r'href="(/permohonan/laporan/[^"]+\.csv[^"]+)"', page)
    assert linked
    assert all(client.get(link.replace("&amp;", "&")).status_code == 200 for link in linked)
    assert re.findall(r'<h2 id="([^"]+)"', page) == NAMES
    for name in NAMES:
        file_of(client, name)
    assert client.get(f"/permohonan/laporan/nama.csv{TIME}").status_code == 404


def test_a_file_says_codes_names_counts_and_shares() -> None:
    busy_desk()
    client = signed_in("verifier")
    (row,) = file_of(client, "hasil-kode_kelurahan")
    assert (row["kode_kelurahan"], row["keadaan_open"], row["keadaan_refused"], row["jumlah"]) == (
        VILLAGE, "1", "2", "3",
    )  # fmt: skip
    (row,) = file_of(client, "kepuasan-jenis")
    assert row == {
        "jenis": "decile_too_high",
        "nama": "Desil terlalu tinggi",
        "ditanya": "2",
        "menjawab": "1",
        "jawaban_satisfied": "1",
        "jawaban_so_so": "0",
        "jawaban_dissatisfied": "0",
        "bagian_puas": "1.0",
    }
    (row,) = file_of(client, "lama")
    assert (row["ditutup"], row["bagian_tepat_waktu"]) == ("2", "1.0")


def test_what_an_applicant_wrote_is_on_the_case_page_alone() -> None:
    number, client = busy_desk(), signed_in("verifier")
    assert "Rahasia saya" not in client.get(PAGE).content.decode()
    page = client.get(f"/permohonan/{number}/").content.decode()
    assert "Puas · Rahasia saya." in page
    elsewhere = signed_in("lurah", villages=[OTHER_VILLAGE])
    assert elsewhere.get(f"/permohonan/{number}/").status_code == 404


def test_another_kelurahan_reads_nothing_of_it() -> None:
    busy_desk()
    lurah = signed_in("lurah", villages=[OTHER_VILLAGE])
    assert all(file_of(lurah, name) == [] for name in NAMES)
