"""Every field of three golden families survives import, register and export unchanged.

The families stand in tests/golden, a row per field, with the second naming scheme's header beside
the first's; the codes are the register's. FORM_CODES lists what the form numbers differently.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desil.cli.main import app
from tests.table import rows_of

GOLDEN = Path(__file__).parents[1] / "golden"
FORM_CODES = {
    "jenis_atap_terluas": {"5": "6", "6": "5"},
    "bahan_bakar_utama_memasak": {"0": "12"},
}
WAYS = [
    (scheme, coding) for scheme in ("pertama", "kedua") for coding in ("register", "form")
]  # fmt: skip
Rows = list[dict[str, str]]


def _golden(unit: str, scheme: str, coding: str) -> Rows:
    """The golden rows of a unit: header to text, as a hand-over file of that kind has them."""
    fields = rows_of((GOLDEN / f"{unit}.txt").read_text(encoding="utf-8"))
    names = [n for n in fields[0] if n not in ("field", "second scheme")]
    headers = "field" if scheme == "pertama" else "second scheme"
    return [
        {
            f[headers]: FORM_CODES.get(f["field"], {}).get(f[name], f[name])
            if coding == "form"
            else f[name]
            for f in fields
            if f[headers]
        }
        for name in names
    ]


def _write(path: Path, rows: Rows, *, separator: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)


def _read(folder: Path, pattern: str, separator: str) -> Iterator[dict[str, str]]:
    (path,) = folder.glob(pattern)
    with path.open(encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source, delimiter=separator)


def _desil(*arguments: str) -> None:
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(("scheme", "coding"), WAYS, ids=[f"{s} {c}" for s, c in WAYS])
def test_every_field_survives_import_register_and_export(
    tmp_path: Path, scheme: str, coding: str
) -> None:
    families, members = (_golden(unit, scheme, coding) for unit in ("families", "members"))
    dialect = {"separator": "|", "encoding": "utf-8"}
    if scheme == "kedua":
        dialect = {"separator": ";", "encoding": "cp1252"}
    _write(tmp_path / "k.csv", families, **dialect)
    _write(tmp_path / "a.csv", members, **dialect)
    home = ["--home", str(tmp_path / "home")]
    codes = f"--{coding}-codes"
    _desil("intake", "dtsen", str(tmp_path / "k.csv"), str(tmp_path / "a.csv"),
           "--date", "2026-01-23", codes, *home)  # fmt: skip
    _desil("run", *home)
    _desil("publish", *home)
    out = tmp_path / "out"
    _desil("export", str(out), "--scheme", scheme, codes, "--separator", ";", *home)
    assert list(_read(out, "keluarga*.csv", ";")) == sorted(families, key=_family)
    assert sorted(_read(out, "anggota*.csv", ";"), key=_member) == sorted(members, key=_member)


def _family(row: dict[str, str]) -> str:
    return row.get("nomor_kartu_keluarga") or row["no_kk"]


def _member(row: dict[str, str]) -> str:
    return row.get("nomor_induk_kependudukan") or row["nik"]
