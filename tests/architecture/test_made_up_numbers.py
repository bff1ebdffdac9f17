"""Numbers and places of made-up people in tests are such as could occur."""

from __future__ import annotations

import re
from pathlib import Path

from desil.dictionary.areas import city_villages
from desil.dictionary.kk import judge_kk
from desil.dictionary.nik import judge_nik
from desil.dictionary.verdict import Verdict
from tests.numbers_of_people import card_number, member_nik

TESTS = Path(__file__).parents[1]
# Tests whose subject is a number that cannot be, or whose digits are no number of a person.
ABOUT_WRONG_NUMBERS = {
    "integration/accounts/test_sign_in.py",
    "integration/audit/test_log.py",
    "integration/ranking/test_ranking_commands.py",
    "integration/register/test_server.py",
    "integration/test_commands.py",
    "spec/test_audit_tree.py",
    "spec/test_intake_numbers.py",
    "spec/test_intake_sources.py",
    "spec/test_kk.py",
    "spec/test_linkage_integration.py",
    "spec/test_linkage_layers.py",
    "spec/test_nik.py",
    "unit/intake/test_identity_sql.py",
}
_NUMBER = re.compile(r"(?<![0-9a-f-])[0-9]{16}(?![0-9a-f])", re.ASCII)
_VILLAGE = re.compile(r"(?<![0-9])3275[0-9]{6}(?![0-9])", re.ASCII)
NO_VILLAGE = {"3275014101"}  # the beginning of a NIK


def _texts() -> dict[str, str]:
    return {
        path.relative_to(TESTS).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TESTS.rglob("*.py"))
    }


def _is_possible(number: str) -> bool:
    """Whether a number could be a NIK or that of a family card."""
    verdicts = {judge_nik(number).verdict, judge_kk(number).verdict}
    return verdicts != {Verdict.INVALID}


def test_numbers_of_people_could_occur() -> None:
    found = {
        name: [n for n in _NUMBER.findall(text) if not _is_possible(n)]
        for name, text in _texts().items()
        if name not in ABOUT_WRONG_NUMBERS
    }
    assert {name: numbers for name, numbers in found.items() if numbers} == {}


def test_kelurahan_of_the_city_exist() -> None:
    known = {village.bps for village in city_villages()} | NO_VILLAGE
    found = {name: set(_VILLAGE.findall(text)) - known for name, text in _texts().items()}
    assert {name: codes for name, codes in found.items() if codes} == {}


def test_the_helper_makes_numbers_that_could_occur_and_differ() -> None:
    cards = [card_number(serial) for serial in (1, 2, 9_999, 10_000, 20_000, 119_988)]
    assert cards == sorted(set(cards))
    assert all(judge_kk(card).verdict is not Verdict.INVALID for card in cards)
    niks = [member_nik(card, place) for card in cards for place in range(12)]
    assert len(set(niks)) == len(niks)
    assert all(judge_nik(nik).verdict is not Verdict.INVALID for nik in niks)
