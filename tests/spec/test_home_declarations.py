"""What an office declares in its home: it adds or replaces, and a fault has its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from desil.accounts.roles import roles
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step, reasons
from desil.cli.office.own_declarations import require_sound_declarations
from desil.dictionary.declarations.home_files import read_home_files
from desil.errors import UsageFault
from desil.exports.columns import with_chosen_columns
from desil.exports.listing import Listing
from desil.exports.policy import most_rows
from desil.jobs.states import ExportKind
from tests.recipe import RECIPES, written_files

ROLE = written_files(RECIPES / "role.md")["desil-home/roles.yaml"]
_CASES = written_files(RECIPES / "case-type.md")
CASE_TYPE = _CASES["desil-home/case-types/disaster.yaml"]
REASONS = _CASES["desil-home/reasons.yaml"]
FILES = {
    "roles.yaml": ROLE,
    "case-types/disaster.yaml": CASE_TYPE,
    "reasons.yaml": REASONS,
    "list-columns.yaml": "bnba: [nama_kepala, nomor_kk]\n",
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home; afterwards the declarations of the tests' own home hold again."""
    yield tmp_path
    read_home_files(settings.DESIL_HOME)


def declare(home: Path, **changed: str) -> None:
    """Write and read the declarations; `changed` replaces one, by its name before the dot."""
    for name, text in FILES.items():
        path = home / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(changed.get(path.stem.replace("-", "_"), text), encoding="utf-8")
    read_home_files(home)


def test_a_home_adds_roles_case_types_and_reasons(home: Path) -> None:
    shipped = (len(roles()), len(kinds()), len(reasons()))
    declare(home)
    assert (len(roles()), len(kinds()), len(reasons())) == tuple(
        before + added for before, added in zip(shipped, (1, 1, 2), strict=True)
    )
    assert roles()["desk_clerk"].label.id == "Petugas loket"
    assert kinds()["disaster"].reasons_at(Step.VISIT)[-1] == "F1"
    assert "A9" in kinds()["birth"].reasons
    assert reasons()["A9"].group_label.id == "Administrasi"
    read_home_files(home / "another")
    assert (len(roles()), len(kinds()), len(reasons())) == shipped


def test_a_home_replaces_by_name(home: Path) -> None:
    declare(
        home,
        roles=ROLE.replace("desk_clerk", "lurah"),
        reasons=REASONS.replace("A9", "A1"),
    )
    assert roles()["lurah"].label.id == "Petugas loket"
    assert reasons()["A1"].label.id == "Tanda tangan pemohon tidak ada"
    (home / "case-types" / "birth.yaml").write_text(CASE_TYPE, encoding="utf-8")
    read_home_files(home)
    assert kinds()["birth"].label.id == "Terdampak bencana"


def test_a_home_says_how_many_rows_a_role_may_have(home: Path) -> None:
    declare(home, roles=ROLE + "    most_rows: {bnba: 500}\n")
    assert most_rows(ExportKind.BNBA, ["desk_clerk"]) == 500
    assert most_rows(ExportKind.BNBA, ["desk_clerk", "programme_officer"]) == 20_000
    assert most_rows(ExportKind.LIST, ["desk_clerk", "a former role"]) == 0


def test_a_home_chooses_the_columns_of_a_file(home: Path) -> None:
    declare(home)
    listing = Listing(
        ("nomor_kk", "nama_kepala", "desil_resmi"), [(1, "A", 4)], date(2026, 1, 1), ()
    )
    chosen = with_chosen_columns(listing, ExportKind.BNBA)
    assert (chosen.columns, chosen.rows) == (("nama_kepala", "nomor_kk"), [("A", 1)])


FAULTS = [
    ({"roles": ROLE.replace("CASE_READ", "CASE_LOOK")}, "roles.yaml baris 6", "'CASE_LOOK'"),
    ({"roles": ROLE.replace("territory", "nobody")}, "roles.yaml baris 5", "tidak sesuai"),
    ({"roles": ROLE.replace("CASE_READ", "CASE_VERIFY")}, "roles.yaml baris 6", "tidak memeriksa"),
    ({"roles": ROLE.replace("desk_clerk", "Loket")}, "roles.yaml baris 3", "nama peran"),
    ({"roles": ROLE + "kept_apart:\n  - pair: [CASE_READ, CASE_ENTER]\n    because: {id: a, en: a}\n"},
     "accounts/roles.yaml baris", "CASE_ENTER dan CASE_READ"),
    ({"roles": "roles:\n  administrator:" + ROLE.split("desk_clerk:")[1]}, "roles.yaml baris 1",
     "USER_WRITE"),
    ({"roles": ROLE + "    most_rows: {peta: 5}\n"}, "roles.yaml", "'peta'"),
    ({"roles": ROLE + "    most_often: [CASE_SIGN]\n"}, "roles.yaml baris 7", "'CASE_SIGN'"),
    ({"roles": ROLE + "    most_often: [CASE_READ, CASE_ENTER, FAMILY_READ]\n"}, "roles.yaml baris 7",
     "paling banyak 2"),
    ({"disaster": CASE_TYPE.replace("visit: 2, ", "kunjungan: 2, ")},
     "case-types/disaster.yaml baris 9", "'kunjungan'"),
    ({"disaster": CASE_TYPE.replace("verify: 2, ", "")}, "case-types/disaster.yaml baris 9",
     "tanpa verify"),
    ({"reasons": REASONS.replace("F1", "F")}, "reasons.yaml baris 4", "kode alasan 'F'"),
    ({"reasons": REASONS.replace("F1", "A1")}, "reasons.yaml baris 4", "administrative"),
    ({"reasons": REASONS.replace("  label: {id: Bencana, en: Disaster}\n", "")},
     "reasons.yaml baris 2", "'label' belum diisi"),
    *(
        ({"reasons": REASONS.replace("returns: true", f'then: {{id: "{text}", en: "ok"}}')},
         "reasons.yaml", "'then' tidak dapat diisi")
        for text in ("Bawa {berkas}", "Bawa {", "Bawa {0}", "{noun.x.y}")
    ),
    ({"list_columns": "bnba: [nama]\n"}, "list-columns.yaml baris 1 kolom 8", "'nama'"),
    ({"list_columns": "bnba: []\n"}, "list-columns.yaml baris 1", "tidak ada satu kolom"),
    ({"list_columns": "peta: [a]\n"}, "list-columns.yaml baris 1", "'peta'"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "place", "says"), FAULTS)
def test_a_fault_is_named_with_its_file_and_line(
    changed: dict[str, str], place: str, says: str, home: Path
) -> None:
    declare(home, **changed)
    with pytest.raises(UsageFault) as fault:
        require_sound_declarations(home)
    assert place in fault.value.message
    assert says in fault.value.message
