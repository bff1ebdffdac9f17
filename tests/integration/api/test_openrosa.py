"""ODK Collect's side of OpenRosa against the served office, over real HTTP."""

import uuid
from datetime import UTC, datetime

import pytest

from desil.accounts.session import handles_of_office, journal_of_office
from desil.api.openrosa.compiled import md5_of
from desil.audit.models import AuditEvent
from desil.cases.changes.register import known_family
from desil.cases.models import Case, CaseChange, CaseEvent, CaseEvidence, FieldSubmission
from desil.cases.territory_scope import seeing_city
from tests.case_office import FIRST, OTHER_VILLAGE
from tests.case_pictures import placed_picture
from tests.field_office import (
    MEMBERS,
    VISITS,
    Field,
    field,
    members_of,
    seen_of,
    token_for,
    waiting_case,
)
from tests.odk_client import Phone, filled
from tests.people import user_with

__all__ = ["field"]
PHOTOS = {"house_front": "1.jpg", "living_room": "2.jpg", "bathroom": "3.jpg"}


def notes_of(case: Case) -> str:
    with seeing_city():
        return "\n".join(
            CaseEvent.objects.filter(case=case, move="note").values_list("note", flat=True)
        )


def requested_changes(case: Case) -> dict[str, str]:
    with seeing_city():
        rows = CaseChange.objects.filter(case=case, is_current=True)
        return {row.fact: row.new_value for row in rows}


def niks_of_first_family() -> list[str]:
    with seeing_city():
        family = known_family(FIRST)
    assert family is not None
    return list(family.members)


def documents_of(case: Case) -> list[str]:
    with seeing_city():
        rows = CaseEvidence.objects.filter(case=case).order_by("pk")
        return [row.document for row in rows]


def test_the_list_leads_to_the_form_and_the_form_to_the_visits(field: Field) -> None:
    case = waiting_case()
    listed = field.phone.ask("GET", "/odk/formList")
    assert (listed.status, listed.headers["x-openrosa-version"]) == (200, "1.0")
    assert "date" in listed.headers
    assert listed.texts("formID") == ["kunjungan_rumah"]
    form = field.phone.ask("GET", listed.texts("downloadUrl")[0])
    assert form.status == 200
    assert 'version="' + listed.texts("version")[0] in form.body.decode()
    manifest = field.phone.ask("GET", listed.texts("manifestUrl")[0])
    assert manifest.texts("filename") == ["visits.csv", "members.csv"]
    members = field.phone.ask("GET", manifest.texts("downloadUrl")[1]).body
    assert manifest.texts("hash")[1] == md5_of(members)
    visits = field.phone.ask("GET", manifest.texts("downloadUrl")[0]).body.decode()
    assert case.number in visits
    assert "ORANG BUATAN" not in visits
    assert "3275010101200001" not in visits


def test_a_visit_of_another_kelurahan_is_on_nobody_elses_phone(field: Field) -> None:
    case = waiting_case()
    stranger = user_with("pendamping", villages=[OTHER_VILLAGE])
    phone = Phone(field.office.address, stranger.username, token_for(stranger))
    assert case.number not in phone.ask("GET", VISITS).body.decode()
    assert phone.submit(filled(case.number, "1.1", wall_material="3")).status == 404
    assert "wall_material" not in requested_changes(case)


def test_a_whole_form_becomes_changes_evidence_and_a_visit_that_is_done(field: Field) -> None:
    case = waiting_case()
    form = filled(
        case.number, seen_of(field, case), photos=PHOTOS, wall_material="3", roof_material="3",
        place="-6.2341 106.9912 20 5", remark="Rumah kosong siang hari.",
    )  # fmt: skip
    files = {name: placed_picture(drawn=n) for n, name in enumerate(PHOTOS.values())}
    heard = field.phone.submit(form, files)
    assert heard.status == 201, heard.body
    assert heard.headers["location"].endswith("/odk/submission")
    asked = requested_changes(case)
    assert asked["floor_material"] == "2"  # asked by the resident, not answered by the visitor
    assert (asked["wall_material"], asked["roof_material"]) == ("3", "3")
    assert documents_of(case)[-3:] == list(PHOTOS)
    assert "Rumah kosong" in notes_of(case)
    with seeing_city():
        assert Case.objects.get(pk=case.pk).step == "finalise"


def test_members_are_on_the_phone_by_handle_without_a_name_or_number(field: Field) -> None:
    case, other = waiting_case(), waiting_case(kind="merge", changes=())
    rows = members_of(field, case)
    assert len(rows) == 4
    handles, niks = handles_of_office(), niks_of_first_family()
    assert {handles.number("nik", row["name"]) for row in rows} == set(niks)
    assert {row["asks"] for row in rows} == {"education work"}
    whole = field.phone.ask("GET", MEMBERS).body.decode()
    assert "ORANG BUATAN" not in whole
    assert not any(nik in whole for nik in niks)
    assert all(f"…{nik[-2:]})" in whole for nik in niks)
    assert members_of(field, other) == []  # that type asks nothing about persons


def test_a_members_work_becomes_a_change_of_that_person(field: Field) -> None:
    case = waiting_case()
    seen, rows = seen_of(field, case), members_of(field, case)
    nik = handles_of_office().number("nik", rows[1]["name"])
    told = {rows[1]["name"]: {"work_status": "3", "is_working": "1"}}
    assert field.phone.submit(filled(case.number, seen, members=told)).status == 201
    with seeing_city():
        asked = CaseChange.objects.filter(case=case, is_current=True, fact_table="person")
        assert {(c.subject, c.fact, c.new_value) for c in asked} == {
            (nik, "work_status", "3"), (nik, "is_working", "1"),
        }  # fmt: skip
        kept = FieldSubmission.objects.get(case=case)
    assert nik not in kept.content
    assert requested_changes(case)["floor_material"] == "2"
    stranger = {"bukan-siapa-siapa": {"work_status": "3"}}
    assert field.phone.submit(filled(case.number, seen, members=stranger)).status == 201
    assert "bukan anggota keluarga ini sekarang: work_status=3" in notes_of(case)


def test_the_same_form_twice_is_one_submission(field: Field) -> None:
    case = waiting_case()
    form = filled(case.number, seen_of(field, case), photos=PHOTOS, wall_material="3")
    files = {name: placed_picture(drawn=10 + n) for n, name in enumerate(PHOTOS.values())}
    assert [field.phone.submit(form, files).status for _ in range(2)] == [201, 201]
    with seeing_city():
        assert FieldSubmission.objects.filter(case=case).count() == 1
        moves = list(CaseEvent.objects.filter(case=case).values_list("move", flat=True))
    assert moves.count("advance") == 3
    assert sorted(documents_of(case)[-3:]) == sorted(PHOTOS)
    assert documents_of(case).count("house_front") == 1


def test_photos_that_come_one_by_one_gather_under_their_form(field: Field) -> None:
    case = waiting_case()
    form = filled(case.number, seen_of(field, case), photos=PHOTOS)
    for number, name in enumerate(PHOTOS.values()):
        with seeing_city():
            assert Case.objects.get(pk=case.pk).step == "visit"
        heard = field.phone.submit(form, {name: placed_picture(drawn=20 + number)})
        assert heard.status == 201
    with seeing_city():
        row = FieldSubmission.objects.get(case=case)
        assert row.whole_at is not None
        assert sorted(row.arrived) == ["1.jpg", "2.jpg", "3.jpg"]
        assert Case.objects.get(pk=case.pk).step == "finalise"


def test_an_instance_id_with_other_content_is_refused(field: Field) -> None:
    case, instance = waiting_case(), str(uuid.uuid4())
    seen = seen_of(field, case)
    first = filled(case.number, seen, instance=instance, wall_material="3")
    assert field.phone.submit(first).status == 201
    other = filled(case.number, seen, instance=instance, wall_material="4")
    assert field.phone.submit(other).status == 409
    assert requested_changes(case)["wall_material"] == "3"


def test_what_changed_since_the_phone_took_the_form_is_noted(field: Field) -> None:
    case = waiting_case()
    form = filled(case.number, "999999.1", wall_material="3")
    assert field.phone.submit(form).status == 201
    assert "sudah tidak tersimpan" in notes_of(case)
    assert "Orang lain mengajukan perubahan" in notes_of(case)


def test_a_form_for_a_case_that_went_on_is_kept_as_a_note(field: Field) -> None:
    case = waiting_case("finalise")
    heard = field.phone.submit(filled(case.number, "1.1", wall_material="3"))
    assert heard.status == 201
    assert "wall_material=3" in notes_of(case)
    assert "wall_material" not in requested_changes(case)


def test_what_is_not_a_photo_leaves_nothing_behind(field: Field) -> None:
    case = waiting_case()
    form = filled(case.number, seen_of(field, case), photos={"bathroom": "x.jpg"})
    assert field.phone.submit(form, {"x.jpg": b"MZ not a photo"}).status == 400
    with seeing_city():
        assert not FieldSubmission.objects.filter(case=case).exists()
    assert field.phone.submit(form, {"x.jpg": placed_picture(drawn=31)}).status == 201


BOMBS = {
    "entities": b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><kunjungan_rumah>&b;"
    b"</kunjungan_rumah>",
    "a file": b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><kunjungan_rumah>&a;"
    b"</kunjungan_rumah>",
    "cut off": b"<kunjungan_rumah><a>",
    "another form": b"<rumah id='rumah'/>",
    "no XML": b"\x00\xff",
    "too long": b"<kunjungan_rumah>" + b" " * 300_000 + b"</kunjungan_rumah>",
    "no instance id": filled("2026-000001", "1.1").replace(b"uuid:", b""),
    "a path as a file name": filled("2026-000001", "1.1", photos={"bathroom": "../../x"}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_forms_are_refused_in_words(field: Field, name: str) -> None:
    heard = field.phone.submit(BOMBS[name])
    assert heard.status == 400
    assert heard.texts("message")
    assert b"passwd" not in heard.body


def test_broken_and_oversized_bodies_are_refused(field: Field) -> None:
    kind = "multipart/form-data; boundary=x"
    assert field.phone.ask("POST", "/odk/submission", b"?", Content_Type=kind).status == 400
    assert field.phone.ask("POST", "/odk/submission", b"{}", Content_Type="text/json").status == 400
    told = {"Content_Type": kind, "Content_Length": "900000000"}
    assert field.phone.ask("POST", "/odk/submission", b"", **told).status == 413


def test_a_case_outside_the_territory_is_not_there(field: Field) -> None:
    heard = field.phone.submit(filled("2026-999999", "1.1"))
    assert heard.status == 404


def test_head_says_where_and_how_much(field: Field) -> None:
    heard = field.phone.ask("HEAD", "/odk/submission")
    assert heard.status == 204
    assert int(heard.headers["x-openrosa-accept-content-length"]) > 3_000_000
    assert heard.headers["location"].endswith("/odk/submission")


def test_every_read_and_write_is_recorded_with_whom_it_is_about(field: Field) -> None:
    case = waiting_case()
    since = datetime.now(UTC)
    seen = seen_of(field, case)
    field.phone.submit(filled(case.number, seen, wall_material="3"))
    events = AuditEvent.objects.filter(at__gte=since, actor=field.officer.actor)
    family = journal_of_office().family(case.family_number or "")
    about = {e.verb for e in events if family in e.subjects}
    assert {"FIELD_VISITS_READ", "FIELD_SUBMIT", "CASE_PROPOSE", "CASE_ADVANCE"} - about == {
        "CASE_ADVANCE"  # the documents are not all there
    }
