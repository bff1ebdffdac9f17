"""What a visit found of the members: changes for the right person, and remarks that name nobody."""

from desil.cases.changes.member_findings import MemberAnswers, member_changes, member_conflicts
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.kinds.kind import kinds

KIND = kinds()["decile_too_high"]
SITI, BUDI = "3275014101800012", "3275010101100034"
MEMBERS = {
    SITI: {"name": "SITI BUATAN", "work_status": 1, "is_working": 1},
    BUDI: {"name": "BUDI BUATAN", "work_status": None, "is_working": 2},
}


def test_an_answer_is_a_change_of_its_person_and_leaves_others_as_asked() -> None:
    asked = [
        RequestedChange("person", "work_status", "4", BUDI),
        RequestedChange("family", "floor_material", "2"),
    ]
    told = [MemberAnswers(SITI, {"work_status": "2", "is_working": "1"})]
    found = member_changes(KIND, told, MEMBERS, asked)
    assert found.asked == (
        *asked,
        RequestedChange("person", "work_status", "2", SITI, is_seen=True),
    )
    assert found.remarks == ()


def test_an_answer_that_is_recorded_takes_the_request_of_that_person_away() -> None:
    asked = [RequestedChange("person", "work_status", "4", n) for n in (SITI, BUDI)]
    found = member_changes(KIND, [MemberAnswers(SITI, {"work_status": "1"})], MEMBERS, asked)
    assert found.asked == (asked[1],)
    assert "S••• B•••••" in found.remarks[0]
    assert "permintaannya dihapus" in found.remarks[0]


def test_a_type_that_does_not_change_a_fact_says_so() -> None:
    told = [MemberAnswers(SITI, {"school_participation": "2", "work_status": "2"})]
    found = member_changes(kinds()["objection"], told, MEMBERS, [])
    assert [(c.fact, c.subject) for c in found.asked] == [("work_status", SITI)]
    assert "tidak mengubahnya" in found.remarks[0]


def test_somebody_who_is_no_member_and_one_filled_in_twice_are_told_of() -> None:
    told = [
        MemberAnswers("", {"work_status": "2"}),
        MemberAnswers("3275010101990099", {"is_working": "1"}),
        MemberAnswers(BUDI, {"work_status": "2"}),
        MemberAnswers(BUDI, {"work_status": "3"}),
    ]
    found = member_changes(KIND, told, MEMBERS, [])
    assert found.asked == (RequestedChange("person", "work_status", "3", BUDI, is_seen=True),)
    text = "\n".join(found.remarks)
    assert "work_status=2" in text
    assert "is_working=1" in text
    assert "diisi dua kali" in text
    for secret in ("SITI", "BUDI", SITI, BUDI, "3275010101990099"):
        assert secret not in text


def test_what_the_register_says_otherwise_since_is_a_conflict_of_that_person() -> None:
    then = {SITI: MEMBERS[SITI] | {"work_status": 3}}
    told = [
        MemberAnswers(SITI, {"work_status": "2", "is_working": "2"}),
        MemberAnswers(BUDI, {"is_working": "1"}),
        MemberAnswers("", {"is_working": "1"}),
    ]
    remarks = member_conflicts(told, then, MEMBERS)
    assert len(remarks) == 2
    assert "Kedudukan dalam pekerjaan utama: berubah sejak" in remarks[0]
    assert "dulu belum tercatat" in remarks[1]  # joined since
    assert "SITI" not in remarks[0]
