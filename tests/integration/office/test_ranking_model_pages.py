"""A model is proposed by a statistician and put to use by the head, in the office."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desil.audit.models import AuditEvent
from desil.office.ranking_models.rows import decision_rows
from desil.ranking.activation.model_store import Decision, Step, active_version, stored_models
from desil.ranking.folder.declaration import tree_files
from desil.ranking.formula.reading import MODEL_FILE
from desil.synthetic.welfare.formula import formula_text
from tests.people import client_of, user_with

pytestmark = pytest.mark.usefixtures("register")
READ = {"has_read": "on"}


def send(client: Client, *files: tuple[str, bytes]) -> str:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    answer = client.post("/model/usul/", {"sent": sent}, follow=True)
    return answer.content.decode()


def proposed(client: Client, tmp_path: Path) -> str:
    assert "Model diusulkan." in send(client, ("model.yaml", formula_text().encode()))
    return stored_models(tmp_path)[-1].model.version


def test_two_people_put_a_model_to_use_and_the_log_has_both(tmp_path: Path) -> None:
    statistician, head = user_with("statistician"), user_with("head")
    version = proposed(client_of(statistician), tmp_path)
    page = client_of(head).get(f"/model/{version}/").content.decode()
    assert "diusulkan" in page
    assert "Setujui model ini" in page
    assert "tanpa run percobaan" in page  # there was none
    assert "hasil run percobaannya" not in page
    answer = client_of(head).post(f"/model/{version}/setujui/", READ, follow=True)
    assert "Model dipakai mulai" in answer.content.decode()
    assert active_version(tmp_path) == version
    told = list(
        AuditEvent.objects.filter(object_id=version)
        .order_by("sequence")
        .values_list("verb", "actor")
    )
    assert told == [("MODEL_PROPOSE", statistician.actor), ("MODEL_APPROVE", head.actor)]
    assert list((tmp_path / "spill").iterdir()) == []


def test_who_has_not_said_that_they_read_it_approves_nothing(tmp_path: Path) -> None:
    version = proposed(client_of(user_with("statistician")), tmp_path)
    answer = client_of(user_with("head")).post(f"/model/{version}/setujui/", {})
    assert answer.status_code == 422
    assert active_version(tmp_path) == ""


def test_who_was_both_does_not_approve_their_own(tmp_path: Path) -> None:
    user = user_with("statistician")
    version = proposed(client_of(user), tmp_path)
    user.roles = ["head"]  # the role was changed between
    user.save(update_fields=["roles"])
    client = client_of(user)
    assert "orang lain yang menyetujuinya" in client.get(f"/model/{version}/").content.decode()
    answer = client.post(f"/model/{version}/setujui/", READ, follow=True)
    assert "diusulkan oleh orang yang sama" in answer.content.decode()
    assert active_version(tmp_path) == ""


WRONG = {
    "no model.yaml": ((("berkas.yaml", b"a: 1"),), "Tidak ada berkas model.yaml"),
    "no YAML": ((("model.yaml", b"a: [1"),), "Model bukan YAML yang benar"),
    "no model": ((("model.yaml", b"a: 1"),), ""),
    "not text": ((("model.yaml", b"\xff\xfe\x00"),), "bukan teks UTF-8"),
    "a bomb of aliases": (
        (("model.yaml", b"a: &a [1,1]\n" + b"".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n".encode()
            for n in range(9)
        )),),
        "Model bukan YAML yang benar",
    ),
    "a path": ((("model.yaml", b"a: 1"), ("..%2Fa.json", b"[]")), "Nama berkas"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "says"), WRONG.values(), ids=WRONG)
def test_files_that_are_no_model_are_refused_in_words(
    files: tuple[tuple[str, bytes], ...], says: str, tmp_path: Path
) -> None:
    text = send(client_of(user_with("statistician")), *files)
    assert 'class="faults"' in text
    assert says in text
    assert list(stored_models(tmp_path)) == []


def test_a_model_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert client_of(user_with("head")).get("/model/000000000000/").status_code == 404
    assert "Belum ada model" in client_of(user_with("head")).get("/model/").content.decode()


def test_the_browser_offers_the_files_that_fitting_writes() -> None:
    text = client_of(user_with("statistician")).get("/model/").content.decode()
    (accepted,) = re.findall(r'accept="([^"]*)"', text)
    endings = {Path(name).suffix for name in (MODEL_FILE, *tree_files(2))}
    assert endings <= set(accepted.split(","))


def test_a_decision_is_told_by_the_day_at_the_office_and_without_a_key() -> None:
    late = Decision("v", Step.PROPOSED, "Budi Buatan (user:10)", "2026-11-29T18:30:00+00:00")
    (row,) = decision_rows([late])
    assert (row.is_proposal, row.by, row.day) == (True, "Budi Buatan (akun 10)", date(2026, 11, 30))
