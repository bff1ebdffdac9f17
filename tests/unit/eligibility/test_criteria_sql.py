"""The SQL of criteria is held to the plain definition, for made-up criteria and families."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desil.dictionary.life.age import age_on
from desil.eligibility.expression.definition import Facts, value_of
from desil.eligibility.expression.reading import Reader
from desil.eligibility.expression.sentences import LANGUAGES, sentence_of
from desil.eligibility.expression.sql_text import sql_of
from desil.eligibility.judging.gathering import Gathering
from desil.eligibility.words.vocabulary import truth_columns, words_of
from desil.eligibility.words.word import Scope
from desil.eligibility.words.word_views import open_words
from tests.numbers_of_people import card_number, member_nik
from tests.programme_families import open_families

DAY = date(2026, 3, 17)
_NUMBER = st.integers(0, 11).map(str)


def _either(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


_OPERATOR = _either(("=", "<>", "<", "<=", ">", ">="))
_SUM = st.recursive(
    st.one_of(_NUMBER, _either(("desil", "size", "floor_area_m2"))),
    lambda part: st.builds("({} {} {})".format, part, _either(("+", "-", "*")), part),
    max_leaves=3,
)
_MEMBER_ATOM = st.one_of(
    st.builds("age {} {}".format, _OPERATOR, _NUMBER),
    st.builds("sex = {}".format, _either(("1", "2", "'Laki-laki'"))),
    st.builds("birth_date {} date '{}'".format, _OPERATOR, st.dates(date(2015, 1, 1), DAY)),
    _either(("is_working", "present", "birth_date is null", "work_status is not null",
             "work_status in (4, 5)", "work_status <> 5")),
)  # fmt: skip


def _joined(atom: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        atom,
        lambda part: st.one_of(
            st.builds("({} and {})".format, part, part),
            st.builds("({} or {})".format, part, part),
            st.builds("not ({})".format, part),
        ),
        max_leaves=4,
    )


_ATOM = st.one_of(
    st.builds("{} {} {}".format, _SUM, _OPERATOR, _SUM),
    st.builds("desil between {} and {}".format, _NUMBER, _NUMBER),
    _either(("floor_material in ('Tanah', 7)", "floor_material <> 2", "floor_material in (1, 2, 4)",
             "not floor_material in (1, 2)", "has_car", "ranked", "desil is null",
             "floor_area_m2 is not null", "size in (1, 2)", "village_code = '3275010009'")),
    st.builds("any_member({})".format, _joined(_MEMBER_ATOM)),
    st.builds("count_members({}) {} {}".format, _joined(_MEMBER_ATOM), _OPERATOR, _NUMBER),
    st.builds("sum_members(age) {} {}".format, _OPERATOR, _NUMBER),
)  # fmt: skip

_MEMBER = st.fixed_dictionaries(
    {
        "birth_date": st.one_of(st.none(), st.dates(date(2014, 1, 1), date(2026, 4, 1))),
        "sex": st.sampled_from([None, 1, 2]),
        "is_working": st.sampled_from([None, 1, 2]),
        "work_status": st.sampled_from([None, 4, 5, 6]),
    }
)
_FAMILY = st.fixed_dictionaries(
    {
        "desil": st.one_of(st.none(), st.integers(1, 10)),
        "floor_material": st.sampled_from([None, 1, 2, 7, 8, 101]),
        "floor_area_m2": st.one_of(st.none(), st.integers(1, 12)),
        "has_car": st.sampled_from([None, 1, 2]),
        "village_code": st.sampled_from([None, "3275010009", "3275010011"]),
    }
)


def _truth(stored: object) -> bool | None:
    return None if stored is None else stored == 1


def _facts_of_member(row: dict[str, object]) -> Facts:
    born = row["birth_date"]
    return {
        "birth_date": born if isinstance(born, date) else None,
        "age": age_on(DAY, born if isinstance(born, date) else None),
        "sex": row["sex"],
        "work_status": row["work_status"],
        "is_working": _truth(row["is_working"]),
        "present": True,
    }  # type: ignore[return-value]


def _facts_of_family(row: dict[str, object], members: int) -> Facts:
    return {
        **row,
        "has_car": _truth(row["has_car"]),
        "ranked": row["desil"] is not None,
        "size": members or None,  # of a family without members it is not known
    }  # type: ignore[return-value]


def _in_sql(database: duckdb.DuckDBPyConnection, text: str) -> list[bool | None]:
    gathering = Gathering()
    compiled = sql_of(Reader().read(text, Reader().written.place),
                      lambda node: gathering.ask(node).value)  # fmt: skip
    rows = database.execute(
        "with asked as (select family_number from family_word),"
        f" gathered as ({gathering.statement})"
        f" select {compiled} from family_word left join gathered using (family_number)"
        " order by family_number"
    ).fetchall()
    return [r[0] for r in rows]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow,
          HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    _joined(_ATOM), st.lists(st.tuples(_FAMILY, st.lists(_MEMBER, max_size=3)), min_size=1,
                             max_size=4)
)  # fmt: skip
def test_sql_gives_what_the_definition_gives(
    tmp_path: Path, text: str, city: list[tuple[dict[str, object], list[dict[str, object]]]]
) -> None:
    families = [
        f | {"family_number": card_number(n + 1), "counted_size": len(m)}
        for n, (f, m) in enumerate(city)
    ]
    members = [
        row | {"family_number": card_number(n + 1), "nik": member_nik(card_number(n + 1), k)}
        for n, (_, people) in enumerate(city)
        for k, row in enumerate(people)
    ]
    node = Reader().read(text, Reader().written.place)
    expected = [
        value_of(node, _facts_of_family(f, len(people)), [_facts_of_member(m) for m in people])
        for f, people in city
    ]
    with open_families(families, members, [], tmp_path) as database:
        open_words(database, DAY)
        assert _in_sql(database, text) == expected
    assert all(sentence_of(node, language) for language in LANGUAGES)


@pytest.mark.parametrize("scope", [Scope.FAMILY, Scope.MEMBER])
def test_every_word_is_a_column_of_its_view_and_every_yes_or_no_is_a_truth(
    tmp_path: Path, scope: Scope
) -> None:
    with open_families([], [], [], tmp_path) as database:
        open_words(database, DAY)
        view = "family_word" if scope is Scope.FAMILY else "member_word"
        types = {row[0]: row[1] for row in database.execute(f"describe {view}").fetchall()}
    assert {w.name for w in words_of(scope).values()} <= set(types)
    assert {types[c] for c in truth_columns(scope)} == {"BOOLEAN"}
