"""Three releases, published one after another: a family keeps its history and its open case when
its card number changes or it moves, and can be found by its earlier number."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from desil.accounts.session import handles_of_office
from desil.cases.models import Case
from desil.cases.territory_scope import seeing_city
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.case_office import at_desk, entered
from tests.filled_registers import Filled
from tests.linked_city import run_in
from tests.people import client_of, user_with
from tests.releases import write_delivery

HERE, THERE = "3275010009", "3275040006"
OLD_KK, NEW_KK, MOVING, GONE = (f"327501010120800{n}" for n in range(1, 5))
WIDOW, CHILD, MOVER = "3275015507808002", "3275010101158003", "3275011507808007"
OLD_NIK, NEW_NIK = "3275011507808008", "3275011507808018"
AT = datetime(2026, 4, 1, tzinfo=UTC)


def _person(nik: str, family: str, name: str, role: int = 1) -> dict[str, object]:
    return {"nik": nik, "family_number": family, "name": name, "relationship": role, "sex": 1,
            "birth_date": date(1980, 7, 15)}  # fmt: skip


def _first_release(home: Path) -> None:
    write_delivery(
        home, "2025-09-17",
        [
            {"family_number": OLD_KK, "village_code": HERE, "decile_national": 2},
            {"family_number": MOVING, "village_code": HERE, "decile_national": 6},
            {"family_number": GONE, "village_code": HERE, "decile_national": 3},
        ],
        [
            _person("3275011507808001", OLD_KK, "REKA SUAMI"),
            _person(WIDOW, OLD_KK, "REKA ISTRI", 2),
            _person(CHILD, OLD_KK, "REKA ANAK", 3),
            _person(MOVER, MOVING, "REKA PINDAH"),
            _person(OLD_NIK, MOVING, "REKA TUJUH", 3),
            _person("3275011507808009", GONE, "REKA PERGI"),
        ],
    )  # fmt: skip


def _second_release(home: Path) -> None:
    """The husband died and the card has a new number; one family moved, with a corrected NIK; one
    left."""
    write_delivery(
        home, "2025-12-17",
        [
            {"family_number": NEW_KK, "village_code": HERE, "decile_national": 4},
            {"family_number": MOVING, "village_code": THERE, "decile_national": 6},
        ],
        [
            _person(WIDOW, NEW_KK, "REKA ISTRI"),
            _person(CHILD, NEW_KK, "REKA ANAK", 3),
            _person(MOVER, MOVING, "REKA PINDAH"),
            _person(NEW_NIK, MOVING, "REKA TUJUH", 3),
        ],
    )  # fmt: skip


def fill_followed(home: Path, url: str) -> None:
    """A filling: cases are entered after the first release; then the second one is published."""
    _first_release(home)
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())
    for seed, family in enumerate((OLD_KK, MOVING, GONE), start=1):
        entered(seed=seed, family_number=family, village_code=HERE, changes=())
    _second_release(home)
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    return filled(fill_followed)


def page_of(client: Client, family: str) -> str:
    handle = handles_of_office().of("kk", family)
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "case"})
    answer = client.get(f"/keluarga/{handle}/")
    assert answer.status_code == 200
    return answer.content.decode()


def case_about(family: str) -> Case:
    with seeing_city():
        return Case.objects.get(family_number=family)


def test_a_family_with_a_new_card_keeps_its_history_and_its_case() -> None:
    client = client_of(user_with("operator", villages=[HERE]))
    text = page_of(client, NEW_KK)
    assert f'Dahulu KK <span class="code">{OLD_KK}</span>' in text
    assert "17 Sep 2025" in text
    assert "17 Des 2025" in text
    assert case_about(OLD_KK).number in text
    assert "Belum ada permohonan" not in text


@pytest.mark.parametrize(("number", "found"), [(OLD_KK, 1), (NEW_KK, 1), (OLD_NIK, 1), (GONE, 0)])
def test_search_leads_from_an_earlier_number_to_where_its_people_are(
    number: str, found: int
) -> None:
    client = client_of(user_with("verifier"))
    text = client.post("/cari/", {"question": number}, follow=True).content.decode()
    assert f"{found} ditemukan" in text
    assert ("yang dicari nomor lama" in text) == (number in (OLD_KK, OLD_NIK))


def test_who_sees_only_the_old_kelurahan_does_not_find_a_family_that_moved_away() -> None:
    client = client_of(user_with("operator", villages=[HERE]))
    answer = client.post("/cari/", {"question": OLD_NIK}, follow=True)
    assert "0 ditemukan" in answer.content.decode()


def test_the_new_kelurahan_is_told_of_the_open_case_and_the_earlier_release() -> None:
    text = page_of(client_of(user_with("operator", villages=[THERE])), MOVING)
    assert "Belum ada permohonan" not in text
    assert "Ada 1 permohonan terbuka tentang keluarga ini di kelurahan lain" in text
    assert "Pada 1 rilis lain keluarga ini tercatat di kelurahan lain" in text
    assert case_about(MOVING).number not in text


def test_who_sees_the_whole_city_sees_it_all() -> None:
    text = page_of(client_of(user_with("verifier")), MOVING)
    assert case_about(MOVING).number in text
    assert "di kelurahan lain" not in text


CASES = [
    (MOVING, "tinggal di kelurahan Bekasijaya"),
    (GONE, "Rilis terbaru tidak mendaftar keluarga ini"),
    (OLD_KK, "Nomor KK keluarga ini berganti"),
]


@pytest.mark.parametrize(("family", "says"), CASES, ids=["moved", "left", "new card"])
def test_the_page_of_the_case_says_what_became_of_the_family(family: str, says: str) -> None:
    client = client_of(user_with("operator", villages=[HERE]))
    assert says in client.get(f"/permohonan/{case_about(family).number}/").content.decode()


def test_a_strangers_number_beside_ones_own_family_tells_nothing() -> None:
    with at_desk("operator", THERE), connection.cursor() as cursor:
        counted = {}
        for numbers in ([MOVING], [MOVING, GONE, OLD_KK], [GONE], [GONE, MOVING]):
            cursor.execute(
                "select desil_release_count(%s), desil_open_case_count(%s)", [numbers, numbers]
            )
            counted[tuple(numbers)] = cursor.fetchone()
    assert counted == {
        (MOVING,): (2, 1),
        (MOVING, GONE, OLD_KK): (2, 1),
        (GONE,): (0, 0),
        (GONE, MOVING): (0, 0),
    }


def test_what_lies_beyond_the_territory_is_counted_only_for_families_that_are_seen() -> None:
    client = client_of(user_with("operator", villages=[THERE]))
    handle = handles_of_office().of("kk", NEW_KK)
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "case"})
    assert client.get(f"/keluarga/{handle}/").status_code == 404
