"""An address of the register is read in parts, with the result of reading it whole."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.linkage.records.deliveries import define_macros, make_known_people

CARD, NIK = "3275050505108005", "3275010101708005"
_PARTS = st.lists(
    st.sampled_from(
        ["JL.", "jalan", "KARTINI", "Kerta", "RT", "RW", "RT.", "rw:", "RT7", "RW03", "/", ",",
         " ", "  ", "-", ".", "001", "12", "1234", "NO", "NO.", "07", "BLOK", "A", "SMART", "Ü"]
    ),
    max_size=12,
)  # fmt: skip


def _read(address: str | None) -> tuple[object, object, object, object]:
    """What is kept of the one family's address, and what reading it whole gives."""
    with duckdb.connect() as database:
        define_macros(database)
        database.execute(
            "create table family as select $card as family_number, '3275040007' as village_code,"
            " cast($address as varchar) as address",
            {"card": CARD, "address": address},
        )
        database.execute(
            "create table person as select $nik as nik, $card as family_number, 'AGUS' as name,"
            " date '1970-01-01' as birth_date, 1 as sex, 1 as relationship",
            {"nik": NIK, "card": CARD},
        )
        make_known_people(database, ())
        found: tuple[object, object, object, object] = database.execute(
            "select known_person.address_key, neighbourhood, address_key(address),"
            " neighbourhood_of(address) from known_person cross join family"
        ).fetchall()[0]
    return found


@pytest.mark.parametrize(
    ("address", "street", "neighbourhood"),
    [
        ("JL. JATI NO. 07 RT 001/RW 02", "JATI 7", 2001),
        ("RT 1 RW 2 Jl. Kartini 5", "KARTINI 5", 2001),
        ("JL. KARTINI NO. 5, RT.3/4", "KARTINI 5", 4003),
        ("JL. SMART RW", "SMART RW", None),
        ("RT 5", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_street_and_neighbourhood(
    address: str | None, street: str | None, neighbourhood: int | None
) -> None:
    assert _read(address) == (street, neighbourhood, street, neighbourhood)


@given(_PARTS, st.sampled_from(["", " "]))
def test_parts_give_what_the_whole_gives(parts: list[str], between: str) -> None:
    key, neighbourhood, whole_key, whole_neighbourhood = _read(between.join(parts))
    assert (key, neighbourhood) == (whole_key, whole_neighbourhood)
