"""Files that leave the office: whose rows, how many, marked, harmless in a spreadsheet, and gone
when their time is over."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pikepdf
import psycopg
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook

from desil.accounts.session import journal_of_office
from desil.audit.models import AuditEvent
from desil.dictionary.declarations.home_files import LIST_COLUMNS, ROLES, read_home_files
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.exports.files import Mark, write_pdf
from desil.exports.listing import Listing
from desil.exports.making import exports_in, remove_expired
from desil.jobs.cells import cell_text, csv_text
from desil.jobs.models import Export
from tests.numbers_of_people import card_number
from tests.office_work import work_off
from tests.people import client_of, user_with
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")

# Families 1 and 2 are in desil 2 and 7, 3 in desil 5, 4 is unranked (conftest.py).
ASKED = rows_of(
    """
    | kind  | area       | standing | families | why                            |
    | bnba  |            | 1-4      | 1        | desil 1-4 of the city          |
    | bnba  |            | 5        | 3        | desil 5                        |
    | bnba  |            | 6-10     | 2        | desil 6-10                     |
    | bnba  |            | unranked | 4        | the unranked, by themselves    |
    | bnba  | 3275010    | 6-10     | 2        | one kecamatan                  |
    | bnba  | 3275041004 | 6-10     | none     | nobody there                   |
    """
)
DANGEROUS = rows_of(
    """
    | typed             | cell               | csv                 |
    | =1+1              | '=1+1              | '=1+1               |
    | +62812            | '+62812            | '+62812             |
    | -2                | '-2                | '-2                 |
    | @SUM(A1)          | '@SUM(A1)          | '@SUM(A1)           |
    | ＝1+1             | '＝1+1             | '＝1+1              |
    | SITI AMINAH       | SITI AMINAH        | SITI AMINAH         |
    | 3275010101900001  | 3275010101900001   | '3275010101900001   |
    | 12                | 12                 | 12                  |
    """
)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path / "home")
    (tmp_path / "home").mkdir()


def ask(client: Client, **told: str) -> Export:
    usual = {
        "kind": "bnba",
        "area": "",
        "standing": "1-4",
        "order": "address",
        "file_format": "csv",
        "purpose": "rapat koordinasi",
    }
    answer = client.post(reverse("office:exports"), usual | told)
    assert answer.status_code == 302, answer.content.decode()
    return Export.objects.latest("job_id")


def fetched(client: Client, export: Export) -> tuple[int, bytes]:
    answer = client.post(reverse("office:export_file", args=[export.serial]))
    body = b"".join(answer.streaming_content) if answer.status_code == 200 else b""  # type: ignore[attr-defined]
    return answer.status_code, body


@pytest.mark.parametrize("row", DANGEROUS, ids=lambda r: r["typed"])
def test_a_cell_is_neither_run_nor_damaged(row: dict[str, str]) -> None:
    assert (cell_text(row["typed"]), csv_text(row["typed"])) == (row["cell"], row["csv"])
    assert cell_text(f" {row['typed']}").startswith("'") == row["cell"].startswith("'")


@pytest.mark.parametrize("row", ASKED, ids=lambda r: r["why"])
def test_a_file_lists_what_was_asked_for(register: str, row: dict[str, str]) -> None:
    client = client_of(user_with("programme_officer"))
    export = ask(client, kind=row["kind"], area=row["area"], standing=row["standing"])
    work_off(register)
    export.refresh_from_db()
    if row["families"] == "none":
        assert (export.job.state, export.sha256) == ("failed", "")
        return
    status, body = fetched(client, export)
    lines = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    listed = [line for line in lines if line["nomor_seri"] == export.serial]
    assert (status, [x["nomor_kk"] for x in listed]) == (
        200,
        [f"'{card_number(int(row['families']))}"],
    )
    assert "rapat koordinasi" in body.decode()
    assert "ORANG KANTOR" in body.decode()


def test_a_workbook_has_text_for_numbers_of_people_and_its_mark_on_top(register: str) -> None:
    client = client_of(user_with("programme_officer"))
    export = ask(client, file_format="xlsx", purpose='=HYPERLINK("http://x") rapat')
    work_off(register)
    body = fetched(client, export)[1]
    rows = load_workbook(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    text = [str(c) for r in rows for c in r]
    assert "3275010101200001" in text
    assert any(export.serial in c for c in text)
    assert b"<f>" not in body
    assert export.serial == Export.objects.get().serial


def test_a_list_on_paper_takes_a_name_in_any_script(tmp_path: Path) -> None:
    names = ["SITI 😀", "ꦱꦶꦠꦶ", "李四", "محمد", "A\x07B\u202eC"]
    rows: list[tuple[object, ...]] = list(enumerate(names))
    listing = Listing(("nomor", "nama"), rows, date(2026, 1, 23), ())
    at = datetime(2026, 2, 1, tzinfo=UTC)
    mark = Mark("BNBA", "RINA 😀", at, "rapat", at, "A1-B2")
    with Silent().stage("menulis", len(rows), "baris") as stage:
        write_pdf(tmp_path / "a.pdf", listing, mark, stage)
    with pikepdf.open(tmp_path / "a.pdf") as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_a_list_on_paper_can_be_read_aloud_and_bears_its_title(register: str) -> None:
    client = client_of(user_with("programme_officer"))
    export = ask(client, file_format="pdf", purpose="#include rapat *koordinasi*")
    work_off(register)
    status, body = fetched(client, export)
    assert status == 200
    with pikepdf.open(io.BytesIO(body)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "BNBA" in str(metadata["dc:title"])


def test_a_recap_adds_up_and_names_nobody(register: str) -> None:
    client = client_of(user_with("head"))
    export = ask(client, kind="recap")
    work_off(register)
    body = fetched(client, export)[1].decode("utf-8-sig")
    rows = [r for r in csv.DictReader(io.StringIO(body)) if r["satuan"] == "keluarga"]
    for level in ("kota", "kecamatan", "kelurahan"):
        assert sum(int(r["jumlah"]) for r in rows if r["tingkat"] == level) == 4
    assert "ORANG BUATAN" not in body


@pytest.mark.parametrize(
    ("role", "kind", "status"),
    [("head", "bnba", 200), ("verifier", "bnba", 200), ("operator", "recap", 403)],
)
def test_a_role_gets_no_more_than_it_may(role: str, kind: str, status: int) -> None:
    told = {"kind": kind, "standing": "1-4", "order": "name", "file_format": "csv"}
    answer = client_of(user_with(role)).post(
        reverse("office:exports"), {**told, "purpose": "rapat koordinasi"}
    )
    assert answer.status_code == status  # 200: the form again, with what is wrong
    assert Export.objects.count() == 0


@pytest.fixture
def small_recaps(register: str) -> Iterator[None]:
    """A home in which no role gets a recap of more than three rows."""
    shipped = (files("desil.accounts") / ROLES).read_text(encoding="utf-8")
    roles = shipped.replace("recap: 10_000", "recap: 3")
    (settings.DESIL_HOME / ROLES).write_text(roles, encoding="utf-8")
    read_home_files(settings.DESIL_HOME)
    yield
    (settings.DESIL_HOME / ROLES).unlink()
    read_home_files(settings.DESIL_HOME)


@pytest.mark.usefixtures("small_recaps")
def test_a_list_above_the_role_s_limit_is_refused_whole(register: str) -> None:
    client = client_of(user_with("head"))
    export = ask(client, kind="recap")
    work_off(register)
    export.refresh_from_db()
    assert (export.job.state, export.sha256) == ("failed", "")
    assert "lebih dari 3 baris" in export.job.says
    assert fetched(client, export)[0] == 404


@pytest.fixture
def two_columns(register: str) -> Iterator[None]:
    """A home that gives two columns of a list by name."""
    path = settings.DESIL_HOME / LIST_COLUMNS
    path.write_text("bnba: [nama_kepala, nomor_kk]\n", encoding="utf-8")
    read_home_files(settings.DESIL_HOME)
    yield
    path.unlink()
    read_home_files(settings.DESIL_HOME)


@pytest.mark.usefixtures("two_columns")
def test_a_home_chooses_the_columns_and_the_log_has_the_families_all_the_same(
    register: str,
) -> None:
    client = client_of(user_with("programme_officer"))
    export = ask(client, file_format="csv")
    work_off(register)
    _, content = fetched(client, export)
    header = content.decode("utf-8-sig").splitlines()[0]
    assert header == "nama_kepala,nomor_kk,nomor_seri"
    event = AuditEvent.objects.get(verb="EXPORT_MAKE")
    assert event.subjects == [journal_of_office().family(card_number(1))]


def test_the_log_has_who_is_in_the_file_and_every_download(register: str) -> None:
    user = user_with("programme_officer")
    client = client_of(user)
    export = ask(client)
    work_off(register)
    assert fetched(client, export)[0] == fetched(client, export)[0] == 200
    made = AuditEvent.objects.get(verb="EXPORT_MAKE")
    assert list(made.subjects) == [journal_of_office().family(card_number(1))]
    assert made.actor == user.actor
    assert AuditEvent.objects.filter(verb="EXPORT_DOWNLOAD").count() == 2
    export.refresh_from_db()
    assert export.downloads == 2


def test_nobody_else_gets_the_file(register: str) -> None:
    export = ask(client_of(user_with("programme_officer")))
    work_off(register)
    other = client_of(user_with("programme_officer"))
    assert fetched(other, export)[0] == 404
    assert other.get(reverse("office:export", args=[export.serial])).status_code == 404


def test_after_its_time_the_link_is_dead_and_the_file_removed(register: str) -> None:
    client = client_of(user_with("programme_officer"))
    export = ask(client)
    work_off(register)
    store = Store(settings.DESIL_HOME)
    export.refresh_from_db()
    assert export.expires_at is not None
    soon, late = timezone.now(), export.expires_at + timedelta(seconds=1)
    assert remove_expired(store, register, journal_of_office(), soon) == 0
    with psycopg.connect(register) as owner:
        owner.execute("update work_export set expires_at = %s", [soon - timedelta(seconds=1)])
    assert fetched(client, export)[0] == 404
    assert remove_expired(store, register, journal_of_office(), late) == 1
    assert [p for p in exports_in(store).rglob("*") if p.is_file()] == []
    assert AuditEvent.objects.filter(verb="EXPORT_REMOVE").count() == 1
    assert "sudah lewat" in client.get(reverse("office:exports")).content.decode()
