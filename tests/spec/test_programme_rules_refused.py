"""What is no rule is refused, with file, line, column and the nearest known word."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from desil.dictionary.declarations.place import Place, YamlFault
from desil.eligibility.expression.reading import Reader
from desil.eligibility.programme.catalogue import rule_book
from tests.table import rows_of

CRITERIA = """
| text                                        | column | says                        | hint                 |
| desill <= 4                                 | 10     | kata 'desill' tidak dikenal | desil                |
| desil <= 4 and lantai_jenis = 1             | 25     | tidak dikenal               | jenis_lantai_terluas |
| any_membr(age > 3)                          | 10     | fungsi 'any_membr'          | any_member           |
| desil = 'x'                                 | 18     | harus angka                 |                      |
| floor_material > 3                          | 10     | tidak berurutan             | in (                 |
| floor_material = 77                         | 27     | kode 77                     | 8 Tanah              |
| floor_material = 'Tanahh'                   | 27     | 'Tanahh' tidak ada          | Tanah                |
| desil <= 40                                 | 19     | di luar batas               | 1 sampai 10          |
| age > 3                                     | 10     | berlaku bagi anggota        | any_member(age       |
| any_member(desil > 3)                       | 21     | berlaku bagi keluarga       | di luar              |
| any_member(any_member(age > 1))             | 21     | bersarang                   |                      |
| any_member(birth_date > '2020-01-01')       | 34     | sebagai teks                | date '               |
| any_member(birth_date > date '2026-02-30')  | 39     | tidak ada di kalender       | date '               |
| desil <= 4; drop table person               | 20     | titik koma                  |                      |
| desil in (select 1)                         | 10     | daftar nilai                |                      |
| (select 1)                                  | 18     | subquery                    |                      |
| desil <= 4 -- semua                         | 19     | catatan                     |                      |
| has_car = 1                                 | 10     | tidak dibandingkan          | not kata             |
| desil                                       | 10     | harus ya/tidak              | >= 1                 |
| desil <=                                    | 16     | tidak dapat dibaca          | kurung               |
| desil::int = 3                              | 10     | bentuk 'cast'               |                      |
| read_csv('x') = 1                           | 10     | tidak                       |                      |
| person.nik = '1'                            | 10     | tanpa titik                 |                      |
| nik = '1'                                   | 10     | tidak dikenal               |                      |
| size * size * size * size * size * size * size * size * size > 1 | 10 | melampaui batas |              |
"""  # fmt: skip


@pytest.mark.parametrize("row", rows_of(CRITERIA), ids=lambda r: r["text"])
def test_a_criterion_is_refused_where_it_is_wrong(row: dict[str, str]) -> None:
    with pytest.raises(YamlFault) as caught:
        Reader().read(row["text"], Place("pkh.yaml", 5, 10))
    fault = caught.value
    assert fault.message.startswith(f"pkh.yaml baris 5 kolom {row['column']}: ")
    assert row["says"] in fault.message
    assert row["hint"] in fault.hint


@pytest.mark.parametrize(
    "bomb",
    ["(" * 40 + "has_car" + ")" * 40, "not " * 500 + "has_car", "+".join(["size"] * 250) + " > 1",
     " and ".join(["has_car"] * 400), "has_car or " * 2_000 + "has_car", "x" * 100_000],
    ids=["brackets", "nots", "sum", "many words", "too long", "one word"],
)  # fmt: skip
def test_an_expression_bomb_is_refused_at_once(bomb: str) -> None:
    with pytest.raises(YamlFault):
        Reader().read(bomb, Place())


def test_the_line_and_column_are_those_of_the_file() -> None:
    text = "desil <= 4\nand any_member(agee > 3)"
    with pytest.raises(YamlFault, match=r"^pkh\.yaml baris 8 kolom 24: kata 'agee'"):
        Reader().read(text, Place("pkh.yaml", 7, 9, 8))


GOOD = """programme: UJI
name: {id: Uji, en: Test}
authority: city
unit: family
versions:
  - valid_from: 2026-01-01
    reference: uji
    eligible:
      - {name: desil, when: desil <= 4}
      - name: poor
        when: |
          desil <= 3
          and size > 2
    components:
      - {name: cash, label: {id: tunai, en: cash}, amount: 1_000}
"""
PROGRAMMES = """
| from                                       | to                              | says                                            |
| valid_from: 2026-01-01                     | valid_too: 2026-01-01           | baris 6 kolom 16: kunci 'valid_too' tidak dikenal |
| valid_from: 2026-01-01                     | check: true                     | baris 6 kolom 5: kunci 'valid_from' belum ada   |
| 2026-01-01                                 | 2026-02-30                      | baris 6 kolom 17: tanggal '2026-02-30' tidak ada |
| desil <= 4}                                | dsil <= 4}                      | baris 9 kolom 29: kata 'dsil' tidak dikenal     |
| and size > 2                               | and sise > 2                    | baris 13 kolom 15: kata 'sise' tidak dikenal    |
| unit: family                               | unit: famili                    | baris 4 kolom 7: 'famili' tidak dikenal         |
| 1_000                                      | seribu                          | baris 15 kolom 60: 'seribu' bukan bilangan      |
| programme: UJI                             | programme: uji                  | baris 1 kolom 12: kode program 'uji'            |
| name: poor                                 | name: desil                     | baris 10 kolom 15: nama 'desil'                 |
| reference: uji                             | exclusive_with: [PHK]           | kunci 'reference' belum ada                     |
| authority: city                            | authority: city}                | baris 3 kolom                                   |
"""  # fmt: skip


@pytest.mark.parametrize("row", rows_of(PROGRAMMES), ids=lambda r: r["to"])
def test_a_programme_is_refused_where_it_is_wrong(tmp_path: Path, row: dict[str, str]) -> None:
    (tmp_path / "uji.yaml").write_text(GOOD.replace(row["from"], row["to"], 1))
    with pytest.raises(YamlFault) as caught:
        rule_book(tmp_path)
    assert caught.value.message.startswith("uji.yaml ")
    assert row["says"] in caught.value.message


def test_a_good_programme_is_taken_in_beside_those_that_are_shipped(tmp_path: Path) -> None:
    (tmp_path / "uji.yaml").write_text(GOOD)
    book = rule_book(tmp_path)
    assert "PKH" in book.programmes
    assert book.programme("uji").name.en == "Test"
    assert book.version != rule_book().version


def test_versions_that_overlap_are_refused(tmp_path: Path) -> None:
    again = "".join(GOOD.splitlines(keepends=True)[5:]).replace("2026-01-01", "2026-07-01")
    (tmp_path / "uji.yaml").write_text(GOOD + again)
    with pytest.raises(YamlFault, match="bertumpuk") as caught:
        rule_book(tmp_path)
    assert "valid_to: 2026-06-30" in caught.value.hint


def test_a_pair_with_an_unknown_programme_is_refused(tmp_path: Path) -> None:
    (tmp_path / "uji.yaml").write_text(GOOD + "    exclusive_with: [PHK]\n")
    with pytest.raises(YamlFault, match="PHK"):
        rule_book(tmp_path)


def _criterion(name: str, when: str) -> str:
    return f"{name}:\n  of: family\n  label: {{id: a, en: a}}\n  when: {when}\n"


def test_criteria_that_call_one_another_in_a_circle_are_refused(tmp_path: Path) -> None:
    text = _criterion("one", "two or has_car") + _criterion("two", "not three")
    (tmp_path / "criteria.yaml").write_text(text + _criterion("three", "one"))
    with pytest.raises(YamlFault, match="one → two → three → one") as caught:
        rule_book(tmp_path)
    assert caught.value.message.startswith("criteria.yaml baris 4 kolom 9")


def test_criteria_that_double_at_every_step_are_refused(tmp_path: Path) -> None:
    names = [f"step{n}" for n in range(30)]
    text = _criterion(names[0], "has_car or ranked")
    for below, name in itertools.pairwise(names):
        text += _criterion(name, f"{below} and not {below}")
    (tmp_path / "criteria.yaml").write_text(text)
    with pytest.raises(YamlFault, match="paling banyak 2000"):
        rule_book(tmp_path)
