"""Accepted corrections in the next run: they stand until a newer release says otherwise, and each is
compared with the releases that come."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.pipeline import make_run
from tests.releases import write_delivery
from tests.table import rows_of

# The floor that each release gives the family (1 marble, 2 ceramic, …); - where it is not listed.
FATES = rows_of(
    """
    | case                               | january | decided    | new | april | july | outcome      | at         | register | source  |
    | nobody asked                       | 2       |            |     |       |      |              |            | 2        | dtsen   |
    | no release since                   | 2       | 2026-02-10 | 7   |       |      | awaiting     |            | 7        | koreksi |
    | the release took it over           | 2       | 2026-02-10 | 7   | 7     |      | taken_over   | 2026-04-23 | 7        | dtsen   |
    | the release ignored it             | 2       | 2026-02-10 | 7   | 2     |      | ignored      | 2026-04-23 | 7        | koreksi |
    | ignored twice                      | 2       | 2026-02-10 | 7   | 2     | 2    | ignored      | 2026-07-23 | 7        | koreksi |
    | ignored, then taken over           | 2       | 2026-02-10 | 7   | 2     | 7    | taken_over   | 2026-07-23 | 7        | dtsen   |
    | the release says something else    | 2       | 2026-02-10 | 7   | 5     |      | contradicted | 2026-04-23 | 5        | dtsen   |
    | taken over, then changed by the nation | 2   | 2026-02-10 | 7   | 7     | 3    | taken_over   | 2026-04-23 | 3        | dtsen   |
    | contradicted stays contradicted    | 2       | 2026-02-10 | 7   | 5     | 2    | contradicted | 2026-04-23 | 2        | dtsen   |
    | the release no longer knows        | 2       | 2026-02-10 | 7   | ?     |      | ignored      | 2026-04-23 | 7        | koreksi |
    | the family is gone                 | 2       | 2026-02-10 | 7   | -     |      | gone         |            | -        |         |
    | it was not known before            |         | 2026-02-10 | 7   |       |      | awaiting     |            | 7        | koreksi |
    | decided on the day of a release    | 2       | 2026-01-23 | 7   |       |      | awaiting     |            | 7        | koreksi |
    """
)
RELEASES = {"january": "2026-01-23", "april": "2026-04-23", "july": "2026-07-23"}
OTHER = "3275010101209999"  # a family that every release lists
FAMILY = "3275010101200001"
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("case_number", "subject", "field")),
        *((name, pa.string()) for name in ("old_value", "new_value", "evidence")),
        ("decided_at", pa.date32()),
        ("decided_by", pa.string()),
    ]
)  # fmt: skip


def write_corrections(
    home: Path, rows: list[dict[str, object]], name: str = "2026-02-11-a"
) -> None:
    folder = home / "deliveries" / "koreksi" / name
    folder.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), folder / "change.parquet")
    (folder / "delivery.json").write_text(
        f'{{"id": "koreksi-{name}", "reference_date": "{name[:10]}",'
        f' "handed_in_at": "{name[:10]}T00:00:00+00:00"}}'
    )


def correction(**told: object) -> dict[str, object]:
    usual = {
        "case_number": "2026-000001",
        "subject": f"family:{FAMILY}",
        "field": "floor_material",
        "new_value": "7",
        "decided_at": date(2026, 2, 10),
        "decided_by": "user:9",
    }
    return usual | told


def write_release(home: Path, released: str, floor: str | None) -> None:
    families: list[dict[str, object]] = [{"family_number": OTHER, "decile_national": 3}]
    persons: list[dict[str, object]] = [{"nik": "9", "family_number": OTHER, "relationship": 1}]
    if floor != "-":
        families.append(
            {"family_number": FAMILY, "decile_national": 6,
             "floor_material": int(floor) if floor and floor != "?" else None}
        )  # fmt: skip
        persons.append(
            {"nik": "1", "family_number": FAMILY, "relationship": 1, "name": "ORANG SATU"}
        )
    write_delivery(home, released, families, persons)


def run_tables(home: Path) -> tuple[list[dict[str, object]], dict[str, dict[str, object]], Path]:
    """The corrections of a new run, and its families by number."""
    store = Store(home)
    limits = store.engine_settings(memory_limit="500MB", threads=1)
    report = make_run(
        store, at=datetime(2026, 8, 1, tzinfo=UTC), settings=limits, progress=Silent()
    )
    families = pq.read_table(report.folder / "family.parquet").to_pylist()
    corrections = pq.read_table(report.folder / "correction.parquet").to_pylist()
    return corrections, {str(f["family_number"]): f for f in families}, report.folder


def test_a_fact_of_health_is_corrected_like_any_other(tmp_path: Path) -> None:
    write_release(tmp_path, "2026-01-23", "2")
    write_corrections(
        tmp_path, [correction(subject="person:1", field="seeing", old_value="4", new_value="1")]
    )
    _, _, run = run_tables(tmp_path)
    persons = pq.read_table(run / "person.parquet").to_pylist()
    (corrected,) = [p for p in persons if p["nik"] == "1"]
    assert (corrected["seeing"], corrected["health_source"]) == (1, "koreksi")
    assert {p["seeing"] for p in persons if p["nik"] != "1"} == {None}


def _releases_of(row: dict[str, str]) -> list[tuple[str, str | None]]:
    later = [(RELEASES[m], row[m]) for m in ("april", "july") if row[m]]
    return [(RELEASES["january"], row["january"] or None), *later]


@pytest.mark.parametrize("row", FATES, ids=lambda row: row["case"])
def test_the_fate_of_a_correction(tmp_path: Path, row: dict[str, str]) -> None:
    for released, floor in _releases_of(row):
        write_release(tmp_path, released, floor)
    if row["decided"]:
        asked = correction(decided_at=date.fromisoformat(row["decided"]), new_value=row["new"])
        write_corrections(tmp_path, [asked])
    corrections, families, _ = run_tables(tmp_path)
    assert [c["outcome"] for c in corrections] == ([row["outcome"]] if row["outcome"] else [])
    for made in corrections:
        assert str(made["release_date"] or "") == row["at"]
        assert made["stands"] == (row["source"] == "koreksi")
    if row["register"] == "-":
        assert FAMILY not in families
        return
    family = families[FAMILY]
    assert str(family["floor_material"] or "") == row["register"]
    assert family["dwelling_source"] == row["source"]
    assert family["assets_source"] == "dtsen"
    dated = row["decided"] if row["source"] == "koreksi" else max(r for r, _ in _releases_of(row))
    assert str(family["dwelling_date"]) == dated


def test_of_two_corrections_the_later_one_stands(tmp_path: Path) -> None:
    write_release(tmp_path, RELEASES["january"], "2")
    write_corrections(tmp_path, [correction(), correction(case_number="2026-000002", new_value="3",
                                            decided_at=date(2026, 2, 11))])  # fmt: skip
    corrections, families, _ = run_tables(tmp_path)
    assert families[FAMILY]["floor_material"] == 3
    assert [c["stands"] for c in corrections] == [0, 1]


def test_a_later_correction_is_compared_with_what_the_release_said_not_with_the_first(
    tmp_path: Path,
) -> None:
    write_release(tmp_path, RELEASES["january"], "2")
    write_release(tmp_path, RELEASES["april"], "2")
    write_corrections(tmp_path, [correction(), correction(case_number="2026-000002", old_value="7",
                                            new_value="3", decided_at=date(2026, 2, 11))])  # fmt: skip
    corrections, families, _ = run_tables(tmp_path)
    assert [c["outcome"] for c in corrections] == ["ignored", "ignored"]
    assert families[FAMILY]["floor_material"] == 3


def test_a_persons_correction_stands_in_person_with_its_source(tmp_path: Path) -> None:
    write_release(tmp_path, RELEASES["january"], "2")
    asked = correction(subject="person:1", field="birth_date", new_value="1980-05-17")
    write_corrections(tmp_path, [asked, correction(subject="person:1", field="is_working",
                                                   new_value="1")])  # fmt: skip
    _, _, folder = run_tables(tmp_path)
    people = {p["nik"]: p for p in pq.read_table(folder / "person.parquet").to_pylist()}
    assert people["1"]["birth_date"] == date(1980, 5, 17)
    assert (people["1"]["identity_source"], people["1"]["work_source"]) == ("koreksi", "koreksi")
    assert (people["1"]["health_source"], people["9"]["identity_source"]) == ("dtsen", "dtsen")


HAPPENED = rows_of(
    """
    | happening        | about           | value            | outcome    |
    | died             | person:1        | 2026-02-01       | ignored    |
    | moved_out        | person:2        | 2026-02-01       | taken_over |
    | rank_asked       | family:FAMILY   | 2026-02-01       | taken_over |
    | new_family       | family:NOBODY   | 2026-02-01       | ignored    |
    | split_to         | person:1        | 3275010101208888 | ignored    |
    | moved_in         | person:1        | FAMILY           | taken_over |
    | born             | family:FAMILY   | 2026-02-01       | ignored    |
    """
)


@pytest.mark.parametrize("row", HAPPENED, ids=lambda row: row["happening"])
def test_what_happened_is_compared_by_what_the_release_shows(
    tmp_path: Path, row: dict[str, str]
) -> None:
    write_release(tmp_path, RELEASES["january"], "2")
    write_release(tmp_path, RELEASES["april"], "2")
    subject = row["about"].replace("FAMILY", FAMILY).replace("NOBODY", "3275010101207777")
    asked = correction(
        subject=subject,
        field=f"happening:{row['happening']}",
        new_value=row["value"].replace("FAMILY", FAMILY),
    )
    write_corrections(tmp_path, [asked])
    corrections, families, folder = run_tables(tmp_path)
    assert [c["outcome"] for c in corrections] == [row["outcome"]]
    assert len(families) == 2  # nobody is counted or dropped for it
    assert pq.read_table(folder / "person.parquet").num_rows == 2


def test_official_deciles_are_no_corrections_to_make(tmp_path: Path) -> None:
    write_release(tmp_path, RELEASES["january"], "2")
    write_corrections(tmp_path, [correction(field="decile_national", new_value="1")])
    _, families, folder = run_tables(tmp_path)
    deciles = {d["family_number"]: d["decile_national"]
               for d in pq.read_table(folder / "family_decile.parquet").to_pylist()}  # fmt: skip
    assert deciles[FAMILY] == 6
    assert families[FAMILY]["dwelling_source"] == "dtsen"


def test_a_correction_delivered_again_counts_once_as_delivered_last(tmp_path: Path) -> None:
    write_release(tmp_path, RELEASES["january"], "2")
    write_corrections(tmp_path, [correction()])
    write_corrections(tmp_path, [correction(new_value="5")], name="2026-02-12-b")
    corrections, families, _ = run_tables(tmp_path)
    assert len(corrections) == 1
    assert families[FAMILY]["floor_material"] == 5
