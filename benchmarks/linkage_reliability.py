"""`python -m benchmarks.linkage_reliability CITY OUT`: the review queue of each source.

CITY is a made-up city (with its `truth`), OUT what `benchmarks.linkage_pipeline` has written of all
its sources. Prints, for each source: pairs shown, by how much said and right shares differ on
average (ten bins), matches that were missed, the share of them that the queue holds, and links to
somebody else. The person of a household's or a family's record is the one whom the truth names: of
P3KE the head of the family, of PLN whose name the meter bears.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

_IDS = {
    "asn": "nip as record_id, person_id",
    "bpjs_tk": "kpj as record_id, person_id",
    "dtks": "id_dtks as record_id, person_id",
    "p3ke": "id_p3ke as record_id, head.person_id",
    "pln": "idpel as record_id, holder_person_id as person_id",
    "regsosek": "cast(id_ruta as varchar) || '-' || no_art as record_id, person_id",
}
_HEADS = (
    " left join (select family_id, any_value(person_id) as person_id from true_person"
    " where relationship = 1 group by family_id) as head using (family_id)"
)
_SQL = """
with judged as (
    select record_id, known.nik as true_nik, found.nik
    from (select cast(record_id as varchar) as record_id, person_id from told) as told
    left join known using (person_id)
    left join (select record_id, nik from found where source = $source) as found using (record_id)
),

answered as (
    select record_id, share_ppm / 1e6 as said, coalesce(asked.nik = true_nik, false) as is_right
    from asked
    inner join judged using (record_id)
    where source = $source
),

binned as (
    select count(*) as pairs, abs(avg(said) - avg(cast(is_right as double))) as distance
    from answered
    group by least(cast(floor(said * 10) as integer), 9)
)

select
    (select coalesce(sum(pairs), 0) from binned),
    (select coalesce(sum(pairs * distance) / sum(pairs), 0) from binned),
    count(*) filter (true_nik is not null and nik is distinct from true_nik),
    (select count(distinct record_id) from answered where is_right),
    count(*) filter (nik is not null and nik is distinct from true_nik)
from judged
"""


def main(city: str, out: str) -> None:
    """Print a line for each source."""
    truth = Path(city) / "truth"
    with duckdb.connect() as database:
        person = next(truth.glob("person_*_sintetis.parquet"))
        database.read_parquet(str(person)).create_view("true_person")
        database.read_parquet(str(truth / "link_dukcapil_sintetis.parquet")).create_view("civil")
        database.read_parquet(out).create_view("found")
        database.read_parquet(str(Path(out).with_suffix(".review.parquet"))).create_view("asked")
        database.execute(
            "create view known as select person_id, nik from true_person"
            " union all select person_id, nik from civil where person_id < 0"
        )
        for source, columns in _IDS.items():
            file = truth / f"link_{source}_sintetis.parquet"
            heads = _HEADS if source == "p3ke" else ""
            database.execute(
                f"create or replace view told as select {columns} from '{file}'{heads}"
            )
            pairs, distance, missed, held, wrong = database.execute(
                _SQL, {"source": source}
            ).fetchall()[0]
            print(
                f"{source}: {pairs:,.0f} pairs, said and right differ by {distance:.3f};"
                f" {missed:,} missed, {held / max(missed, 1):.2f} of them in the queue;"
                f" {wrong:,} linked wrongly"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
