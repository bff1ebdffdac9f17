"""Which programmes a case about health would gain tells what it says; so it is shown likewise."""

import pyarrow.parquet as pq
from django.conf import settings
from django.test import Client

from desil.accounts.session import handles_of_office, journal_of_office
from desil.cases.actions.entering import enter_case
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.models import Case
from desil.dictionary.columns.eligibility import Outcome
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.case_office import AT, at_desk, entry, officer
from tests.copied_city import CopiedCity
from tests.people import signed_in

GAINED, NONE = "Program yang jawabannya berubah", "Tidak ada program yang jawabannya berubah"


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


def test_programmes_are_shown_where_the_facts_are(
    empty_register: str, copied_city: CopiedCity
) -> None:
    case = case_that_gains_pkh(empty_register, copied_city)
    address = f"/permohonan/{case.number}/"
    for role in ("data_officer", "verifier"):
        closed = signed_in(role).get(address).content.decode()
        assert GAINED not in closed
        assert NONE not in closed
        assert "Program Keluarga Harapan" not in closed
    seen = client_with_health_data("verifier", case).get(address).content.decode()
    assert GAINED in seen
    assert "Program Keluarga Harapan" in seen
