"""The page on payments: its figures are those of the command and of a plain count in Python; the
picture and the table of overlaps have the same numbers; nobody's data is on it."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from typer.testing import CliRunner

from desil.audit.models import AuditEvent
from desil.cli.main import app
from desil.engine.progress import Silent
from desil.jobs.check_models import ProgrammeCheck
from desil.jobs.list_models import ProgrammeList
from desil.jobs.models import Job
from desil.jobs.states import JobKind
from desil.jobs.tasks import Do
from desil.programmes.checked import newest_check
from desil.programmes.checking import ask_check_if_due, check_maker
from desil.programmes.making import list_maker
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.integration.office.test_programme_lists import AT, FAMILIES, PEOPLE
from tests.linked_city import run_in, write_release, write_source
from tests.office_work import DOES, work_off
from tests.people import client_of, user_with
from tests.table import rows_of

MAKES: Mapping[JobKind, Do] = {
    **DOES,
    JobKind.LIST: list_maker("500MB", 1, "uji"),
    JobKind.CHECK: check_maker("500MB", 1, "uji"),
}
# PKH lists 01 (desil 1) and 02 (desil 2); 03 waits (quota 2); 04 is desil 9.
PAID = """
| programme | family_number    | period  | amount |
| PKH       | 3275010101200001 | 2026-01 | 100    |
| PKH       | 3275010101200003 | 2026-01 | 100    |
| PKH       | 3275010101200004 | 2026-01 | 100    |
| PKH       | 3275010101200004 | 2026-01 | 100    |
| PKH       | 3275010101209999 | 2026-01 | 100    |
| PKH       | 3275010101200002 | 2025-12 | 100    |
| SEMBAKO   | 3275010101200001 | 2026-01 | 500    |
| SEMBAKO   | 3275010101200004 | 2026-01 | 500    |
"""
HOMES = PEOPLE.replace("3275010009", "3275040006").replace("3275010011", "3275040005")
LISTED = {"3275010101200001", "3275010101200002"}
ELIGIBLE = LISTED | {"3275010101200003"}
DECILES = {r["family"]: int(r["decile"]) for r in rows_of(FAMILIES)}


def plain_findings() -> dict[str, int]:
    """The definition, family by family, for PKH paid in 2026-01."""
    paid = Counter(
        r["family_number"] for r in rows_of(PAID)
        if (r["programme"], r["period"]) == ("PKH", "2026-01")
    )  # fmt: skip
    known, anything = set(paid) & set(DECILES), {r["family_number"] for r in rows_of(PAID)}
    found = {
        "listed_not_paid": len(LISTED - known),
        "paid_not_listed": len(known - LISTED),
        "paid_twice": sum(n > 1 for n in paid.values()),
        "paid_unknown": len(set(paid) - set(DECILES)),
        "paid_in_6_plus": sum(DECILES[f] >= 6 for f in known),
        "poor_with_nothing": sum(d <= 4 and f not in anything for f, d in DECILES.items()),
    }
    return {name: n for name, n in found.items() if n}


def plain_overlap() -> dict[str, int]:
    """Families by the programmes that pay them."""
    paid: dict[str, set[str]] = {}
    for row in rows_of(PAID):
        if row["family_number"] in DECILES:
            paid.setdefault(row["family_number"], set()).add(row["programme"])
    return dict(Counter(" + ".join(sorted(sets)) for sets in paid.values()))


def fill_payments(home: Path, url: str) -> None:
    """A filling: a published run with payments, and a list of PKH in it."""
    write_release(home, rows_of(HOMES), rows_of(FAMILIES))
    write_source(home, "penerima", rows_of(PAID), unit="recipient")
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())
    told = {"programme": "PKH", "period": "2026-Q1", "quota": "2"}
    client_of(user_with("programme_officer")).post("/program/daftar/susun/", told)
    work_off(url, MAKES)


def fill_counted_payments(home: Path, url: str) -> None:
    """A filling: the same, counted."""
    fill_payments(home, url)
    assert ask_check_if_due(url, by="system:worker", at=AT)
    work_off(url, MAKES)
    assert Job.objects.get(kind="check").says == ""


@pytest.fixture
def register(filled: Filled) -> str:
    """A published run with payments, and a list of PKH in it."""
    return filled(fill_payments)


@pytest.fixture
def counted(filled: Filled) -> str:
    """The same, counted."""
    return filled(fill_counted_payments)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def row_after(page: str, label: str) -> list[str]:
    """The number cells of the row with this heading."""
    row = page.split(f">{label}</th>", 1)[1].split("</tr>", 1)[0]
    return re.findall(r"<td>([^<]*)</td>", row)


@pytest.mark.usefixtures("counted")
def test_the_figures_are_those_of_the_definition_and_of_the_command() -> None:
    told = ProgrammeList.objects.get()
    check = newest_check()
    assert check is not None
    (pkh,) = check.lists
    found = {f: pkh.count(f) for f, *_ in pkh.findings}
    assert (pkh.paid, found) == ("2026-01", plain_findings())
    command = ["lists", "reconcile", told.pk, "--paid", "2026-01", "--json"]
    done = CliRunner().invoke(app, [*command, "--home", str(settings.DESIL_HOME)])
    answer = json.loads(done.stdout)
    assert {f: n for f, n, _ in answer["findings"]} == found
    assert [[" + ".join(s), n] for s, n, _ in check.overlap()] == [
        [s.replace("+", " + "), n] for s, n, _ in answer["overlaps"]
    ]
    taken = pkh.taken_up()
    assert (taken.eligible, taken.eligible_and_paid) == (len(ELIGIBLE), 2)
    assert (taken.listed, taken.listed_and_paid) == (2, 1)


@pytest.mark.usefixtures("counted")
def test_the_map_shows_the_share_that_is_paid_where_somebody_is_eligible() -> None:
    client = client_of(user_with("verifier"))
    page = text_of(client, "/program/penyaluran/")
    shown = dict(re.findall(r"<title>([A-Z][a-z]+): (.+?)</title>", page))
    # 01 and 02 live in Bekasijaya, 01 is paid; 03 in Margahayu; nobody else is eligible.
    assert shown == {"Bekasijaya": "50,0\u202f%", "Margahayu": "100,0\u202f%"}
    assert "<figure>" not in text_of(client, "/program/penyaluran/?wilayah=3275040005")


@pytest.mark.usefixtures("counted")
def test_the_page_tells_counts_by_programme_and_kelurahan_and_nobody_s_data() -> None:
    client = client_of(user_with("verifier"))
    page = text_of(client, "/program/penyaluran/")
    assert row_after(page, "Terdaftar, belum dibayar") == ["1"]
    assert row_after(page, "Dibayar, tidak terdaftar") == ["2"]
    assert row_after(page, "Dibayar, tidak ada di register") == ["1"]
    assert row_after(page, "Terdaftar dan dibayar (keluarga)") == ["1"]
    assert "Kunjungi rumahnya" in page
    assert not re.search(r"\d{16}", page)
    assert not any(r["name"] in page for r in rows_of(PEOPLE))
    only = text_of(client, "/program/penyaluran/?wilayah=3275040005")
    assert row_after(only, "Terdaftar, belum dibayar") == ["0"]
    assert row_after(only, "Dibayar, kini desil 6 ke atas") == ["1"]
    assert client.get("/program/penyaluran/?wilayah=9").status_code == 404
    assert client.get("/program/penyaluran/?program=PIP").status_code == 404


@pytest.mark.usefixtures("counted")
def test_the_picture_of_overlaps_has_the_numbers_of_its_table() -> None:
    page = text_of(client_of(user_with("verifier")), "/program/penyaluran/")
    picture = page.split('<svg class="upset"', 1)[1].split("</svg>", 1)[0]
    assert 'aria-labelledby="upset-title upset-desc"' in picture
    described = re.search(r"<desc[^>]*>([^<]*)</desc>", picture)
    assert described is not None
    told = dict(part.rsplit(": ", 1) for part in described[1].split("; "))
    assert told == {label: str(n) for label, n in plain_overlap().items()}
    drawn = re.findall(r'<text class="amount"[^>]*>([^<]*)</text>', picture)
    assert drawn == list(told.values())
    assert all(row_after(page, label)[0] == figure for label, figure in told.items())
    inside = len(re.findall(r'class="dot-in"', picture))
    assert inside == sum(len(label.split(" + ")) for label in plain_overlap())


@pytest.mark.usefixtures("counted")
def test_the_file_has_every_count_and_no_number_of_a_family() -> None:
    answer = client_of(user_with("lurah", villages=["3275040005"])).get(
        "/program/penyaluran/jumlah.csv"
    )
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row["ukuran"]] += int(row["jumlah"])
    assert (sums["dibayar_tidak_terdaftar"], sums["terdaftar_belum_dibayar"]) == (2, 1)
    assert (sums["keluarga_layak"], sums["layak_dan_dibayar"]) == (3, 2)
    assert not re.search(r"\d{16}(?![0-9a-f])", text.replace(ProgrammeList.objects.get().pk, ""))


def test_counts_are_asked_for_once_and_again_when_something_is_new(register: str) -> None:
    assert ask_check_if_due(register, by="system:worker", at=AT)
    assert not ask_check_if_due(register, by="system:worker", at=AT)
    with psycopg.connect(register) as connection:
        connection.execute("update public.work_programme_list set state = 'open'")
    assert ask_check_if_due(register, by="system:worker", at=AT)
    work_off(register, MAKES)
    assert ProgrammeCheck.objects.count() == 1
    assert set(Job.objects.filter(kind="check").values_list("state", flat=True)) == {"done"}


def test_a_page_without_counts_says_so_and_the_officer_asks_for_them(register: str) -> None:
    officer, lurah = (client_of(user_with(role)) for role in ("programme_officer", "head"))
    assert "belum dihitung" in text_of(officer, "/program/penyaluran/")
    assert officer.get("/program/penyaluran/jumlah.csv").status_code == 404
    assert lurah.post("/program/penyaluran/hitung/").status_code == 403
    officer.post("/program/penyaluran/hitung/")
    assert "sedang berjalan" in text_of(officer, "/program/penyaluran/")
    officer.post("/program/penyaluran/hitung/")  # refused while one waits
    assert Job.objects.filter(kind="check").count() == 1
    work_off(register, MAKES)
    assert "Temuan menurut program" in text_of(officer, "/program/penyaluran/")
    assert AuditEvent.objects.filter(verb="PROGRAMME_CHECK_ASK", outcome="done").count() == 1
