"""The commands as a user types them: answers, exit codes, and nothing personal on the screen."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desil.cases.kinds.kind import kinds
from desil.cli.main import app
from desil.cli.office.room import case_part, room_part
from desil.cli.register import held_register
from desil.errors import ERROR_KINDS, DesilError
from tests.hand_over import A_CHILD, A_FAMILY, A_HEAD, FAMILY_HEADERS, MEMBER_HEADERS, OTHER_KK
from tests.register_server import short_folder

FIGURES = "families", "people"


def _ask(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


ANOTHER = {**A_FAMILY, "nomor_kartu_keluarga": OTHER_KK, "nama_kepala_keluarga": "?", "alamat": "-"}


def _write(folder: Path, **cells: str) -> list[Path]:
    """The two files of one family, with `cells` of the family changed."""
    written = []
    for name, headers, rows in (
        ("keluarga", FAMILY_HEADERS, [{**A_FAMILY, **cells}, ANOTHER]),
        ("anggota", MEMBER_HEADERS, [A_HEAD, A_CHILD]),
    ):
        lines = ["|".join(headers), *("|".join(r.get(h, "") for h in headers) for r in rows)]
        written.append(folder / f"{name}.csv")
        written[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return written


@pytest.fixture(scope="module")
def demo_home() -> Iterator[Path]:
    with short_folder() as folder:
        home = folder / "home"
        _ask("demo", "--scale", 0.001, "--no-serve", "--home", home)
        yield home


def test_the_demo_publishes_a_city_that_adds_up(demo_home: Path) -> None:
    for release in ("2025-09-17", "2026-03-17"):
        totals = {}
        for level in ("kota", "kecamatan", "kelurahan"):
            said = _ask("recap", "--by", level, "--release", release, "--json", "--home", demo_home)
            areas = json.loads(said)
            totals[level] = {f: sum(area[f]["total"] for area in areas) for f in FIGURES}
        assert totals["kota"] == totals["kecamatan"] == totals["kelurahan"]
    assert totals["kota"]["families"] > 0


def test_the_recap_is_the_same_when_it_is_counted_afresh(demo_home: Path) -> None:
    ask = ("recap", "--by", "kelurahan", "--json", "--home", demo_home)
    assert _ask(*ask) == _ask(*ask, "--recount")


def test_the_demo_twice_changes_nothing(demo_home: Path) -> None:
    before = _ask("publications", "--json", "--home", demo_home)
    said = _ask("demo", "--scale", 0.001, "--no-serve", "--home", demo_home)
    assert "tidak ada yang diubah" in said
    assert _ask("publications", "--json", "--home", demo_home) == before


def test_every_desk_of_the_demo_has_work_however_often_it_is_made(demo_home: Path) -> None:
    """Every case type waits at every step that it has; some wait too long, so that clocks speak."""
    with held_register(demo_home, "test"):
        case = case_part("models.Case")
        with case_part("territory_scope.seeing_city")():
            rows = set(case.objects.values_list("kind", "step", "standing"))
            numbers = set(case.objects.values_list("pk", flat=True))
    waits = {(kind, step) for kind, step, _ in rows if step}
    assert waits == {(kind.name, step.value) for kind in kinds().values() for step in kind.steps}
    assert {standing for _, _, standing in rows} == {"open", "refused", "withdrawn", "done"}
    spoken = json.loads(_ask("cases", "clocks", "--json", "--home", demo_home))
    assert all(spoken.values())
    _ask("demo", "--scale", 0.001, "--no-serve", "--home", demo_home)
    with held_register(demo_home, "test"), case_part("territory_scope.seeing_city")():
        assert set(case.objects.values_list("pk", flat=True)) == numbers
    assert "utuh" in _ask("audit", "verify", "--home", demo_home)


def test_the_demo_has_lists_to_sign_and_one_to_propose(demo_home: Path) -> None:
    with held_register(demo_home, "test"):
        lists = room_part("jobs.list_models.ProgrammeList").objects
        states = dict(lists.values_list("programme", "state"))
    assert states == {"PKH": "open", "SEMBAKO": "open", "PBI-JK": "loaded"}


def test_what_is_signed_in_the_demo_is_sent_once(demo_home: Path) -> None:
    send = ("cases", "send", "--json", "--quiet", "--home", demo_home)
    first, second = (json.loads(_ask(*send))["cases"] for _ in range(2))
    assert (first > 0, second) == (True, 0)


def test_a_home_with_real_deliveries_takes_no_made_up_city(tmp_path: Path) -> None:
    home = tmp_path / "home"
    _ask("intake", "dtsen", *_write(tmp_path), "--date", "2026-01-23", "--home", home)
    with pytest.raises(DesilError, match="bukan kota buatan"):
        _ask("demo", "--scale", 0.001, "--no-serve", "--home", home)


def test_deliveries_account_for_every_row(demo_home: Path) -> None:
    listed = json.loads(_ask("deliveries", "--json", "--home", demo_home))
    assert {d["source"] for d in listed} >= {"dtsen", "dtks", "dukcapil", "regsosek", "pln"}
    for delivery in listed:
        for count in delivery["units"].values():
            assert count["accepted"] + count["quarantined"] == count["read"] > 0


def test_the_same_files_again_are_the_same_delivery_and_the_same_run(tmp_path: Path) -> None:
    files, home = _write(tmp_path), tmp_path / "home"
    intake = ("intake", "dtsen", *files, "--date", "2026-01-23", "--json", "--home", home)
    first, second = json.loads(_ask(*intake)), json.loads(_ask(*intake))
    assert (first["already_there"], second["already_there"]) == (False, True)
    runs = [json.loads(_ask("run", "--json", "--home", home)) for _ in range(2)]
    assert runs[0]["hash"] == runs[1]["hash"]


def test_what_is_quarantined_is_told_without_personal_values(tmp_path: Path) -> None:
    home = tmp_path / "home"
    files = _write(tmp_path, desil_nasional="11")
    said = _ask("intake", "dtsen", *files, "--date", "2026-01-23", "--home", home)
    (delivery,) = json.loads(_ask("deliveries", "--json", "--home", home))
    said += _ask("quarantine", delivery["id"], "--home", home)
    said += _ask("quarantine", delivery["id"], "--json", "--home", home)
    assert "keluarga.csv" in said
    for cells in (A_FAMILY, A_HEAD, A_CHILD):
        for field in ("nomor_kartu_keluarga", "nomor_induk_kependudukan", "nama", "alamat"):
            assert cells.get(field, "?absent?") not in said


def test_quarantined_rows_are_saved_as_they_came(tmp_path: Path) -> None:
    home, saved = tmp_path / "home", tmp_path / "salah.csv"
    _ask("intake", "dtsen", *_write(tmp_path, desil_nasional="11"), "--date", "2026-01-23",
         "--home", home)  # fmt: skip
    (delivery,) = json.loads(_ask("deliveries", "--json", "--home", home))
    _ask("quarantine", delivery["id"], "--save", saved, "--home", home)
    assert A_FAMILY["nomor_kartu_keluarga"] in saved.read_text(encoding="utf-8")


def test_an_emptied_answer_is_told_and_its_value_can_be_had(tmp_path: Path) -> None:
    home, saved = tmp_path / "home", tmp_path / "catatan.csv"
    files = _write(tmp_path, jenis_atap_terluas="99")
    _ask("intake", "dtsen", *files, "--date", "2026-01-23", "--home", home)
    (delivery,) = json.loads(_ask("deliveries", "--json", "--home", home))
    assert "kode_tak_dikenal" in _ask("findings", delivery["id"], "--home", home)
    _ask("findings", delivery["id"], "--save", saved, "--home", home)
    assert ",99,kode_tak_dikenal" in saved.read_text(encoding="utf-8")


def test_nik_are_judged_and_masked() -> None:
    judged = json.loads(_ask("nik", "3275011507908001", "3275013002908001", "--json"))
    assert [j["verdict"] for j in judged] == ["ok", "invalid"]
    assert all("********" in j["nik"] for j in judged)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["run"], 4, "Belum ada kiriman DTSEN"),
        (["run", "--memory", "banyak"], 4, "Belum ada kiriman"),
        (["export", "out", "--separator", "1"], 2, "Pemisah '1'"),
        (["publish"], 4, "Belum ada register yang disusun"),
        (["recap"], 4, "tidak ada register"),
        (["rollback"], 4, "tidak ada register"),
        (["quarantine", "dtsen-2020"], 4, "dtsen-2020"),
        (["intake", "dtsen", "tidak-ada.csv", "--date", "2026-01-23"], 2, "tidak-ada.csv"),
        (["intake", "dtsen", "tidak-ada.csv", "--date", "23/01/2026"], 2, "23/01/2026"),
        (["intake", "koran", "tidak-ada.csv", "--date", "2026-01-23"], 2, "koran"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else str(v),
)
def test_a_mistake_ends_with_its_own_code_and_what_to_do_next(
    tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    with pytest.raises(DesilError, match=says) as raised:
        _ask(*arguments, "--home", tmp_path / "home")
    assert raised.value.exit_code == code
    assert raised.value.hint


@pytest.mark.parametrize("limits", [["--memory", "banyak"], ["--threads", "0"]])
def test_limits_that_mean_nothing_are_told(tmp_path: Path, limits: list[str]) -> None:
    files = _write(tmp_path)
    with pytest.raises(DesilError, match="tidak dapat dipakai") as raised:
        _ask("intake", "dtsen", *files, "--date", "2026-01-23", "--home", tmp_path / "h", *limits)
    assert raised.value.exit_code == 2


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    with pytest.raises(DesilError, match="adalah berkas") as raised:
        _ask("run", "--home", tmp_path / "berkas")
    assert raised.value.exit_code == 6


def test_every_kind_of_error_has_a_code_of_its_own() -> None:
    codes = [kind.exit_code for kind in ERROR_KINDS]
    assert len(set(codes)) == len(codes) and not {0, 1} & set(codes)
