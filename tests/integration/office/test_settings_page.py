"""The settings on screen: what is in force, with its origin, and how the background work goes."""

import psycopg
import pytest

from desil.exports.policy import retention_days
from desil.jobs.jobs import Asker, new_job
from desil.jobs.states import JobKind
from desil.jobs.worker import WORKER_LOCK
from tests.people import NOW, signed_in, user_with
from tests.people import client_of as client_for

ADDRESS = "/pengaturan/"


@pytest.mark.usefixtures("register")
def test_what_is_in_force_stands_with_its_origin() -> None:
    text = signed_in("administrator").get(ADDRESS).content.decode()
    for said in (
        f"<td>{retention_days()} hari</td><td><code>desil/exports/policy.yaml</code>",
        "<td>12 jam</td>",
        "<code>DESIL_SECOND_FACTOR</code>",
        "Batas skor desil indikatif",
        "20.000 baris",
    ):
        assert said in text, said


@pytest.mark.usefixtures("empty_register")
def test_before_the_first_publication_it_opens_too() -> None:
    answer = signed_in("data_officer").get(ADDRESS)
    assert answer.status_code == 200
    assert "Belum ada yang diterbitkan." in answer.content.decode()


def test_whether_a_worker_is_running_and_what_waits(register: str) -> None:
    new_job(JobKind.RUN, {}, by=Asker("user:1", "ORANG KANTOR"), at=NOW)
    client = signed_in("auditor")
    assert "Tidak ada pekerja yang berjalan" in client.get(ADDRESS).content.decode()
    with psycopg.connect(register) as worker:
        worker.execute("select pg_advisory_lock(%s)", [WORKER_LOCK])
        text = client.get(ADDRESS).content.decode()
    assert "Pekerja berjalan." in text
    assert "<dt>Menunggu</dt><dd>1 (" in text


@pytest.mark.parametrize("role", ["operator", "lurah", "head", "verifier", "programme_officer"])
@pytest.mark.usefixtures("register")
def test_who_has_nothing_to_do_with_it_is_refused(role: str) -> None:
    assert client_for(user_with(role)).get(ADDRESS).status_code == 403
