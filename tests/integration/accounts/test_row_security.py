"""The second wall: what PostgreSQL shows the office, whatever a query forgets."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection as django

from desil.accounts.roles import Reach, roles
from desil.accounts.territory import NOWHERE, WHOLE_CITY, Territory, seen_by, set_territory
from desil.database.office_role import office_address
from desil.dictionary.result_table import Access
from desil.dictionary.results import PUBLISHED
from tests.people import VILLAGE, client_of, user_with

Connection = psycopg.Connection[Any]
ABOUT_PEOPLE = [t.name for t in PUBLISHED if t.published is not Access.OPEN]
RULES = {
    Access.VILLAGE: "desil_villages()",
    Access.FAMILY: "FROM family seen",
    Access.PERSON: "FROM person seen",
    Access.CLOSED: "false",
}
INSIDE, OUTSIDE = Territory(frozenset({VILLAGE})), Territory(frozenset({"3275010008"}))


@pytest.fixture
def office(register: str) -> Iterator[Connection]:
    with psycopg.connect(office_address(register), autocommit=True) as connection:
        yield connection


def villages_in(connection: Connection, table: str) -> set[str]:
    return {r[0] for r in connection.execute(f"select distinct village_code from {table}")}


def test_the_office_is_no_owner_and_does_not_bypass(office: Connection) -> None:
    ((superuser, bypasses),) = office.execute(
        "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"
    ).fetchall()
    assert not superuser
    assert not bypasses
    owned = office.execute(
        "select relname from pg_class where relowner = (select oid from pg_roles"
        " where rolname = current_user)"
    ).fetchall()
    assert owned == []


def test_the_database_protects_each_table_as_it_is_declared(register: str) -> None:
    with psycopg.connect(register) as owner:
        rules = dict(
            owner.execute(
                "select relname, pg_get_expr(polqual, pg_class.oid) from pg_class"
                " inner join pg_policy on polrelid = pg_class.oid"
                " where relrowsecurity and relkind = 'p' and relnamespace = 'public'::regnamespace"
            ).fetchall()
        )
    # A new table is protected in its migration (database/row_security.py).
    wrong = [
        t.name for t in PUBLISHED
        if (rules.get(t.name) is not None if t.published is Access.OPEN
            else RULES[t.published or Access.CLOSED] not in rules.get(t.name, ""))
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("table", ["family", "person", "membership", "family_decile"])
def test_nobody_is_seen_until_a_territory_is_set(office: Connection, table: str) -> None:
    assert office.execute(f"select count(*) from {table}").fetchone() == (0,)
    with seen_by(office.cursor(), WHOLE_CITY):
        assert villages_in(office, table) >= {VILLAGE, "3275010011", "3275040006"}
    assert villages_in(office, table) == set()


@pytest.mark.parametrize("table", ["family", "person", "membership", "family_decile"])
@pytest.mark.parametrize("role", list(roles()))
def test_every_role_sees_its_own_territory(office: Connection, table: str, role: str) -> None:
    user = user_with(role)
    seen = {
        Reach.NOBODY: set(),
        Reach.TERRITORY: {VILLAGE},
        Reach.CITY: {VILLAGE, "3275010011", "3275040006"},
    }[roles()[role].reach]
    with seen_by(office.cursor(), user.territory):
        assert villages_in(office, table) == seen


@pytest.mark.parametrize(
    "territory",
    [OUTSIDE, NOWHERE, Territory(frozenset({"%"})), Territory(frozenset({"' or true --"}))],
)
def test_outside_ones_territory_there_is_nobody(office: Connection, territory: Territory) -> None:
    with seen_by(office.cursor(), territory):
        for table in ABOUT_PEOPLE:
            for query in (
                "select count(*) from {}",
                "select count(*) from {} where true or publication_id is null",
                "select count(*) from {} as one join {} as other using (publication_id)",
                "with every as (select * from {}) select count(*) from every",
            ):
                asked = query.format(table, table)
                assert office.execute(asked).fetchone() == (0,), asked  # type: ignore[call-overload]


def test_a_territory_ends_with_its_transaction(office: Connection) -> None:
    with office.transaction():
        set_territory(office.cursor(), INSIDE, for_transaction=True)
        assert office.execute("select count(*) from family").fetchone() == (1,)
    assert office.execute("select count(*) from family").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from publication_1.person",
        "select * from publication_1.family",
        "insert into family (family_number) values ('1')",
        "update person set name = 'x'",
        "delete from family_decile",
        "truncate membership",
        "alter table person disable row level security",
        "drop policy in_territory on person",
        "create policy all_of_it on person using (true)",
        "set session_authorization = desil",
        "set role desil",
        "set row_security = off; select * from person",
        "copy person to stdout",
        "create table mine (x int)",
    ],
)
def test_the_office_cannot_go_around_the_wall(office: Connection, statement: str) -> None:
    if statement.startswith("copy"):
        with office.cursor().copy(statement) as rows:  # type: ignore[call-overload]
            assert list(rows) == []
        return
    with pytest.raises(psycopg.Error, match=r"denied|owner|row-level"):
        office.execute(statement)  # type: ignore[call-overload]


def test_persons_carry_the_kelurahan_of_their_family(register: str) -> None:
    with psycopg.connect(register) as owner:
        wrong = owner.execute(
            "select count(*) from person join (select distinct on (family_number) family_number,"
            " village_code from family_decile order by family_number, release_date desc) as family"
            " using (family_number) where person.village_code is distinct from family.village_code"
        ).fetchone()
        known = owner.execute("select count(*) from person where village_code is not null")
        assert wrong == (0,)
        assert known.fetchone() == (10,)


def test_a_request_leaves_its_territory_behind(register: str) -> None:
    client = client_of(user_with("verifier"))
    assert client.get("/").status_code == 200
    with django.cursor() as cursor:
        cursor.execute("select current_setting('desil.villages', true), current_user")
        assert cursor.fetchall() == [("", "desil_office")]


def test_a_look_up_by_number_uses_the_index_under_the_wall(office: Connection) -> None:
    office.execute("set enable_seqscan = off")
    with seen_by(office.cursor(), INSIDE):
        for table, column in (("person", "nik"), ("family", "family_number")):
            plan = office.execute(f"explain select * from {table} where {column} = '1'").fetchall()
            text = "\n".join(r[0] for r in plan)
            assert f"Index Cond: (({column})::text = '1'::text)" in text, text
