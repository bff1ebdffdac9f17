"""What somebody asks for must be able to be true: dates, numbers and places."""

from __future__ import annotations

from datetime import date

import pytest

from desil.cases.changes.register import KnownFamily
from desil.cases.changes.requested_changes import RequestedChange, checked_changes
from desil.cases.kinds.kind import kinds
from desil.errors import DesilError
from tests.table import rows_of

DAY = date(2026, 3, 1)
KK, OTHER_KK = "3275010101208001", "3275010101208002"
NIK, OTHER_NIK = "3275011507808001", "3275011507808002"
HERE, THERE = "3275010008", "3275040006"
FAMILY = KnownFamily(
    KK, HERE, {"family_number": KK}, {NIK: {"nik": NIK, "birth_date": date(1980, 7, 15)}}
)
CHANGES = rows_of(
    f"""
    | kind             | table     | fact           | subject | value       | why refused                  |
    | death            | happening | died           | {NIK} | 2026-02-28    |                              |
    | death            | happening | died           | {NIK} | 2026-03-01    |                              |
    | death            | happening | died           | {NIK} | 2026-03-02    | belum tiba                   |
    | death            | happening | died           | {NIK} | 1980-07-14    | sebelum orang itu lahir      |
    | death            | happening | died           | {NIK} | 1026-02-28    | terlalu lama                 |
    | birth            | happening | born           |       | 2026-03-02    | belum tiba                   |
    | birth            | happening | born           |       | 2026-02-01    |                              |
    | merge            | happening | merged_into    |       | {KK}          | keluarga ini sendiri         |
    | merge            | happening | merged_into    |       | {OTHER_KK}    |                              |
    | split            | happening | split_to       | {NIK} | {KK}          | keluarga ini sendiri         |
    | split            | happening | split_to       | {NIK} | {OTHER_KK}    |                              |
    | duplicate        | happening | same_person_as | {NIK} | {NIK}         | orang ini sendiri            |
    | duplicate        | happening | same_person_as | {NIK} | {OTHER_NIK}   |                              |
    | move             | happening | moved_house    |       | {HERE}        | sudah tercatat di sana       |
    | move             | happening | moved_house    |       | {THERE}       |                              |
    | identity_element | person    | birth_date     | {NIK} | 2026-03-02    | belum tiba                   |
    | identity_element | person    | birth_date     | {NIK} | 1890-01-01    | terlalu lama                 |
    | identity_element | person    | birth_date     | {NIK} | 1981-07-15    |                              |
    """
)


@pytest.mark.parametrize("row", CHANGES, ids=lambda r: f"{r['fact']} {r['value']}")
def test_a_change_that_cannot_be_true_is_refused(
    row: dict[str, str],
) -> None:
    asked = RequestedChange(row["table"], row["fact"], row["value"], row["subject"])
    kind = kinds()[row["kind"]]
    if not row["why refused"]:
        (checked,) = checked_changes(kind, KK, FAMILY, [asked], DAY)
        assert checked.new_value == row["value"]
        return
    with pytest.raises(DesilError, match=row["why refused"]):
        checked_changes(kind, KK, FAMILY, [asked], DAY)
