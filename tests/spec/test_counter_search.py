"""Sixty questions of a counter: what is typed, the family that is meant, and why it is found.

The reader is an operator of the kelurahan in which the people of tests/counter_register.py live,
with a crowd of others of the same names. The family that is meant is among the first five.
"""

import pytest
from django.db import connection

from desil.accounts.territory import Territory, seen_by
from desil.errors import UsageFault
from desil.register.search.question import read_question
from desil.register.search.results import SearchResult, find
from tests.counter_register import ELSEWHERE, HERE, fill_counter_register
from tests.filled_registers import Filled
from tests.numbers_of_people import serial_of
from tests.table import rows_of

FIRST = 5
QUESTIONS = rows_of(
    """
    | typed                        | family | why                                            |
    | 3275011705800004             | 4      | a NIK                                          |
    | 3275010101200004             | 4      | a card number                                  |
    | 3275 0117 0580 0004          | 4      | a NIK with spaces                              |
    | nik 3275011705800004         | 4      | the word before it                             |
    | 3275011705800004 faisal      | 4      | a NIK with a name                              |
    | 3275011705810001             | 1      | the NIK of a member                            |
    | 3275011705860004             | 4      | one wrong digit in the year                    |
    | 3275011708500004             | 4      | two neighbouring digits exchanged              |
    | 3275017105800004             | 4      | two other neighbours exchanged                 |
    | 3275010101230012             | 12     | one wrong digit in a card number               |
    | 3275010110200012             | 12     | two digits of a card number exchanged          |
    | budi santoso 1975            | 1      | name and year of birth                         |
    | santoso budi 1982            | 2      | the words the other way round                  |
    | budi 17-8-1975               | 1      | name and date of birth                         |
    | budi santoso 05/12/1982      | 2      | the date with strokes                          |
    | budi 30 november 1968        | 3      | the month as a word                            |
    | budi 30 nop 68               | 3      | the month short, the century left out          |
    | budi 17081975                | 1      | the date in eight digits                       |
    | budi lahir th 1975           | 1      | with words around the year                     |
    | budi 1975-08-17              | 1      | the date as machines write it                  |
    | budi jl melati 12            | 1      | name with street and house number              |
    | budi melati no 12            | 1      | the street without JL                          |
    | budi gang mawar no 5         | 2      | GANG is GG                                     |
    | budi kenanga                 | 3      | name and street without any sign which is which |
    | kenanga budi                 | 3      | the street first                               |
    | jalan melati nomor 12        | 1      | JALAN is JL, NOMOR is NO                       |
    | jln. kenanga no. 7           | 3      | JLN is JALAN; a house number without NO        |
    | perum jati indah blok c3     | 4      | PERUM is PERUMAHAN                             |
    | jati indah blk c 3           | 4      | BLK is BLOK, C 3 is C3                         |
    | komplek bumi asri blok d     | 14     | KOMPLEK is KOMP                                |
    | kampung rawa bebek           | 5      | KAMPUNG is KP                                  |
    | lingkungan sukamaju          | 26     | LINGKUNGAN is LINGK                            |
    | jl randu no 2a               | 13     | a house number with a letter                   |
    | budi rt 2 rw 9               | 1      | RT 2 RW 9 is 002/009                           |
    | rt02/09 yusuf                | 5      | RT and RW run together                         |
    | 2/9 budi                     | 1      | RT and RW bare                                 |
    | rw 9 rt 1                    | 2      | RW before RT                                   |
    | rt/rw 003/004                | 3      | as forms print it                              |
    | elang rt 6 rw 2              | 7      | RT6/2 on the card                              |
    | untung rw 10                 | 28     | RW alone beside a name                         |
    | faisal muhamad               | 4      | one M less, words exchanged                    |
    | moh faisal                   | 4      | MOH is MUHAMMAD                                |
    | muhammad yusup               | 5      | MUHAMMAD is MOCH., F is P                      |
    | junaidi                      | 6      | J is DJ, AI is AE                              |
    | junaedi                      | 6      | J is DJ                                        |
    | suparno                      | 7      | U is OE                                        |
    | khotijah                     | 8      | KH is CH                                       |
    | syarifudin                   | 9      | SY is SJ                                       |
    | cecep suryana                | 10     | C is TJ                                        |
    | ahmad pauzi                  | 11     | H is CH, P is F                                |
    | abdul rahman                 | 14     | ABD. written out, the title left out, a vowel wrong |
    | siti aminah                  | 14     | ST. is SITI, the title left out                |
    | zulkifli                     | 19     | Z is DZ                                        |
    | fitriani                     | 20     | I is IY                                        |
    | jainal                       | 25     | J is Z, AI is AE; a part of the name           |
    | yanto                        | 12     | the end of a name, as people are called        |
    | udin                         | 13     | the end of a name                              |
    | ucup                         | 5      | a nickname: YUSUF                              |
    | iwan                         | 26     | a nickname: SETIAWAN                           |
    | dewi ratna                   | 15     | words in another order                         |
    | prasety eko                  | 21     | a part of a word                               |
    | simanjutak                   | 23     | a letter left out                              |
    | teresia maria                | 22     | T is TH                                        |
    | sri wahyuni cendana          | 12     | a member, with the street                      |
    | melati dahlia                | 24     | a name that is a street elsewhere              |
    | choirul                      | 27     | CH is KH                                       |
    """
)


@pytest.fixture
def counter(filled: Filled) -> str:
    """The address of the register of the counter."""
    return filled(fill_counter_register)


def people_found(typed: str, village: str = HERE) -> list[SearchResult]:
    with connection.cursor() as cursor, seen_by(cursor, Territory(frozenset({village}))):
        return find(cursor, read_question(typed), sees_city=False)


def families(typed: str, village: str = HERE) -> list[str]:
    return [serial_of(one.family_number) for one in people_found(typed, village)]


@pytest.mark.usefixtures("counter")
def test_the_family_that_is_meant_is_among_the_first_five() -> None:
    assert len(QUESTIONS) >= 60
    missed = {
        row["typed"]: families(row["typed"])[:FIRST]
        for row in QUESTIONS
        if row["family"] not in families(row["typed"])[:FIRST]
    }
    assert missed == {}


@pytest.mark.usefixtures("counter")
def test_fifty_who_are_called_budi_are_shown_whole_names_first() -> None:
    people = people_found("budi")
    assert len(people) == 50
    assert people[0].name == "BUDI"
    assert all("BUDI" in one.name for one in people)


@pytest.mark.usefixtures("counter")
@pytest.mark.parametrize(
    "typed", ["budi santoso 1975", "3275011705800200", "jl melati 12", "2/9 budi"]
)
def test_nobody_of_another_kelurahan_is_found(typed: str) -> None:
    assert "200" not in families(typed)
    assert families("budi santoso 1975", ELSEWHERE) == ["200"]


@pytest.mark.usefixtures("counter")
def test_a_number_of_somebody_elsewhere_leads_to_nobody_whose_number_is_like_it() -> None:
    assert families("3275011705800200") == []
    assert families("3275011705800002") == ["2"]


@pytest.mark.usefixtures("counter")
def test_who_sees_nobody_finds_nobody() -> None:
    with connection.cursor() as cursor:
        for typed in ("budi", "3275011705800004", "3275011705860004", "2/9 budi", "jl melati"):
            assert find(cursor, read_question(typed), sees_city=False) == []


@pytest.mark.usefixtures("counter")
def test_rt_and_rw_alone_are_too_many_for_the_whole_city() -> None:
    with connection.cursor() as cursor, pytest.raises(UsageFault, match="seluruh kota"):
        find(cursor, read_question("rt 2 rw 9"), sees_city=True)


@pytest.mark.usefixtures("counter")
@pytest.mark.parametrize("typed", [".*.*.*", "%%%budi", "budi' or 1=1", "((((budi", "\\m\\M budi"])
def test_signs_of_patterns_are_no_patterns(typed: str) -> None:
    try:
        people = people_found(typed)
    except UsageFault:
        return
    assert all("BUDI" in one.name for one in people)
