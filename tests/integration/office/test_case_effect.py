"""What the changes of a case would do: shown from the check of Dinsos on, to those who check it.

Which programmes a case about health would gain tells what it says; so it is shown likewise.
"""

import pyarrow.parquet as pq
from django.conf import settings
from django.test import Client

from desil.accounts.session import handles_of_office, journal_of_office
from desil.cases.actions.entering import enter_case
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.kinds.words import Step
from desil.cases.models import Case
from desil.dictionary.columns.eligibility import Outcome
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.case_office import AT, again, at_desk, entry, officer
from tests.case_walk import take_step
from tests.copied_city import CopiedCity
from tests.people import signed_in

GAINED, NONE = "Program yang jawabannya berubah", "Tidak ada program yang jawabannya berubah"
STOP = "Tanyakan dulu kepada pemohon"


def case_that_gains_pkh(register: str, copied_city: CopiedCity) -> Case:
    """A poor family that PKH counts nobody of; its head, it says, cannot see."""
    copied_city(settings.DESIL_HOME, 0.001)
    (run,) = (settings.DESIL_HOME / "runs").iterdir()
    publish(run, url=register, by="petugas", at=AT, progress=Silent())
    deciles = pq.read_table(run / "family_decile.parquet").to_pylist()
    poor = {r["family_number"] for r in deciles if (r["decile_national"] or 10) <= 4}
    verdicts = {
        (r["programme"], r["verdict"]): r
        for r in pq.read_table(run / "programme_verdict.parquet").to_pylist()
    }
    without = {
        r["pattern"]
        for r in pq.read_table(run / "answer_pattern.parquet").to_pylist()
        if r["programme"] == "PKH"
        and verdicts["PKH", r["verdict"]]["outcome"] == Outcome.NOT_ELIGIBLE.value
        and "komponen" in verdicts["PKH", r["verdict"]]["says_id"]
    }
    number = next(
        r["family_number"]
        for r in pq.read_table(run / "family_answer.parquet").to_pylist()
        if r["pattern"] in without and r["family_number"] in poor
    )
    head = next(
        r["nik"]
        for r in pq.read_table(run / "person.parquet").to_pylist()
        if r["family_number"] == number and r["relationship"] == 1
    )
    with at_desk("data_officer"):
        return enter_case(
            entry=entry(
                kind="health",
                family_number=number,
                door="dinsos",
                changes=(RequestedChange("person", "seeing", "1", head),),
            ),
            randomness=bytes(10),
            by=officer("data_officer"),
            at=AT,
            journal=journal_of_office(),
        ).case


def client_with_health_data(role: str, case: Case) -> Client:
    client = signed_in(role)
    handle = handles_of_office().of("kk", case.family_number or "")
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "case"})
    client.post(f"/keluarga/{handle}/khusus/", {"next": "/"})
    return client


def at_verification(case: Case) -> Case:
    """The case as it waits for the check of Dinsos."""
    while again(case).step != Step.VERIFY:
        take_step(case)
    return case


def test_programmes_are_shown_where_the_facts_are(
    empty_register: str, copied_city: CopiedCity
) -> None:
    case = at_verification(case_that_gains_pkh(empty_register, copied_city))
    address = f"/permohonan/{case.number}/akibat/"
    for role in ("data_officer", "verifier"):
        closed = signed_in(role).get(address).content.decode()
        assert GAINED not in closed
        assert NONE not in closed
        assert "Program Keluarga Harapan" not in closed
    seen = client_with_health_data("verifier", case).get(address).content.decode()
    assert GAINED in seen
    assert "Program Keluarga Harapan" in seen


def rich_change(register: str, copied_city: CopiedCity, kind: str) -> Case:
    """A family of the poor third of which a case says that it owns what richer families own."""
    copied_city(settings.DESIL_HOME, 0.001)
    (run,) = (settings.DESIL_HOME / "runs").iterdir()
    publish(run, url=register, by="petugas", at=AT, progress=Silent())
    scores = pq.read_table(run / "family_score.parquet").to_pylist()
    poor = {r["family_number"] for r in scores if (r["indicative_national"] or 10) <= 3}
    owned = {"has_car": "1", "has_air_conditioner": "1", "has_computer": "1", "has_fridge": "1",
             "floor_material": "1", "has_water_heater": "1"}  # fmt: skip
    family = next(
        r for r in pq.read_table(run / "family.parquet").to_pylist() if r["family_number"] in poor
    )
    changes = tuple(
        RequestedChange("family", fact, value)
        for fact, value in owned.items()
        if str(family[fact]) != value
    )
    with at_desk("data_officer"):
        entered = enter_case(
            entry=entry(
                kind=kind, family_number=family["family_number"], door="dinsos", changes=changes
            ),
            randomness=bytes(10), by=officer("data_officer"), at=AT, journal=journal_of_office(),
        )  # fmt: skip
    return entered.case


def test_a_change_that_harms_the_applicant_is_stopped_until_they_were_asked(
    empty_register: str, copied_city: CopiedCity
) -> None:
    case = rich_change(empty_register, copied_city, "decile_too_high")
    address = f"/permohonan/{case.number}/"
    for role in ("data_officer", "verifier"):  # nobody promises or warns before it is checked
        assert "akibat/" not in signed_in(role).get(address).content.decode()
        early = signed_in(role).get(f"{address}akibat/").content.decode()
        assert STOP not in early
        assert "Pratinjau" not in early
    at_verification(case)
    verifier = signed_in("verifier")
    assert "akibat/" in verifier.get(address).content.decode()
    assert STOP in verifier.get(f"{address}akibat/").content.decode()
    passed = {"seen": again(case).events, "note": ""}
    stopped = verifier.post(f"{address}tindakan/advance/", passed).content.decode()
    assert "Tanyakan dulu" in stopped
    assert 'name="resident_agrees"' in stopped
    assert again(case).step == Step.VERIFY
    verifier.post(f"{address}tindakan/advance/", {**passed, "resident_agrees": "on"})
    assert again(case).step == Step.SIGN
    assert "pemohon sudah ditanya" in verifier.get(address).content.decode()


def test_an_objection_to_another_family_is_not_stopped(
    empty_register: str, copied_city: CopiedCity
) -> None:
    case = at_verification(rich_change(empty_register, copied_city, "objection"))
    address = f"/permohonan/{case.number}/"
    verifier = signed_in("verifier")
    assert STOP not in verifier.get(f"{address}akibat/").content.decode()
    verifier.post(f"{address}tindakan/advance/", {"seen": again(case).events, "note": ""})
    assert again(case).step == Step.SIGN


def test_the_counter_sees_no_effect(empty_register: str, copied_city: CopiedCity) -> None:
    case = at_verification(rich_change(empty_register, copied_city, "decile_too_high"))
    for role in ("operator", "pendamping", "lurah"):
        client = signed_in(role, villages=[case.village_code])
        page = client.get(f"/permohonan/{case.number}/")
        assert page.status_code == 200
        assert "akibat/" not in page.content.decode()
        assert client.get(f"/permohonan/{case.number}/akibat/").status_code == 403
