"""What is compared between a record and a known person, and how alike two values can be.

Each comparison has levels from equal to unlike; the first that holds counts. They are made for
Indonesian records: names of one word, nicknames, dropped clan names, day and month swapped, births
put on 1 January. Evidence that hangs together stands in one comparison, so that it is not counted
twice: card, address, mother and kelurahan all say "the same household", of which a brother has as
much.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """A degree of likeness: `holds` is SQL over `_l` and `_r`; `words` tell it to a person."""

    holds: str
    words: str
    by_rarity: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One kind of evidence. `columns` are those that it reads; `missing` holds when it is silent.

    The last level, where nothing else holds, is told by `unlike`. `numbers`: the number by which
    each level, unlike the last, is kept with a pair. Kept pairs outlive a version, so that a number
    keeps its meaning, and a further level takes a number that was never used.
    """

    name: str
    columns: tuple[str, ...]
    missing: str
    levels: tuple[Level, ...]
    unlike: str
    numbers: tuple[int, ...]


_FIRST_WORD = "split_part(canonical_{side}, ' ', 1)"
_FIRST_L, _FIRST_R = _FIRST_WORD.format(side="l"), _FIRST_WORD.format(side="r")
_LIKENESS = "jaro_winkler_similarity(canonical_l, canonical_r)"
# How many digits are wrong, missing or transposed; 3 for more than two. Two texts of one length
# that differ in one place, or in more than four, need not be looked at closer.
_EDITS = (
    "case when number_l = number_r then 0 when length(number_l) = length(number_r) then"
    " case hamming(number_l, number_r) when 1 then 1"
    " when 2 then damerau_levenshtein(number_l, number_r)"
    " when 3 then damerau_levenshtein(number_l, number_r)"
    " when 4 then damerau_levenshtein(number_l, number_r) else 3 end"
    " else damerau_levenshtein(number_l, number_r) end"
)
LIKENESSES = f"{_LIKENESS} as name_likeness, {_EDITS} as number_edits"
"""What the levels below read beside the two sides: how alike the names are, and by how many digits
the numbers differ."""
# The words stand otherwise only where another begins, and where the first word of each stands
# later in the other: that is cheap to ask first.
_OTHER_ORDER = (
    "(left(canonical_l, 1) <> left(canonical_r, 1)"
    " and contains(canonical_l, ' ' || left(canonical_r, 1))"
    " and contains(canonical_r, ' ' || left(canonical_l, 1)))"
)
_SORTED_LIKENESS = "jaro_winkler_similarity(in_order(canonical_l), in_order(canonical_r))"
_DAYS_APART = "abs(birth_date_l - birth_date_r)"
# One digit or one pair of neighbours leaves the year or the day as it was, and two digits leave
# one of year, month and day: that is cheap to ask first.
_DIGIT_WRONG = (
    "(year(birth_date_l) = year(birth_date_r) or day(birth_date_l) = day(birth_date_r))"
    " and damerau_levenshtein("
    "strftime(birth_date_l, '%Y%m%d'), strftime(birth_date_r, '%Y%m%d')) = 1"
)
_TWO_DIGITS_WRONG = (
    "(year(birth_date_l) = year(birth_date_r) or month(birth_date_l) = month(birth_date_r)"
    " or day(birth_date_l) = day(birth_date_r))"
    " and hamming(strftime(birth_date_l, '%Y%m%d'), strftime(birth_date_r, '%Y%m%d')) = 2"
)
_SWAPPED = (
    "(year(birth_date_l) = year(birth_date_r) and month(birth_date_l) = day(birth_date_r)"
    " and day(birth_date_l) = month(birth_date_r))"
)
_FIRST_OF_JANUARY = (
    "(year(birth_date_l) = year(birth_date_r)"
    " and (dayofyear(birth_date_l) = 1 or dayofyear(birth_date_r) = 1))"
)
_NEAR_DATE = f"({_DAYS_APART} <= 367 or {_SWAPPED} or {_FIRST_OF_JANUARY})"
_SAME_VILLAGE = "village_code_l = village_code_r"
_SAME_ADDRESS = f"address_key_l = address_key_r and {_SAME_VILLAGE}"


_OTHER_DATE_CONFIRMED = (
    "(coalesce(birth_date_l <> birth_date_r, false)"
    " and substr(number_r, 9, 4) = strftime(birth_date_r, '%m%y')"
    " and coalesce(try_cast(substr(number_r, 7, 2) as integer) % 40 = day(birth_date_r), false))"
)
"""The record's number contains the record's birth date, which is not the person's: a date that was
typed wrong would differ from the one in the number."""


def _nickname_of(short: str, full: str) -> str:
    return f"(length({short}) between 3 and 5 and ends_with({full}, {short}))"


def _begins(short: str, full: str) -> str:
    return f"(length({short}) >= 3 and starts_with({full}, {short}))"


NAME = Comparison(
    "name",
    ("canonical", "alias"),
    "canonical_l is null or canonical_r is null",
    (
        Level("canonical_l = canonical_r", "nama sama", by_rarity=True),
        Level(
            "(length(canonical_l) = length(canonical_r)"
            f" and {_OTHER_ORDER} and in_order(canonical_l) = in_order(canonical_r))"
            " or (left(canonical_l, 2) = left(canonical_r, 2)"
            " and abs(length(canonical_l) - length(canonical_r)) between 1 and 3"
            " and replace(canonical_l, ' ', '') = replace(canonical_r, ' ', ''))",
            "kata nama sama, urutan atau spasinya lain",
            by_rarity=True,
        ),
        Level("name_likeness >= 0.94", "nama hampir sama"),
        Level(
            f"{_begins('canonical_l', 'canonical_r')} or {_begins('canonical_r', 'canonical_l')}"
            " or ends_with(canonical_l, ' ' || canonical_r)"
            " or ends_with(canonical_r, ' ' || canonical_l)",
            "nama yang satu bagian dari yang lain",
        ),
        Level(
            "name_likeness >= 0.87 or (abs(length(canonical_l) - length(canonical_r)) <= 2"
            f" and {_OTHER_ORDER} and {_SORTED_LIKENESS} >= 0.93)",
            "nama mirip",
        ),
        Level(
            f"{_nickname_of('canonical_l', _FIRST_R)} or {_nickname_of('canonical_r', _FIRST_L)}"
            " or alias_r = canonical_l",
            "nama panggilan dari nama depan",
        ),
        Level("name_likeness >= 0.75", "nama agak mirip"),
    ),
    "nama berbeda",
    (7, 6, 5, 4, 3, 2, 1, 0),
)
BIRTH_DATE = Comparison(
    "birth_date",
    ("birth_date",),
    "birth_date_l is null or birth_date_r is null",
    (
        Level("birth_date_l = birth_date_r", "tanggal lahir sama"),
        Level(_SWAPPED, "tanggal dan bulan lahir tertukar"),
        Level(_FIRST_OF_JANUARY, "tahun lahir sama, yang satu ditulis 1 Januari"),
        Level(f"{_DAYS_APART} between 364 and 367", "tahun lahir selisih satu"),
        Level(_DIGIT_WRONG, "tanggal lahir beda satu angka"),
        Level(
            f"{_DAYS_APART} <= 31 or ({_TWO_DIGITS_WRONG})",
            "tanggal lahir beda dua angka, atau selisih paling banyak sebulan",
        ),
        Level("year(birth_date_l) = year(birth_date_r)", "tahun lahir sama"),
    ),
    "tanggal lahir berbeda",
    (6, 5, 4, 3, 2, 7, 1, 0),
)
SEX = Comparison(
    "sex",
    ("sex",),
    "sex_l is null or sex_r is null",
    (Level("sex_l = sex_r", "jenis kelamin sama"),),
    "jenis kelamin berbeda",
    (1, 0),
)
NUMBER = Comparison(
    "number",
    ("number", "birth_date"),
    "number_l is null or number_r is null",
    (
        Level(
            f"number_l = number_r and coalesce({_NEAR_DATE}, true)",
            "NIK sama",
        ),
        Level("number_l = number_r", "NIK sama, tetapi tanggal lahir lain"),
        Level(
            "number_edits = 1 and left(number_l, 6) = left(number_r, 6)"
            " and right(number_l, 4) = right(number_r, 4)",
            "NIK beda satu angka pada tanggalnya",
        ),
        Level(
            "number_edits = 1 and birth_date_l <> birth_date_r",
            "NIK beda satu angka, tanggal lahir lain",
        ),
        Level("number_edits = 1", "NIK beda satu angka"),
        Level("left(number_l, 12) = left(number_r, 12)", "NIK sama kecuali nomor urut"),
        Level("number_edits = 2", "NIK beda dua angka"),
        Level(f"not {_OTHER_DATE_CONFIRMED}", "NIK berbeda"),
    ),
    "NIK berbeda, dan tanggal lahir di dalamnya juga lain",
    (7, 6, 5, 4, 3, 2, 1, 0, 8),
)
HOUSEHOLD = Comparison(
    "household",
    ("family_number", "address_key", "neighbourhood", "village_code", "mother"),
    "(village_code_l is null or village_code_r is null)"
    " and (family_number_l is null or family_number_r is null)",
    (
        Level("family_number_l = family_number_r", "nomor KK sama"),
        Level(
            f"{_SAME_ADDRESS} and neighbourhood_l = neighbourhood_r",
            "alamat, RT, dan RW sama",
        ),
        Level(_SAME_ADDRESS, "alamat sama"),
        Level(f"mother_l = mother_r and {_SAME_VILLAGE}", "nama ibu dan kelurahan sama"),
        Level(_SAME_VILLAGE, "kelurahan sama"),
        Level("left(village_code_l, 7) = left(village_code_r, 7)", "kecamatan sama"),
    ),
    "tempat tinggal berbeda",
    (6, 5, 4, 3, 2, 1, 0),
)

COMPARISONS: tuple[Comparison, ...] = (NAME, BIRTH_DATE, SEX, NUMBER, HOUSEHOLD)
COMPARED_COLUMNS: tuple[str, ...] = tuple(dict.fromkeys(n for c in COMPARISONS for n in c.columns))


def level_sql(comparison: Comparison) -> str:
    """The number of the level that holds, over columns `_l` and `_r` and `LIKENESSES`: -1 where
    a value is missing."""
    cases = " ".join(
        f"when {level.holds} then {number}"
        for level, number in zip(comparison.levels, comparison.numbers, strict=False)
    )
    return (
        f"cast(case when {comparison.missing} then -1 {cases}"
        f" else {comparison.numbers[-1]} end as tinyint) as {comparison.name}_level"
    )


SAME_VILLAGE = 2  # the level of HOUSEHOLD from which on both live in one kelurahan
SAME_HOME = 3  # so many levels of HOUSEHOLD say that both live in one house
"""Rarity of a name says nothing inside a house, where a son bears his father's."""


def top_level(name: str) -> int:
    """The number of the level "equal" of a comparison."""
    return next(c.numbers[0] for c in COMPARISONS if c.name == name)
