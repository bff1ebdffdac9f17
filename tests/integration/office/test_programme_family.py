"""The family page tells what programmes say; health and disability only once they are open."""

from pathlib import Path

import pytest
from django.test import Client

from desil.accounts.session import handles_of_office
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.integration.office.test_programme_lists import AT, FAMILIES, PEOPLE
from tests.linked_city import run_in, write_release
from tests.people import client_of, user_with
from tests.table import rows_of

FAMILY = "3275010101200001"


def fill_family(home: Path, url: str) -> None:
    """A filling: a published run."""
    write_release(home, rows_of(PEOPLE), rows_of(FAMILIES))
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())


@pytest.fixture
def register(filled: Filled) -> str:
    return filled(fill_family)


def page_of(client: Client) -> str:
    handle = handles_of_office().of("kk", FAMILY)
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "visit"})
    return client.get(f"/keluarga/{handle}/").content.decode()


@pytest.mark.usefixtures("register")
def test_the_family_page_tells_answers_and_keeps_specific_data_closed() -> None:
    client = client_of(user_with("verifier"))
    page = page_of(client)
    assert "Program Keluarga Harapan" in page
    assert "lanjut usia 60 tahun ke atas" not in page  # who is counted openly tells of the rest
    assert "Hanya tampak sesudah data kesehatan dan disabilitas dibuka." in page  # ATENSI
    assert "2.400.000</td>" in page  # food assistance rests on nobody's health
    assert page.count("2.400.000</td>") == 1  # that of PKH may: it is told once the rest is open
    handle = handles_of_office().of("kk", FAMILY)
    client.post(f"/keluarga/{handle}/khusus/", {"agrees": "on", "purpose": "visit"})
    opened = page_of(client)
    assert "Hanya tampak sesudah" not in opened
    assert "1 lanjut usia 60 tahun ke atas" in opened
    assert opened.count("2.400.000</td>") == 2


@pytest.mark.usefixtures("register")
def test_without_the_right_to_read_programmes_the_section_is_not_there() -> None:
    assert "Program bantuan" not in page_of(client_of(user_with("data_officer")))
