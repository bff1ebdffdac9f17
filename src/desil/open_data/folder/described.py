"""What is said of the folder as a whole, in both languages, and how JSON is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from desil.dictionary.areas import CITY_KEMENDAGRI, CITY_NAME
from desil.dictionary.label import Label
from desil.open_data.policy import Policy
from desil.open_data.published import Published

Json = Any
KEYWORDS = ("DTSEN", "desil", "kelurahan", "bantuan sosial", "social assistance", CITY_NAME)


@dataclass(frozen=True, slots=True)
class Description:
    """Title and description of a release's open data, its period, run and policy; where the city is
    a made-up one, both say so. `has_boundaries` where the map has shapes rather than points."""

    title: Label
    text: Label
    geometry: Label
    release_date: date
    run_id: str
    policy: Policy
    is_made_up: bool

    @property
    def identifier(self) -> str:
        """A name that tells city and release apart."""
        return f"desil-{CITY_KEMENDAGRI}-{self.release_date}"


_POINTS = Label(
    "Batas kelurahan belum ada; tiap kelurahan sebuah titik di dekat letaknya (WGS 84).",
    "Boundaries are not at hand; each kelurahan is a point near where it lies (WGS 84).",
)
_SHAPES = Label("Batas kelurahan (WGS 84).", "Boundaries of the kelurahan (WGS 84).")


def described(published: Published, *, has_boundaries: bool, is_made_up: bool) -> Description:
    """What is said of a release's open data."""
    policy, day = published.policy, published.release_date
    most = policy.threshold - 1
    made_up = Label(
        " KOTA BUATAN: tidak ada orang di dalamnya." if is_made_up else "",
        " A MADE-UP CITY: nobody in it exists." if is_made_up else "",
    )
    checks = ", ".join(policy.checks) or "-"
    return Description(
        Label(
            f"Keluarga menurut desil dan program, {CITY_NAME}, rilis {day}",
            f"Families by decile and programme, {CITY_NAME}, release of {day}",
        ),
        Label(
            "Jumlah keluarga dan jiwa di tiap kelurahan menurut desil nasional resmi dan program. "
            f"Jumlah keluarga 1 sampai {most} disembunyikan. Yang dapat membukanya ditulis sebagai "
            "rentang: paling sedikit dan paling banyak. Jumlah jiwanya ikut disembunyikan. "
            "Yang memenuhi syarat belum tentu menerima. "
            f"Belum dipastikan: {checks}.{made_up.id}",
            "Families and people of each kelurahan by official national decile and programme. "
            f"Counts of 1 to {most} families are hidden. What would give them away is written as a "
            "range: at least and at most. The people in them are hidden too. "
            "Who is eligible does not always receive. "
            f"Not confirmed yet: {checks}.{made_up.en}",
        ),
        _SHAPES if has_boundaries else _POINTS,
        day,
        published.run_id,
        policy,
        is_made_up,
    )


def in_both(label: Label) -> list[Json]:
    """A label as JSON-LD tells texts in several languages."""
    return [{"@value": label.id, "@language": "id"}, {"@value": label.en, "@language": "en"}]


def both(label: Label) -> str:
    """A label where a format has room for one text."""
    return f"{label.id} / {label.en}"


def json_bytes(value: Json, *, indent: int | None = 2) -> bytes:
    """JSON in the order in which it was made, UTF-8, ending in a line's end."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return f"{text}\n".encode()
