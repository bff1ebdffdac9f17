"""The what-if page: the form's answer is the command's; what it refuses, saves and hands out."""

import csv
import fcntl
import io
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.test import Client
from typer.testing import CliRunner

from desil.audit.models import AuditEvent
from desil.cli.main import app
from desil.dictionary.declarations.place import Written
from desil.eligibility.programme.catalogue import rule_book
from desil.eligibility.what_if.draft import Changes, Draft
from desil.eligibility.what_if.scenario import question_from
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.jobs.models import SavedWhatIf
from desil.programmes.what_ifs import effects_soon
from desil.publication.action import publish
from desil.ranking.activation.model_store import propose
from tests.copied_city import CopiedCity
from tests.people import YES, client_of, user_with
from tests.table import rows_of

PAGE = "/program/andai/"
NOW_AT = datetime(2026, 5, 9, tzinfo=UTC)
ASKED = {"programme": "PKH", "period": "2026-Q1", "count": "1"}
NOW = {
    "s1-name": "desil lima",
    "s1-limit": "5",
    "s1-total": "",
    "s1-per_village": "",
    "s1-most_members": "4",
    "s1-excluded_government_family": "government_family",
    "s1-excluded_wage_above_minimum": "wage_above_minimum",
}

# A criterion written into a field of the form: what the page says of it.
WRONG = rows_of(
    """
    | field                         | text                            | says                 |
    | s1-eligible-new               | dsil <= 5                       | kolom 1: kata 'dsil' |
    | s1-eligible-new               | ranked and (size <              | Baris 1 kolom        |
    | s1-limit_text                 | desil <= 'lima'                 | Baris 1 kolom        |
    | s1-excluded_government_family | goverment_family                | government_family    |
    | s1-eligible-new               | any_member(chronic_disease = 1) | menyangkut kesehatan |
    | s1-excluded-new               | any_member(severely_disabled)   | menyangkut kesehatan |
    | s1-eligible-new               | any_member(birth_date is null)  | menunjuk satu orang  |
    | s1-limit                      | 11                              | 10                   |
    | s1-boundary                   | 4                               | Pilih batasnya       |
    | count                         | 9                               | Banyaknya andaian    |
    | programme                     | PKHH                            | tidak dikenal        |
    | period                        | 1999-Q1                         | tidak punya aturan   |
    """
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, copied_city: CopiedCity) -> Path:
    home = tmp_path_factory.mktemp("andai") / "home"
    copied_city(home, 0.003)
    return home


@pytest.fixture
def register(home: Path, empty_register: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(settings, "DESIL_HOME", home)
    (run,) = [r for r in (home / "runs").iterdir() if r.is_dir()]
    at = datetime(2026, 4, 1, tzinfo=UTC)
    publish(run, url=empty_register, by="petugas", at=at, progress=Silent())
    question = question_from(Draft("uji", Written("PKH"), "2026-Q1", (Changes("a"),)), rule_book())
    assert effects_soon(Store(home), question, patience=120)  # what is asked later finds it there
    yield empty_register


@pytest.fixture
def officer(register: str) -> Client:
    return client_of(user_with("programme_officer"))


def sent(client: Client, address: str = PAGE, **changed: str) -> str:
    amounts = {f"s1-amount_{name}": "" for name in ("early_child", "aged")}
    fields = NOW | amounts | {k.replace("__", "-"): v for k, v in changed.items()}
    answer = client.post(address, ASKED | fields)
    assert answer.status_code == 200
    return answer.content.decode()


def figures(text: str) -> dict[tuple[str, str, str, str], str]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return {(r["skenario"], r["bagian"], r["kode"], r["ukuran"]): r["nilai"] for r in rows}


def test_the_form_s_answer_is_that_of_the_command_on_its_file(
    officer: Client, home: Path, tmp_path: Path
) -> None:
    changed = {"s1__total": "40", "s1__amount_aged": "1000000", "s1__eligible-new": "size <= 6",
               "s1__excluded_wage_above_minimum": "", "s1__most_members": "2"}  # fmt: skip
    shown = figures(sent(officer, f"{PAGE}berkas/csv/", **changed))
    file = tmp_path / "andai.yaml"
    file.write_text(sent(officer, f"{PAGE}berkas/yaml/", **changed))
    told = CliRunner().invoke(app, ["what-if", str(file), "--home", str(home), "--json"])
    now, other = json.loads(told.stdout)["scenarios"]
    assert other["families"] == 40
    names = {"families": "keluarga", "people": "jiwa", "rupiah": "rupiah_setahun",
             "entering": "masuk", "leaving": "keluar", "waiting": "menunggu_kuota"}  # fmt: skip
    for effect in (now, other):
        for key, name in names.items():
            assert shown[effect["name"], "kota", "", name] == str(effect[key]), name
        coverage = shown[effect["name"], "kota", "", "desil_1_4_tercakup"]
        assert float(coverage) == effect["expected"]["coverage"]["value"]
        for part in effect["by_village"]:
            place = (effect["name"], "kelurahan", part["key"])
            low, _, high = shown[*place, "keluarga"].partition("–")
            assert int(low) <= part["families"] <= int(high or low)
            assert shown.get((*place, "rupiah_setahun"), str(part["rupiah"])) == str(part["rupiah"])
    page = sent(officer, **changed)
    assert f"−{now['families'] - 40} lebih sedikit" in page
    assert "Pengecualian dihapus" in page
    assert "Kuota: 40 seluruh kota" in page


def test_a_form_that_changes_nothing_is_the_rule_in_force(officer: Client) -> None:
    answer = officer.get(PAGE, {"programme": "PKH", "period": "2026-Q1"})
    page = answer.content.decode()
    assert "Tidak ada yang diubah." in page
    assert "lebih banyak" not in page
    assert len(answer.content) < 60_000


@pytest.mark.parametrize("row", WRONG, ids=lambda r: f"{r['field']} {r['text']}")
def test_what_cannot_be_asked_is_refused_at_its_place(officer: Client, row: dict[str, str]) -> None:
    page = sent(officer, **{row["field"]: row["text"]}).replace("&#x27;", "'")
    assert row["says"] in page
    assert "Menunggu kuota" not in page  # no answer beside a fault


def test_while_one_drags_only_the_answer_comes_and_faults_beside_their_fields(
    officer: Client,
) -> None:
    fields = ASKED | NOW | {"s1-limit": "7", "s1-eligible-new": ""}
    live = officer.post(PAGE, fields, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in live
    assert "Jumlah" in live
    assert 'id="id_s1-limit_now"' in live
    wrong = fields | {"s1-eligible-new": "dsil <= 5"}
    live = officer.post(PAGE, wrong, headers={"HX-Request": "true"}).content.decode()
    assert "tidak dikenal" in live.split('id="id_s1-eligible-new_error"')[1].split("</div>")[0]


def test_up_to_four_stand_beside_the_rule_in_force(officer: Client) -> None:
    page = sent(officer, act="add")
    assert 'name="s2-name"' in page
    assert 'name="s1-name" value="desil lima"' in page
    four = {"count": "4"}
    for number in (2, 3, 4):
        four |= {k.replace("s1", f"s{number}"): v for k, v in NOW.items()}
        four[f"s{number}-name"] = f"andaian ke-{number}"
    page = sent(officer, **four, act="add")
    assert 'name="s4-name"' in page
    assert 'name="s5-name"' not in page
    assert "Tambah andaian" not in page
    assert page.count('<th scope="col">andaian ke-4</th>') == 5
    assert 'name="s4-name"' not in sent(officer, **four, act="drop")


def test_a_question_is_saved_opened_and_deleted_by_its_maker_alone(officer: Client) -> None:
    other = client_of(user_with("head"))
    fields = ASKED | NOW | {"s1-eligible-new": "size > 1", "title": "desil lima, rapat Mei"}
    assert "Beri nama dulu." in sent(officer, f"{PAGE}simpan/")
    saved_at = officer.post(f"{PAGE}simpan/", fields).headers["Location"]
    again = sent(officer, f"{PAGE}simpan/", title="desil lima, rapat Mei")
    assert "sudah punya andaian bernama itu" in again
    assert 'value="desil lima"' in again  # what was typed is still there
    for reader in (officer, other):
        page = reader.get(saved_at).content.decode()
        assert "desil lima, rapat Mei" in page
        assert "size &gt; 1" in page
        assert "jumlah anggota di atas 1" in page
        assert ("Hapus andaian ini" in page) == (reader is officer)
    assert "Hapus andaian ini?" in officer.post(f"{saved_at}hapus/").content.decode()
    refused = other.post(f"{saved_at}hapus/", YES, follow=True).content.decode()
    assert "Hanya penyimpannya" in refused
    assert SavedWhatIf.objects.count() == 1
    deleted = officer.post(f"{saved_at}hapus/", YES, follow=True).content.decode()
    assert "Andaian dihapus." in deleted
    assert officer.get(saved_at).status_code == 404
    found = AuditEvent.objects.filter(object_kind="what_if").order_by("sequence")
    assert [(e.verb, json.loads(e.payload)) for e in found] == [
        ("WHAT_IF_SAVE", {"programme": "PKH", "period": "2026-Q1"}),
        ("WHAT_IF_DELETE", {"programme": "PKH", "period": "2026-Q1"}),
    ]
    assert AuditEvent.objects.filter(verb="ACTION_REFUSE").count() == 1


def test_who_may_not_write_rules_moves_numbers_and_reads_the_rest(officer: Client) -> None:
    lurah = client_of(user_with("lurah", villages=["3275010009"]))
    page = sent(lurah, **{"s1__eligible-new": "size > 1"})
    assert "eligible-new" not in page
    assert "Yang diandaikan" in page
    assert "jumlah anggota" not in page
    fields = ASKED | NOW | {"s1-eligible-new": "size > 1", "title": "dua orang"}
    page = lurah.get(officer.post(f"{PAGE}simpan/", fields).headers["Location"]).content.decode()
    assert "jumlah anggota di atas 1" in page
    assert "hanya dibaca" in page
    assert 'name="s1-limit"' not in page


@pytest.mark.parametrize("role", ["administrator", "auditor", "data_officer"])
def test_others_do_not_open_the_page(register: str, role: str) -> None:
    assert client_of(user_with(role)).get(PAGE).status_code == 403


def test_without_the_run_s_files_the_page_says_so(
    officer: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path)
    assert "tidak ada di mesin ini" in sent(officer)


def live(client: Client, **more: str) -> tuple[int, str]:
    answer = client.post(PAGE, ASKED | NOW | more, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def test_while_the_city_is_prepared_the_page_says_so_and_asks_again(
    officer: Client, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(home / "runs", tmp_path / "runs")
    (tmp_path / "what-if").mkdir()
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path)
    with (tmp_path / "what-if" / "make.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # as another process that makes the city
        page = officer.get(PAGE, {"programme": "PKH", "period": "2026-Q1"}).content.decode()
        assert "Kota sedang disiapkan" in page
        assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
        status, told = live(officer)
        assert status == 200
        assert 'data-hx-trigger="every 2s"' in told
        assert live(officer, menunggu="1") == (204, "")
        assert "Kota sedang disiapkan" in sent(officer, f"{PAGE}berkas/csv/")
    for _ in range(60):
        status, told = live(officer, menunggu="1")
        if status == 200:
            break
    assert "Keluarga menurut golongan" in told
    assert "Kota sedang disiapkan" not in told


def test_groups_of_families_are_shown_and_small_numbers_are_not(officer: Client) -> None:
    shown = figures(sent(officer, f"{PAGE}berkas/csv/"))
    counts = {key: told for key, told in shown.items() if key[1] not in {"kota"}}
    assert not {"1", "2", "3", "4"} & {
        told for key, told in counts.items() if key[3] in {"keluarga", "masuk", "keluar"}
    }
    assert "1–4" in counts.values()
    assert ("desil lima", "jenis_kelamin_kepala", "1", "jiwa") in shown
    page = sent(officer)
    group = page.split('id="per-golongan"')[1].split("</section>")[0]
    assert "Jenis kelamin kepala keluarga" in group
    assert "jiwa, Rp" in group
    assert "masuk " in group


def test_another_model_is_chosen_where_there_are_two(
    officer: Client, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'name="s1-model"' not in sent(officer)
    shutil.copytree(home / "models", tmp_path / "models")
    (tmp_path / "runs").symlink_to(home / "runs")
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path)
    tree = yaml.safe_load(next((home / "models").glob("*/model.yaml")).read_text(encoding="utf-8"))
    del tree["facts"][next(iter(tree["facts"]))]
    (tmp_path / "lain.yaml").write_text(yaml.safe_dump(tree | {"name": "lain"}, sort_keys=False))
    other = propose(tmp_path, tmp_path / "lain.yaml", by="analis", at=NOW_AT).version
    page = sent(officer)
    assert f'<option value="{other}">lain ({other}, diusulkan)</option>' in page
    for _ in range(60):
        status, told = live(officer, **{"s1-model": other, "menunggu": "1"})
        if status == 200:
            break
    assert f"Diperingkat dengan model {other}" in told
    yaml_text = sent(officer, f"{PAGE}berkas/yaml/", **{"s1-model": other})
    assert yaml.safe_load(yaml_text)["scenarios"][1]["model"] == other
    refused = sent(officer, **{"s1-model": "abcdef012345"})
    assert "abcdef012345" in refused.split('id="id_s1-model_error"')[1].split("</div>")[0]
    assert "Keluarga menurut golongan" not in refused
