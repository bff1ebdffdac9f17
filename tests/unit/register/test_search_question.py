"""How a question typed into the one search box is taken apart."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.errors import UsageFault
from desil.linkage.records.names import spelling_of, spelling_rules
from desil.register.search.birth import take_birth
from desil.register.search.numbers import Slip, is_neighbours, slips_of
from desil.register.search.question import LONGEST, Kind, SearchQuestion, read_question
from desil.register.search.spelling import letters_pattern, word_patterns
from desil.synthetic.people.vocabulary import read_vocabulary
from tests.table import rows_of

WORDS = st.sampled_from([w for w in read_vocabulary().words if w.isalpha() and len(w) > 2])
DIGITS = st.text("0123456789", min_size=16, max_size=16)

QUESTIONS = rows_of(
    """
    | typed                     | kind    | names        | streets      | births     |
    | Budi                      | name    | BUDI         |              |            |
    | siti nur-aini             | name    | SITI NUR AINI |             |            |
    | ma'ruf                    | name    | MARUF        |              |            |
    | budi 1975                 | name    | BUDI         |              | 1975-01-01 |
    | budi 17 Agustus 1975      | name    | BUDI         |              | 1975-08-17 |
    | budi, lahir 17/8/1975     | name    | BUDI         |              | 1975-08-17 |
    | budi 8/17/1975            | name    | BUDI         |              | 1975-08-17 |
    | budi agustus 1975         | name    | BUDI         |              | 1975-08-01 |
    | budi jl. nusa indah       | name    | BUDI         | NUSA INDAH   |            |
    | JALAN MELATI              | address |              | MELATI       |            |
    | jl melati no 12 rt 2/9    | address |              | MELATI       |            |
    | blok c 3                  | address |              | C3           |            |
    | melati 12                 | address |              | MELATI 12    |            |
    | rt 2 rw 9                 | address |              |              |            |
    | kel jatiasih budi         | name    | JATIASIH BUDI |             |            |
    | 3275010101800001          | number  |              |              |            |
    """
)


def first_reading(question: SearchQuestion) -> tuple[str, str]:
    if not question.readings:
        return "", ""
    reading = question.readings[0]
    return " ".join(reading.names), " ".join(reading.streets)


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda r: r["typed"])
def test_a_question_is_a_name_a_birth_and_an_address(row: dict[str, str]) -> None:
    question = read_question(row["typed"])
    assert question.kind.value == row["kind"]
    assert first_reading(question) == (row["names"], row["streets"])
    assert [str(p.first) for p in question.births] == [p for p in [row["births"]] if p]


@pytest.mark.parametrize(
    "typed", ["", "ab", "...", "'''", "12345", "1975", "17-08-1975", "jalan", "x" * 101]
)
def test_too_little_to_look_for_is_refused(typed: str) -> None:
    with pytest.raises(UsageFault):
        read_question(typed)


RT_RW = ["rt 2 rw 9", "RT.002/RW.009", "rt02/09", "2/9", "rw 9 rt 2", "rt/rw 2/9", "rt02rw09",
         "RT 2, RW 9", "rt 002 / 009"]  # fmt: skip
ADDRESSES = ["JL. MELATI NO. 12 RT 002/RW 009", "GG MAWAR RT.2 RW.9", "KP X RT2/9",
             "JL X RT 02/ RW 09", "RW 009 RT 002", "JL X 002/009"]  # fmt: skip
OTHERS = ["RT 012/RW 009", "RT 002/RW 019", "RT 009/RW 002", "RT 2 RW 90", "NO. 2 RT 009/RW 009"]


def as_python(pattern: str) -> re.Pattern[str]:
    """A regular expression of PostgreSQL that Python understands."""
    return re.compile(pattern.replace(r"\m", r"\b(?=\w)").replace(r"\M", r"\b(?<=\w)"))


@pytest.mark.parametrize("typed", RT_RW)
def test_rt_and_rw_are_the_same_however_they_are_written(typed: str) -> None:
    (pattern,) = read_question(typed).address.patterns
    found = as_python(pattern)
    assert [a for a in ADDRESSES if not found.search(a)] == []
    assert [a for a in OTHERS if found.search(a)] == []


@given(st.text(max_size=LONGEST + 10))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        question = read_question(typed)
    except UsageFault:
        return
    assert question.number or question.readings
    for reading in question.readings:
        assert all(re.fullmatch("[A-Z]+", word) for word in reading.names)
        assert all(re.fullmatch("[A-Z0-9]+", word) for word in reading.streets)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_words_of_a_name_stand_in_a_reading_whatever_is_beside_them(words: list[str]) -> None:
    typed = f"{' '.join(words)} rt 2 rw 9 3/4/1980"
    if len(typed) > LONGEST or {*words} & {"DESA", "KAMPUNG"}:
        return
    question = read_question(typed)
    assert any(set(reading.names) == set(words) for reading in question.readings)
    assert [str(p.first) for p in question.births] == ["1980-04-03"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_is_the_same_in_every_usual_form(born: date) -> None:
    forms = ("{0:%d-%m-%Y}", "{0:%d/%m/%Y}", "{0.day} {0.month} {0.year}", "{0:%Y-%m-%d}",
             "{0:%d%m%Y}", "{0:%d.%m.%Y}")  # fmt: skip
    for form in forms:
        rest, periods = take_birth(f"BUDI {form.format(born)}")
        assert [(p.first, p.last) for p in periods] == [(born, born)], form
        assert rest.split() == ["BUDI", "|"]


@given(WORDS)
def test_a_pattern_matches_its_word(word: str) -> None:
    (one,) = word_patterns([word])
    assert re.fullmatch(one.pattern.replace(r"\M", r"\b"), word)


@given(WORDS)
def test_a_pattern_matches_every_older_spelling_of_a_modern_word(word: str) -> None:
    rules = [(old, new) for old, new in spelling_rules().spelling if old.isalpha()]
    if any(old in word for old, _ in rules if len(old) == 2):
        return  # in an older spelling itself
    pattern = letters_pattern(spelling_of([word])[0])
    olders = [word.replace(new, old) for old, new in rules if new in word]
    same = [older for older in olders if spelling_of([older]) == spelling_of([word])]
    assert [older for older in same if not re.fullmatch(pattern, older)] == []


def test_titles_are_no_words_unless_there_is_nothing_else() -> None:
    assert [one.word for one in word_patterns(["HJ", "SITI"])] == ["SITI"]
    assert [one.word for one in word_patterns(["HJ"])] == ["HJ"]


@given(DIGITS, st.integers(0, 15), st.integers(0, 15), st.sampled_from("0123456789"))
def test_one_wrong_digit_and_two_exchanged_ones_are_slips(
    number: str, first: int, second: int, digit: str
) -> None:
    near = slips_of(number)
    wrong = number[:first] + digit + number[first + 1 :]
    assert (wrong in near) == (wrong != number)
    signs = [*number]
    signs[first], signs[second] = signs[second], signs[first]
    exchanged = "".join(signs)
    assert (exchanged in near) == (exchanged != number)
    assert number not in near
    assert all(sum(a != b for a, b in zip(number, n, strict=True)) <= 2 for n in near)


def test_neighbours_that_changed_places_are_told_from_others() -> None:
    assert is_neighbours("3275010101800001", "3275010108100001")
    assert not is_neighbours("3275010101800001", "3275011101800002")
    assert slips_of("3275010101800001")["3275010108100001"] is Slip.EXCHANGE


def test_the_kind_of_a_number_is_number() -> None:
    assert read_question("3275 0101 0180 0001").kind is Kind.NUMBER
