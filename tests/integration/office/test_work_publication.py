"""What the register shows next: proposed by one person, decided by a second; the log has both."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from desil.audit.models import AuditEvent
from desil.engine.manifest import read_manifest
from desil.jobs.models import Job, Proposal
from tests.integration.office.conftest import FAMILIES
from tests.people import YES, client_of, user_with
from tests.register_runs import write_run
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")

# Whoever proposed does not decide; nobody decides without a reason, nor twice.
DECISIONS = rows_of(
    """
    | decides  | answer  | reason          | families | state    | jobs | why                      |
    | second   | approve | sudah diperiksa | right    | approved | 1    | a second person approves |
    | second   | approve | sudah diperiksa | wrong    | open     | 0    | with another number      |
    | second   | approve | sudah diperiksa |          | open     | 0    | without the number       |
    | second   | reject  | jumlah berbeda  |          | rejected | 0    | a second person rejects  |
    | second   | approve |                 | right    | open     | 0    | without a reason         |
    | second   | maybe   | entah           | right    | open     | 0    | an answer that is none   |
    | head     | approve | sudah diperiksa | right    | approved | 1    | the head approves        |
    | proposer | approve | usulan sendiri  | right    | open     | 0    | the one who proposed     |
    | operator | approve | usulan orang    | right    | open     | 0    | a role without the right |
    """
)


@pytest.fixture
def run_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A finished run that is not current, in a home of its own."""
    home = tmp_path / "home"
    monkeypatch.setattr(settings, "DESIL_HOME", home)
    made = write_run(tmp_path / "made", FAMILIES[:3], version="1")
    return _put_into(home, made)


def _put_into(home: Path, made: Path) -> str:
    number = read_manifest(made).run_id
    (home / "runs").mkdir(parents=True, exist_ok=True)
    made.rename(home / "runs" / number)
    return number


def propose(client: Client, run: str, kind: str = "publish") -> None:
    """A proposal by form; one that is not taken is shown again with its reason."""
    told = {"kind": kind, "run": run, "reason": "rilis baru"}
    answer = client.post(reverse("office:publication_propose"), told)
    assert answer.status_code in {302, 409}
    assert answer.status_code == 302 or "rilis baru</textarea>" in answer.content.decode()


def verbs() -> list[str]:
    found = AuditEvent.objects.filter(verb__startswith="PUBLICATION_").order_by("sequence")
    return list(found.values_list("verb", flat=True))


@pytest.mark.parametrize("row", DECISIONS, ids=lambda r: r["why"])
def test_a_second_person_decides(run_id: str, row: dict[str, str]) -> None:
    proposer = user_with("data_officer")
    propose(client_of(proposer), run_id)
    people = {"second": "verifier", "head": "head", "operator": "operator"}
    if row["decides"] == "proposer":
        proposer.roles = ["verifier"]  # since then in another role: still the same person
        proposer.save()
    who = proposer if row["decides"] == "proposer" else user_with(people[row["decides"]])
    (proposal,) = Proposal.objects.all()
    typed = {"right": f"{proposal.families:,}".replace(",", "."), "wrong": "999", "": ""}
    client_of(who).post(
        reverse("office:publication_decide", args=[proposal.pk]),
        {
            "answer": row["answer"],
            "reason": row["reason"],
            "families": typed[row["families"]],
        }
        | YES,
    )
    proposal.refresh_from_db()
    assert (proposal.state, Job.objects.count()) == (row["state"], int(row["jobs"]))
    refusals = AuditEvent.objects.filter(verb="ACTION_REFUSE", outcome="refused")
    assert refusals.count() == (row["decides"] == "proposer")
    decided = {"approved": ["PUBLICATION_APPROVE"], "rejected": ["PUBLICATION_REJECT"]}
    assert verbs() == ["PUBLICATION_PROPOSE", *decided.get(row["state"], [])]


def test_rejecting_asks_first_and_keeps_the_reason(run_id: str) -> None:
    propose(client_of(user_with("data_officer")), run_id)
    (proposal,) = Proposal.objects.all()
    told = {"answer": "reject", "reason": "jumlah berbeda", "families": ""}
    address = reverse("office:publication_decide", args=[proposal.pk])
    page = client_of(user_with("verifier")).post(address, told).content.decode()
    assert "Tolak usulan ini?" in page
    assert 'value="jumlah berbeda"' in page
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_the_database_itself_refuses_one_person_in_both_places(run_id: str) -> None:
    propose(client_of(user_with("data_officer")), run_id)
    (proposal,) = Proposal.objects.all()
    proposal.state, proposal.decided_by = "approved", proposal.proposed_by
    with pytest.raises(IntegrityError, match="a_second_person_decides"), transaction.atomic():
        proposal.save()


def test_one_proposal_at_a_time_and_its_owner_may_take_it_back(run_id: str) -> None:
    client, other = client_of(user_with("data_officer")), client_of(user_with("data_officer"))
    propose(client, run_id)
    propose(other, run_id)
    (proposal,) = Proposal.objects.all()
    address = reverse("office:publication_withdraw", args=[proposal.pk])
    other.post(address, YES)
    proposal.refresh_from_db()
    assert proposal.state == "open"
    assert "Tarik usulan ini?" in client.post(address).content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "open"  # only asked so far
    client.post(address, YES)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert verbs() == ["PUBLICATION_PROPOSE", "PUBLICATION_WITHDRAW"]


@pytest.mark.parametrize("run", ["", "tidakada", "../runs", "a" * 64])
def test_what_is_no_run_is_not_proposed(run_id: str, run: str) -> None:
    assert run_id
    propose(client_of(user_with("data_officer")), run)
    assert Proposal.objects.count() == 0


def test_without_a_publication_before_there_is_nothing_to_roll_back_to(run_id: str) -> None:
    assert run_id
    propose(client_of(user_with("data_officer")), "", "roll_back")
    assert Proposal.objects.count() == 0


def test_the_pages_show_the_run_its_tables_and_the_way_to_propose_it(run_id: str) -> None:
    client = client_of(user_with("data_officer"))
    assert run_id in client.get(reverse("office:runs")).content.decode()
    text = client.get(reverse("office:run", args=[run_id])).content.decode()
    assert "Usulkan untuk diterbitkan" in text
    assert f"usul/?run={run_id}" in text
    assert client.get(reverse("office:run", args=["0"])).status_code == 404
    shown = client.get(reverse("office:publications")).content.decode()
    assert "Tidak ada usulan yang menunggu" in shown
