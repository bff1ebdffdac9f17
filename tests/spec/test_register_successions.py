"""A family is its people, not its card number: it is followed when the number changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.linked_city import rows_of_table, run_in
from tests.releases import write_delivery, write_listed
from tests.table import rows_of

# Families by release: their official decile (0: not ranked) and members, the head first.
RELEASES = {
    "the head dies and the card gets a new number": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2 3   |
    | 2025-12-17 | K2     | 4      | 2 3     |
    """,
    "the number changes twice": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2 3   |
    | 2025-12-17 | K2     | 3      | 1 2 3   |
    | 2026-03-17 | K3     | 4      | 2 3     |
    """,
    "two members found a household of their own": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2 3 4 |
    | 2025-12-17 | K1     | 2      | 1 2     |
    | 2025-12-17 | K2     | 5      | 3 4     |
    """,
    "the family breaks up and most go together": """
    | release    | family | decile | members   |
    | 2025-09-17 | K1     | 2      | 1 2 3 4 5 |
    | 2025-12-17 | K2     | 3      | 2 3 4     |
    | 2025-12-17 | K3     | 6      | 5         |
    """,
    "an old couple moves in with their son": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2     |
    | 2025-09-17 | K2     | 5      | 3 4     |
    | 2025-12-17 | K2     | 4      | 3 4 1 2 |
    """,
    "two families become one under a new number": """
    | release    | family | decile | members   |
    | 2025-09-17 | K1     | 2      | 1 2 3     |
    | 2025-09-17 | K2     | 5      | 4 5       |
    | 2025-12-17 | K3     | 4      | 1 2 3 4 5 |
    """,
    "one person moves between two families that go on": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2     |
    | 2025-09-17 | K2     | 5      | 3 4     |
    | 2025-12-17 | K1     | 2      | 1       |
    | 2025-12-17 | K2     | 5      | 3 4 2   |
    """,
    "everybody leaves and strangers come": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2     |
    | 2025-12-17 | K2     | 4      | 3 4     |
    """,
    "a family is away for one release": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2     |
    | 2025-09-17 | K9     | 9      | 9       |
    | 2025-12-17 | K9     | 9      | 9       |
    | 2026-03-17 | K1     | 2      | 1 2     |
    | 2026-03-17 | K9     | 9      | 9       |
    """,
    "a family is away for one release and back under a new card": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2     |
    | 2025-09-17 | K9     | 9      | 9       |
    | 2025-12-17 | K9     | 9      | 9       |
    | 2026-03-17 | K2     | 3      | 1 2     |
    | 2026-03-17 | K9     | 9      | 9       |
    """,
    "most go on at once and one is back later under a new card": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2 3   |
    | 2025-12-17 | K2     | 2      | 1 2     |
    | 2026-03-17 | K2     | 2      | 1 2     |
    | 2026-03-17 | K3     | 5      | 3       |
    """,
    "all are away, and come back in two releases": """
    | release    | family | decile | members |
    | 2025-06-17 | K1     | 2      | 1 2 3   |
    | 2025-06-17 | K9     | 9      | 9       |
    | 2025-09-17 | K9     | 9      | 9       |
    | 2025-12-17 | K2     | 2      | 1       |
    | 2026-03-17 | K2     | 2      | 1       |
    | 2026-03-17 | K3     | 5      | 2 3     |
    """,
    "the number goes on while one is away, and ends after": """
    | release    | family | decile | members |
    | 2025-06-17 | K1     | 2      | 1 2 3   |
    | 2025-09-17 | K1     | 2      | 1 2     |
    | 2025-12-17 | K2     | 2      | 1 2     |
    | 2026-03-17 | K2     | 2      | 1 2     |
    | 2026-03-17 | K3     | 5      | 3       |
    """,
    "one left before, the others are away": """
    | release    | family | decile | members |
    | 2025-06-17 | K1     | 2      | 1 2 3   |
    | 2025-09-17 | K1     | 2      | 1 2     |
    | 2025-09-17 | K5     | 5      | 3       |
    | 2025-12-17 | K5     | 5      | 3       |
    | 2026-03-17 | K5     | 5      | 3       |
    | 2026-03-17 | K7     | 2      | 1 2     |
    """,
    "one who was away is back in another family": """
    | release    | family | decile | members |
    | 2025-09-17 | K1     | 2      | 1 2     |
    | 2025-09-17 | K9     | 9      | 9       |
    | 2025-12-17 | K1     | 2      | 1       |
    | 2025-12-17 | K9     | 9      | 9       |
    | 2026-03-17 | K1     | 2      | 1       |
    | 2026-03-17 | K9     | 9      | 9 2     |
    """,
}
# What becomes of numbers: earlier > next = now, by kind; and how movement counts (from > to).
EXPECTED = rows_of(
    """
    | what happens                                     | successions                                     | movement        |
    | the head dies and the card gets a new number     | continued K1>K2=K2                              | 2>4             |
    | the number changes twice                         | continued K1>K2=K3; continued K2>K3=K3          | 2>3; 3>4        |
    | two members found a household of their own       | split K1>K2=K2                                  | -1>5; 2>2       |
    | the family breaks up and most go together        | continued K1>K2=K2; split K1>K3=K3              | -1>6; 2>3       |
    | an old couple moves in with their son            | merged K1>K2=K2                                 | 2>-1; 5>4       |
    | two families become one under a new number       | continued K1>K3=K3; merged K2>K3=K3             | 2>4; 5>-1       |
    | one person moves between two families that go on |                                                 | 2>2; 5>5        |
    | everybody leaves and strangers come              |                                                 | -1>4; 2>-1      |
    | a family is away for one release                 |                                                 | 2>-1; 9>9; -1>2; 9>9 |
    | a family is away for one release and back under a new card | continued K1>K2=K2                              | -1>3; 2>-1; 9>9; 9>9 |
    | most go on at once and one is back later under a new card | continued K1>K2=K2; split K1>K3=K3              | -1>5; 2>2; 2>2       |
    | all are away, and come back in two releases      | continued K1>K2=K2; split K1>K3=K3              | -1>2; -1>5; 2>-1; 2>2; 9>-1; 9>9 |
    | the number goes on while one is away, and ends after | continued K1>K2=K2; split K1>K3=K3              | -1>5; 2>2; 2>2; 2>2  |
    | one left before, the others are away             | continued K1>K7=K7; split K1>K5=K5              | -1>2; -1>5; 2>-1; 2>2; 5>5; 5>5 |
    | one who was away is back in another family       |                                                 | 2>2; 2>2; 9>9; 9>9   |
    """
)


@pytest.mark.parametrize("row", EXPECTED, ids=lambda r: r["what happens"])
def test_a_family_is_followed_by_its_people(tmp_path: Path, row: dict[str, str]) -> None:
    write_listed(tmp_path, rows_of(RELEASES[row["what happens"]]))
    folder = run_in(tmp_path).folder
    found = [
        f"{r['kind']} {r['earlier_number']}>{r['next_number']}={r['family_number']}"
        for r in rows_of_table(folder, "family_succession")
    ]
    assert sorted(found) == sorted(filter(None, row["successions"].split("; ")))
    moves = [
        (str(m["to_date"]), f"{m['from_standing']}>{m['to_standing']}")
        for m in rows_of_table(folder, "movement")
    ]
    assert sorted(m for _, m in moves) == sorted(row["movement"].split("; "))


# A person vanishes and one appears in the same family: one person where all of it agrees.
PERSONS = rows_of(
    """
    | why                                  | name before | born before | name after | born after | twin | found |
    | a corrected NIK                      | REKA TUJUH  | 1980-07-15  | REKA TUJUH | 1980-07-15 |      | yes   |
    | another name                         | REKA TUJUH  | 1980-07-15  | REKA LAPAN | 1980-07-15 |      |       |
    | another birth date                   | REKA TUJUH  | 1980-07-15  | REKA TUJUH | 1981-07-15 |      |       |
    | the name is not known                |             | 1980-07-15  |            | 1980-07-15 |      |       |
    | the birth date is not known          | REKA TUJUH  |             | REKA TUJUH |            |      |       |
    | two of that name and date appear     | REKA TUJUH  | 1980-07-15  | REKA TUJUH | 1980-07-15 | yes  |       |
    """
)


@pytest.mark.parametrize("row", PERSONS, ids=lambda r: r["why"])
def test_a_person_with_a_corrected_nik_is_found_again(tmp_path: Path, row: dict[str, str]) -> None:
    def person(nik: str, when: str) -> dict[str, object]:
        born = row[f"born {when}"]
        return {"nik": nik, "family_number": "K7", "relationship": 1,
                "name": row[f"name {when}"] or None,
                "birth_date": date.fromisoformat(born) if born else None}  # fmt: skip

    family = [{"family_number": "K7", "decile_national": 3}]
    write_delivery(tmp_path, "2025-09-17", family, [person("7", "before")])
    after = [person("8", "after"), *([person("9", "after")] if row["twin"] else [])]
    write_delivery(tmp_path, "2025-12-17", family, after)
    found = rows_of_table(run_in(tmp_path).folder, "person_succession")
    assert [(r["earlier_nik"], r["nik"]) for r in found] == ([("7", "8")] if row["found"] else [])


def test_a_new_number_and_a_new_nik_at_once_are_both_followed(tmp_path: Path) -> None:
    born = date(1980, 7, 15)
    write_delivery(
        tmp_path, "2025-09-17", [{"family_number": "K1"}],
        [{"nik": "1", "family_number": "K1", "name": "REKA SATU", "birth_date": born},
         {"nik": "2", "family_number": "K1", "name": "REKA DUA", "birth_date": born}],
    )  # fmt: skip
    write_delivery(
        tmp_path, "2025-12-17", [{"family_number": "K2"}],
        [{"nik": "1", "family_number": "K2", "name": "REKA SATU", "birth_date": born},
         {"nik": "3", "family_number": "K2", "name": "REKA DUA", "birth_date": born}],
    )  # fmt: skip
    (found,) = rows_of_table(run_in(tmp_path).folder, "person_succession")
    assert (found["earlier_nik"], found["nik"], found["family_number"]) == ("2", "3", "K2")


def test_a_nik_corrected_twice_leads_to_the_newest_one_and_its_family_now(tmp_path: Path) -> None:
    def person(nik: str, family: str) -> dict[str, object]:
        return {"nik": nik, "family_number": family, "name": "REKA SATU", "relationship": 1,
                "birth_date": date(1980, 7, 15)}  # fmt: skip

    def wife(family: str) -> dict[str, object]:
        return {"nik": "9", "family_number": family, "name": "REKA DUA", "relationship": 2}

    for day, nik, family in (
        ("2025-09-17", "1", "K1"), ("2025-12-17", "2", "K1"), ("2026-03-17", "3", "K2")
    ):  # fmt: skip
        write_delivery(
            tmp_path, day, [{"family_number": family}], [person(nik, family), wife(family)]
        )
    found = rows_of_table(run_in(tmp_path).folder, "person_succession")
    assert sorted((r["earlier_nik"], r["nik"], r["family_number"]) for r in found) == [
        ("1", "3", "K2"),
        ("2", "3", "K2"),
    ]


def test_a_nik_corrected_on_joining_another_family_is_followed(tmp_path: Path) -> None:
    def person(nik: str, family: str, name: str) -> dict[str, object]:
        return {"nik": nik, "family_number": family, "name": name,
                "birth_date": date(1950, 1, 1)}  # fmt: skip

    families = [{"family_number": "K1"}, {"family_number": "K2"}]
    write_delivery(
        tmp_path, "2025-09-17", families,
        [person("1", "K1", "REKA KAKEK"), person("2", "K1", "REKA NENEK"),
         person("3", "K2", "REKA ANAK")],
    )  # fmt: skip
    write_delivery(
        tmp_path, "2025-12-17", families[1:],
        [person("1", "K2", "REKA KAKEK"), person("4", "K2", "REKA NENEK"),
         person("3", "K2", "REKA ANAK")],
    )  # fmt: skip
    (found,) = rows_of_table(run_in(tmp_path).folder, "person_succession")
    assert (found["earlier_nik"], found["nik"], found["family_number"]) == ("2", "4", "K2")
