"""The page on fairness: figures of the command, small cells hidden, officers for those who read
cases' reports."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from desil.cli.main import app
from desil.dictionary.label import Label
from desil.jobs.check_models import ProgrammeCheck
from desil.jobs.list_models import ProgrammeList
from desil.office.programmes.fairness.reach import reach_tables
from desil.office.programmes.fairness.views import cluster_rows
from desil.programmes.checked import CheckedList, Cluster, Group, newest_check
from tests.integration.office.test_payments_page import counted, text_of
from tests.people import client_of, user_with

__all__ = ["counted"]


@pytest.mark.usefixtures("counted")
def test_reach_is_that_of_the_command() -> None:
    told, check = ProgrammeList.objects.get(), newest_check()
    assert check is not None
    command = ["lists", "reach", told.pk, "--json", "--home", str(settings.DESIL_HOME)]
    answer = json.loads(CliRunner().invoke(app, command).stdout)
    (pkh,) = check.lists
    assert [(g.grouping, g.families, g.listed, g.low, g.high) for g in pkh.reach] == [
        (r["grouping"], r["families"], r["listed"], r["share"]["low"], r["share"]["high"])
        for r in answer
    ]
    page = text_of(client_of(user_with("verifier")), "/program/keadilan/")
    assert "66,7\u202f% dari semua keluarga desil 1–4 terdaftar" in page  # two of three
    assert "Disembunyikan: ada sel di bawah 5 keluarga." in page  # disability
    assert "tidak punya skor" in page  # a run without a model


@pytest.mark.usefixtures("counted")
def test_officers_are_shown_to_those_who_read_the_reports_on_cases() -> None:
    assert "Menurut pencatat" in text_of(client_of(user_with("verifier")), "/program/keadilan/")
    assert "Menurut pencatat" not in text_of(client_of(user_with("head")), "/program/keadilan/")
    assert client_of(user_with("data_officer")).get("/program/keadilan/").status_code == 403


def _group(grouping: str, families: int, listed: int) -> Group:
    return Group(grouping, Label("x", "x"), families, listed, 0.1, 0.2, 0.3, False)


@pytest.mark.parametrize(
    ("families", "listed", "is_hidden"),
    [(20, 10, False), (20, 4, True), (20, 16, True), (4, 4, True), (10, 5, False), (20, 0, True)],
)
def test_a_small_cell_about_disability_hides_its_whole_table(
    families: int, listed: int, *, is_hidden: bool
) -> None:
    groups = [
        _group("head_sex", 120, 60),
        _group("disability", families, listed),
        _group("disability", 100, 50),
    ]
    told = CheckedList(ProgrammeList(programme="PKH"), "", [], [], groups)
    tables = {t.name: t for t in reach_tables(told)}
    assert (tables["disability"].is_hidden, len(tables["disability"].rows)) == (
        (True, 0) if is_hidden else (False, 2)
    )
    assert len(tables["head_sex"].rows) == 1


def test_the_city_stands_first_then_what_is_marked() -> None:
    one = Cluster("3275040006", 200, 150, -0.4, 0.1, 0.00005, True)
    rows = cluster_rows(
        [
            replace(one, village_code="3275040005", is_marked=False, p_value=0.00001, theta=0.4),
            one,
            replace(one, village_code="", is_marked=False, p_value=0.5),
        ]
    )
    assert [(r.told.village_code, r.told.is_marked) for r in rows] == [
        ("", False), ("3275040006", True), ("3275040005", False),
    ]  # fmt: skip
    assert rows[1].label == "Bekasijaya"


@pytest.mark.usefixtures("counted")
def test_a_marked_kelurahan_is_told_with_what_it_does_not_prove(tmp_path: Path) -> None:
    cluster = ["3275040006", 200, 150, -0.41, 0.1, 0.00005, True]
    ProgrammeCheck.objects.update(clusters=[cluster])
    page = text_of(client_of(user_with("verifier")), "/program/keadilan/")
    assert "Ditandai: 1 kelurahan." in page
    assert "-0,41 ± 0,10" in page
    assert "tidak membuktikan kesalahan siapa pun" in page
