"""The queue of doubtful pairs: both records side by side, and the weights in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.linkage.weights.delivery_weights import weights_of_source
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.words import Evidence, pair_evidence

_SIDES = ("name", "birth_date", "sex", "family_number", "village_code", "address")


def _side(row: dict[str, Any], prefix: str) -> dict[str, str | None]:
    return {
        name: None if row[f"{prefix}_{name}"] is None else str(row[f"{prefix}_{name}"])
        for name in _SIDES
    }


def _pair_values(evidence: Evidence) -> dict[str, object]:
    return {"bukti": evidence.words, "bobot": evidence.weight, "arti": evidence.strength}


def review_queue(database: Connection, home: Path, *, limit: int) -> Iterator[dict[str, object]]:
    """The first `limit` pairs that nobody has judged, those that would change most first.

    Needs the tables of `open_review`. The evidence is told in the weights of each pair's source;
    `sudah_tertaut` says that another record of the list is linked to the person.
    """
    weights: dict[str, Parameters] = {}
    found = database.execute(sql_text("desil.linkage.review", "queue"))
    names = [d[0] for d in found.description or ()]
    for values in found.fetchmany(limit):
        row = dict(zip(names, values, strict=True))
        source = row["source"]
        parameters = weights.setdefault(source, weights_of_source(home, source))
        levels = {name: row[f"{name}_level"] for name in parameters.levels}
        yield {
            "source": row["source"],
            "record_id": row["record_id"],
            "nik": row["nik"],
            "peluang": row["share_ppm"] / 1_000_000,
            "bobot": row["weight_milli"] / 1_000,
            "sudah_tertaut": row["stake"] % 2 == 0,
            "catatan": _side(row, "stated"),
            "register": _side(row, "known"),
            "alasan": [_pair_values(e) for e in pair_evidence(levels, parameters)],
        }
