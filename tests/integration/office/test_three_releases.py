"""Three releases, made into runs and published one after another: history, open case, list place,
movement and search of families that change their card number, their NIK or their kelurahan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from desil.cases.models import Case
from desil.cases.territory_scope import seeing_city
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.case_office import entered
from tests.filled_registers import Filled
from tests.integration.office.test_family_followed import page_of
from tests.integration.office.test_hand_over import listed
from tests.linked_city import run_in
from tests.people import client_of, user_with
from tests.releases import write_delivery
from tests.table import rows_of

AT = datetime(2026, 7, 1, tzinfo=UTC)
RELEASED = ("2025-09-17", "2025-12-17", "2026-03-17")
VILLAGES = {"a": "3275010009", "b": "3275040006", "c": "3275010011"}
# What each release lists: family, kelurahan, and members; the same letter is the same person, and
# a digit after it says which NIK the person has by then.
LISTED = rows_of(
    """
    | what                       | first    | second        | third        |
    | the head dies, then a move | A1 a hwc | A2 a wc       | A2 b wc      |
    | two corrected NIK          | B1 a n0m | B1 a n1m      | B2 a n2m     |
    | a split, then a new card   | C1 a pqrs| C1 a pq C2 a rs | C1 a pq C3 a rs |
    | a merger, then a new card  | D1 a tu E1 a vx | E1 a vxtu | E2 a vxtu  |
    | a move, and another one    | F1 a f   | F1 b f        | F1 c f       |
    | away for one release       | G1 a g   |               | G1 a g       |
    """
)
CARDS = ("A1", "A2", "B1", "B2", "C1", "C2", "C3", "D1", "E1", "E2", "F1", "G1")
NUMBERS = {name: f"32750101012080{i:02d}" for i, name in enumerate(CARDS, start=11)}
LETTERS = "hwcnmpqrstuvxfg"


def _nik(person: str) -> str:
    letter, correction = person[0], int(person[1:] or 0)
    return f"32750115078{LETTERS.index(letter):02d}{100 + correction:03d}"


def _persons(text: str) -> list[str]:
    found: list[str] = []
    for sign in text:
        if sign.isdigit():
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _release(home: Path, column: str, released: str) -> None:
    families: list[dict[str, object]] = []
    persons: list[dict[str, object]] = []
    for row in LISTED:
        words = row[column].split()
        for name, village, people in zip(words[::3], words[1::3], words[2::3], strict=True):
            families.append({"family_number": NUMBERS[name], "village_code": VILLAGES[village],
                             "decile_national": 3})  # fmt: skip
            persons += [
                {"nik": _nik(p), "family_number": NUMBERS[name], "name": f"REKA {p[0].upper()}",
                 "sex": 1, "relationship": 1 if i == 0 else 3, "birth_date": date(1980, 7, 15)}
                for i, p in enumerate(_persons(people))
            ]  # fmt: skip
    write_delivery(home, released, families, persons)


def fill_three_releases(home: Path, url: str) -> None:
    """A filling: cases are entered after the first release, then two more are published."""
    for seed, (column, released) in enumerate(
        zip(("first", "second", "third"), RELEASED, strict=True)
    ):
        _release(home, column, released)
        publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())
        if seed == 0:
            for n, name in enumerate(("A1", "B1", "C1", "D1", "F1", "G1"), start=1):
                entered(seed=n, family_number=NUMBERS[name], village_code=VILLAGES["a"], changes=())


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    return filled(fill_three_releases)


# By the number of today: the releases in its history, the family whose case it has, where it lives.
PAGES = rows_of(
    """
    | family | releases | case | lives |
    | A2     | 3        | A1   | b     |
    | B2     | 3        | B1   | a     |
    | C1     | 3        | C1   | a     |
    | C3     | 2        |      | a     |
    | E2     | 3        | D1   | a     |
    | F1     | 3        | F1   | c     |
    | G1     | 2        | G1   | a     |
    """
)


@pytest.mark.parametrize("row", PAGES, ids=lambda r: r["family"])
def test_history_and_open_case_come_along(row: dict[str, str]) -> None:
    text = page_of(client_of(user_with("verifier")), NUMBERS[row["family"]])
    dates = [day for day in ("17 Sep 2025", "17 Des 2025", "17 Mar 2026") if day in text]
    assert len(dates) == int(row["releases"])
    with seeing_city():
        cases = {c.family_number: c.number for c in Case.objects.all()}
    shown = [family for family, number in cases.items() if number in text]
    assert shown == ([NUMBERS[row["case"]]] if row["case"] else [])


@pytest.mark.parametrize("row", [r for r in PAGES if r["case"]], ids=lambda r: r["family"])
def test_the_kelurahan_of_today_is_told_of_the_case_and_the_old_one_still_works_on_it(
    row: dict[str, str],
) -> None:
    here = client_of(user_with("operator", villages=[VILLAGES["a"]]))
    with seeing_city():
        number = Case.objects.get(family_number=NUMBERS[row["case"]]).number
    case = here.get(f"/permohonan/{number}/").content.decode()
    assert ("Serahkan ke kelurahan baru" in case) == (row["lives"] != "a")
    there = client_of(user_with("operator", villages=[VILLAGES[row["lives"]]]))
    text = page_of(there, NUMBERS[row["family"]])
    assert "Belum ada permohonan" not in text
    assert ("Ada 1 permohonan terbuka" in text) == (row["lives"] != "a")


@pytest.mark.parametrize(
    ("family", "past"),
    [("A2", ["h"]), ("B2", []), ("C1", ["r", "s"]), ("C3", []), ("E2", []), ("G1", [])],
)
def test_only_who_left_for_good_is_a_past_member(family: str, past: list[str]) -> None:
    text = page_of(client_of(user_with("verifier")), NUMBERS[family])
    told = text.partition('id="dulu"')[2].partition("</section>")[0]
    assert [letter for letter in LETTERS if _nik(letter) in told] == past
    assert told.count("<li>") == len(past)


SEARCHES = [
    ("A1", "A2"), ("A2", "A2"), ("B1", "B2"), ("n0", "B2"), ("n1", "B2"), ("n2", "B2"),
    ("C2", "C3"), ("D1", "E2"), ("E1", "E2"), ("h", ""), ("F1", "F1"), ("G1", "G1"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "found"), SEARCHES)
def test_every_number_of_any_release_finds_the_family_of_today(asked: str, found: str) -> None:
    client = client_of(user_with("verifier"))
    number = NUMBERS.get(asked) or _nik(asked)
    text = client.post("/cari/", {"question": number}, follow=True).content.decode()
    assert f"{1 if found else 0} ditemukan" in text
    is_today = asked in {"A2", "n2", "F1", "G1"}
    assert ("yang dicari nomor lama" in text) == (bool(found) and not is_today)


@pytest.mark.parametrize(("was", "now"), [("A1", "A2"), ("B1", "B2"), ("D1", "E2"), ("F1", "F1")])
def test_a_place_on_a_list_of_the_first_release_is_kept(was: str, now: str, register: str) -> None:
    listed(register, NUMBERS[was], place=37)
    assert "urutan 37" in page_of(client_of(user_with("verifier")), NUMBERS[now])


MOVED = {
    # to the second release: five families stay, D1 joins E1, C2 comes out of C1, G1 is away
    "2025-12-17": {(3, 3): 5, (-1, 3): 1, (3, -1): 2},
    # to the third one: six stay under whatever number, G1 is back
    "2026-03-17": {(3, 3): 6, (-1, 3): 1},
}


def test_movement_counts_a_family_as_the_same_one(register: str) -> None:
    with psycopg.connect(register) as owner:
        rows = owner.execute(
            "select to_date::text, from_standing, to_standing, sum(movement.families) from movement"
            " inner join publication on publication.id = movement.publication_id"
            " where is_current group by 1, 2, 3"
        ).fetchall()
    found: dict[str, dict[tuple[int, int], int]] = {}
    for day, was, now, families in rows:
        found.setdefault(day, {})[(was, now)] = int(families)
    assert found == MOVED
