"""A made-up source that an office declares in its home: a list of cards, by NIK and card number."""

from __future__ import annotations

from pathlib import Path

SOURCE = """\
label: {id: "Kartu rekaan", en: "Made-up cards"}
position: 50
publisher: Bank Rekaan
repeats_nobody: true
caveats: {id: "Kartu lama tidak dicabut.", en: "Old cards are not withdrawn."}
"""
LAYOUT = """\
units:
  card:
    label: kartu
    key: [card_number]
    columns:
      card_number: {header: nomor_kartu, kind: text, required: true, fault: quarantine}
      nik: {header: nik, from: person.nik, required: true, fault: quarantine}
      name: {header: nama, from: person.name}
      issued_on: {header: tanggal_terbit, kind: date}
"""
RECORDS = """\
-- One row is one card.
-- Reads delivered_card; writes record.
select
    card_number as record_id,
    number_of(nik) as nik,
    cast(null as bigint) as family_number,
    name,
    cast(null as date) as birth_date,
    cast(null as smallint) as sex,
    cast(null as smallint) as relationship,
    cast(null as varchar) as village_code,
    cast(null as varchar) as address,
    cast(null as varchar) as mother_name,
    coalesce(issued_on, reference_date) as seen_date
from delivered_card
"""
FILES = {"source.yaml": SOURCE, "layout.yaml": LAYOUT, "records.sql": RECORDS}


def declare_source(home: Path, name: str = "kartu", **changed: str) -> Path:
    """Write the source into a home; `changed` replaces a file's text, by its name before the dot.
    Returns its folder."""
    folder = home / "sources" / name
    folder.mkdir(parents=True)
    for file, text in FILES.items():
        (folder / file).write_text(changed.get(file.split(".")[0], text), encoding="utf-8")
    return folder
