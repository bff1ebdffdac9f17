"""The start page: each role sees what waits for it, and links only to what it may open."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desil.accounts.roles import roles
from desil.accounts.session import journal_of_office
from desil.exports.actions import ask_export
from desil.exports.listing import Question
from desil.jobs.jobs import Asker, new_job
from desil.jobs.models import Export, Job
from desil.jobs.states import ExportKind, FileFormat, JobKind
from tests.people import client_of, signed_in, user_with
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")

# Made-up counts: three families without a decile in 3275010009 (register_runs), none elsewhere.
WAITING = rows_of(
    """
    | role         | label                      | amount |
    | data_officer | Keluarga belum diperingkat | 3      |
    | operator     | Keluarga belum diperingkat | 3      |
    | data_officer | Pasangan yang ragu         | 4      |
    | operator     | Pasangan yang ragu         | none   |
    | auditor      | Keluarga belum diperingkat | none   |
    | head         | Usulan penerbitan          | none   |
    """
)


def waiting(client: Client) -> dict[str, str]:
    text = client.get("/beranda/").content.decode()
    return {
        label: amount
        for amount, label in re.findall(r'figure">([\d.]+)</p><p><a [^>]*>([^<]+)</a>', text)
    }


@pytest.mark.parametrize("case", WAITING, ids=lambda c: f"{c['role']}-{c['label']}")
def test_what_waits(case: dict[str, str]) -> None:
    found = waiting(signed_in(case["role"]))
    assert found.get(case["label"], "none") == case["amount"]


@pytest.mark.parametrize("role", roles())
def test_every_link_opens_for_the_role(role: str) -> None:
    client = signed_in(role)
    main = client.get("/beranda/").content.decode().split("<main")[1].split("</main")[0]
    links = re.findall(r'href="([^"]+)"', main)
    assert links
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_another_kelurahan_is_not_counted() -> None:
    client = client_of(user_with("operator", villages=["3275040006"]))
    assert waiting(client)["Keluarga belum diperingkat"] == "0"


def test_news_of_what_the_reader_asked_for_and_of_nobody_else_s() -> None:
    officer, other = user_with("data_officer"), user_with("data_officer")
    by, at = Asker(officer.actor, officer.name), timezone.now()
    ready = asked_file(by, at)
    new_job(JobKind.RUN, {}, by=by, at=at - timedelta(days=4))  # too long ago to be news
    failed = new_job(JobKind.DELIVERY, {}, by=by, at=at)
    Job.objects.filter(pk=failed.pk).update(state="failed", ended_at=at)
    Job.objects.filter(pk=ready.job_id).update(state="done", ended_at=at)
    client = client_of(officer)
    assert "siap diunduh" not in client.get("/beranda/").content.decode()
    Export.objects.filter(pk=ready.pk).update(sha256="0" * 64, expires_at=at + timedelta(days=7))
    text = client.get("/beranda/").content.decode()
    assert f'<a href="/berkas/{ready.serial}/">Membuat berkas</a>: <strong class="good">' in text
    assert f'<a href="/pekerjaan/{failed.pk}/">Menerima kiriman</a>: <strong class="flag">' in text
    assert text.count("/pekerjaan/") - text.count('"/pekerjaan/"') == 1
    Export.objects.filter(pk=ready.pk).update(downloads=1)
    assert "siap diunduh" not in client.get("/beranda/").content.decode()
    assert "Kabar permintaan" not in client_of(other).get("/beranda/").content.decode()


def asked_file(by: Asker, at: datetime) -> Export:
    return ask_export(
        Question(ExportKind.RECAP, "", "", False),
        file_format=FileFormat.CSV,
        purpose="rapat koordinasi",
        by=by,
        at=at,
        journal=journal_of_office(),
    )
