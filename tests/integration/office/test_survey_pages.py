"""A model is judged on a survey file that a statistician sends; no row of the file is kept."""

from pathlib import Path

import polars as pl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desil.accounts.models import User
from desil.audit.models import AuditEvent
from desil.engine.store import Store
from desil.jobs.models import Job
from desil.jobs.ranking_models.survey_judge import judge_survey
from desil.jobs.states import JobKind, JobState
from desil.ranking.activation.model_store import approve, decisions, model_of, propose
from desil.ui.posting.confirmation import CONFIRMED
from tests.office_work import AT, work_off
from tests.people import client_of, user_with
from tests.register_survey import GREW, model_text, register_survey, survey_file

ADDRESS = "/model/survei/"
DOES = {JobKind.SURVEY: judge_survey}
COLUMNS = {
    "welfare": "kapita", "weight": "penimbang", "cluster": "klaster", "household": "ruta",
    "groups": "daerah, has_car", "reference": "Survei buatan 2026",
}  # fmt: skip


@pytest.fixture(autouse=True)
def home(register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's home; `register` sets one of its own first."""
    assert register
    made = tmp_path / "home"
    made.mkdir()
    monkeypatch.setattr(settings, "DESIL_HOME", made)
    return made


def kept_model(home: Path, text: str, *, in_use: bool = False) -> str:
    file = home.parent / "model.yaml"
    file.write_text(text, encoding="utf-8")
    version = propose(home, file, by="Analis", at=AT).version
    if in_use:
        approve(home, version, by="Kepala", at=AT)
    return version


@pytest.fixture
def version(home: Path) -> str:
    """The model to judge; another one, of fewer facts, is in use."""
    kept_model(home, model_text("lama", "size", "has_car"), in_use=True)
    return kept_model(home, model_text("baru"))


@pytest.fixture
def statistician() -> User:
    return user_with("statistician")


def sent(client: Client, version: str, table: pl.DataFrame, **other: str) -> Job:
    file = SimpleUploadedFile("survei.csv", survey_file(table))
    answer = client.post(ADDRESS, {"sent": file, "version": version, **COLUMNS, **other})
    assert answer.status_code == 302, answer.content.decode()
    return Job.objects.latest("id")


def files_left(home: Path) -> list[Path]:
    return [p for name in ("uploads", "spill") for p in (home / name).rglob("*")]


def test_a_model_is_judged_beside_the_one_in_use_and_no_row_stays(
    register: str, home: Path, version: str, statistician: User
) -> None:
    client = client_of(statistician)
    job = sent(client, version, register_survey(seed=6, level=GREW))
    page = client.get(f"/pekerjaan/{job.pk}/")
    assert page.headers["Refresh"]
    work_off(register, DOES)
    job.refresh_from_db()
    assert (job.state, job.says) == ("done", "")
    assert files_left(home) == []
    (own, used) = job.result["models"]
    assert own["drift"][1] < GREW - 1 < own["drift"][2]
    figures = dict(job.result["figures"])
    assert figures[own["name"]]["r2"][0] > figures[used["name"]]["r2"][0]

    assert f"/model/survei/{job.pk}/" in client.get(f"/pekerjaan/{job.pk}/").content.decode()
    text = client.get(f"/model/survei/{job.pk}/").content.decode()
    for words in ("Pergeseran tingkat", "tingkat disetel", "lebih buruk", "daerah=desa",
                  "Mobil: Ya", "Jumlah anggota (size)", "Rumah tangga"):  # fmt: skip
        assert words in text, words
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Car: Yes" in client.get(f"/model/survei/{job.pk}/").content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    told = client.get(f"/model/{version}/").content.decode()
    assert "Survei buatan 2026" in told
    assert "kuadrat terkecil (OLS)" in told
    assert not any(str(n) in text for n in (1001, 1234, 1400))
    read = AuditEvent.objects.filter(verb__startswith="SURVEY_").order_by("sequence")
    assert [(e.verb, e.actor) for e in read] == [
        ("SURVEY_HAND_IN", statistician.actor),
        ("SURVEY_READ", statistician.actor),
    ]


def test_a_model_whose_level_is_set_anew_is_proposed_by_who_sent_the_survey(
    register: str, home: Path, version: str, statistician: User
) -> None:
    client = client_of(statistician)
    job = sent(client, version, register_survey(seed=6, level=GREW), resets="on", anchored="on")
    work_off(register, DOES)
    job.refresh_from_db()
    proposed = job.result["proposed"]
    assert decisions(home)[-1].by == f"{statistician.name} ({statistician.actor})"
    made = model_of(home, proposed)
    assert made.intercept > model_of(home, version).intercept
    assert made.cutoffs == ()
    assert f"/model/{proposed}/" in client.get(f"/model/survei/{job.pk}/").content.decode()
    events = AuditEvent.objects.filter(verb="MODEL_PROPOSE", object_id=proposed)
    assert [e.actor for e in events] == [statistician.actor]
    assert files_left(home) == []


HOUSEHOLD = pl.int_range(pl.len()) // 3
MEMBERS = register_survey().with_columns(
    pl.col("kapita", "penimbang").first().over(HOUSEHOLD), ruta=HOUSEHOLD
)
TRAPS = {
    "a column that is not there": (register_survey(), {"welfare": "kapitaa"}, "kapita"),
    "a file of members": (MEMBERS, {}, "per anggota"),
    "a fact that is not there": (register_survey().drop("size"), {}, "tidak memuat fakta"),
    "too few rows": (register_survey().head(40), {}, "Hanya 40 baris"),
    "welfare below zero": (register_survey().with_columns(kapita=-1.0), {}, ""),
    "one value": (register_survey().with_columns(kapita=5.0), {}, "sama pada semua"),
}


@pytest.mark.parametrize(("table", "other", "says"), TRAPS.values(), ids=TRAPS)
def test_a_trap_is_told_and_the_file_is_gone(
    table: pl.DataFrame,
    other: dict[str, str],
    says: str,
    register: str,
    home: Path,
    version: str,
    statistician: User,
) -> None:
    client = client_of(statistician)
    job = sent(client, version, table, **other)
    work_off(register, DOES)
    job.refresh_from_db()
    assert job.state == "failed"
    assert says in job.says and "tak terduga" not in job.says
    assert files_left(home) == []
    text = client.get(f"/pekerjaan/{job.pk}/").content.decode()
    assert f"{ADDRESS}?dari={job.pk}" in text
    again = client.get(f"{ADDRESS}?dari={job.pk}").content.decode()
    assert 'value="Survei buatan 2026"' in again
    assert client.get(f"/model/survei/{job.pk}/").status_code == 404


def test_a_model_in_use_whose_facts_the_survey_lacks_is_named(
    register: str, home: Path, statistician: User
) -> None:
    kept_model(home, model_text("lama"), in_use=True)
    version = kept_model(home, model_text("pendek", "size", "has_car"))
    job = sent(client_of(statistician), version, register_survey().drop("has_fridge"))
    work_off(register, DOES)
    job.refresh_from_db()
    assert [m["name"] for m in job.result["models"]] == ["pendek"]
    assert any("tidak dapat dibandingkan" in note for note in job.result["notes"])


def test_a_cancelled_survey_is_gone(
    register: str, home: Path, version: str, statistician: User
) -> None:
    client = client_of(statistician)
    job = sent(client, version, register_survey())
    client.post(f"/pekerjaan/{job.pk}/batal/", {CONFIRMED: "ya"})
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    work_off(register, DOES)
    assert files_left(home) == []


def test_nothing_stays_of_a_form_that_is_refused(
    home: Path, version: str, statistician: User
) -> None:
    client = client_of(statistician)
    file = SimpleUploadedFile("survei.csv", survey_file(register_survey()))
    wrong = {**COLUMNS, "sent": file, "version": version, "rows": "hubungan"}
    answer = client.post(ADDRESS, wrong)
    assert answer.status_code == 422
    assert "Tulis KOLOM=NILAI." in answer.content.decode()
    assert files_left(home) == []
    assert not Job.objects.exists()
    assert client_of(user_with("head")).get(ADDRESS).status_code == 403
    assert Store(home).home == home
