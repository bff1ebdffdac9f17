"""The start page: the two things that a role does most, links only to what it may open, and news;
its numbers are in test_home_numbers.py."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from desil.accounts.roles import roles
from desil.accounts.session import journal_of_office
from desil.exports.actions import ask_export
from desil.exports.listing import Question
from desil.jobs.jobs import Asker, new_job
from desil.jobs.models import Export, Job
from desil.jobs.states import ExportKind, FileFormat, JobKind
from tests.people import client_of, signed_in, user_with

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize("role", roles())
def test_every_link_opens_for_the_role(role: str) -> None:
    client = signed_in(role)
    main = client.get("/beranda/").content.decode().split("<main")[1].split("</main")[0]
    links = re.findall(r'href="([^"]+)"', main)
    assert main.count('class="do"') == 2  # what this role does most
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


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
