"""How many may be listed: in the whole city, and in each kelurahan."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desil.dictionary.areas import city_villages
from desil.eligibility.programme.programme import Version
from desil.errors import UsageFault


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `total` in all; and `by_village` in each kelurahan that it names (none in any other),
    or `per_village` in every one. None where there is no bound."""

    total: int | None = None
    per_village: int | None = None
    by_village: Mapping[str, int] = field(default_factory=dict)

    @property
    def recipe_text(self) -> str:
        """The quota as it goes into a recipe."""
        villages = ",".join(f"{v}:{n}" for v, n in sorted(self.by_village.items()))
        return f"total={self.total};per_village={self.per_village};by_village={villages}"


def quota_words(told: str) -> str:
    """A quota as it stands in a recipe, for a person: "70000 seluruh kota"."""
    found = dict(part.split("=", 1) for part in told.split(";"))
    words = []
    if found["total"] != "None":
        words.append(f"{found['total']} seluruh kota")
    if found["per_village"] != "None":
        words.append(f"{found['per_village']} per kelurahan")
    if found["by_village"]:
        words.append(f"menurut berkas, {found['by_village'].count(':')} kelurahan")
    return "; ".join(words) or "tanpa kuota"


def quota_for(version: Version, total: int | None, file: Path | None) -> Quota:
    """The quota asked for; that of the rules where none was asked."""
    if total is None and file is None:
        return Quota(version.quota, version.village_quota)
    return Quota(total, None, read_quotas(file) if file is not None else {})


def read_quotas(file: Path) -> dict[str, int]:
    """Quotas from a CSV file with the columns `village_code` and `quota`; UsageFault with the line
    for a code that is no kelurahan, a doubled one, or a quota that is no whole number."""
    if not file.is_file():
        raise UsageFault("Berkas kuota {file} tidak ada.", file=file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return quotas_in(lines, file.name)


def quotas_in(lines: Iterable[str], name: str) -> dict[str, int]:
    """Quotas from the lines of a CSV file called `name`; faults as `read_quotas`."""
    known = {v.bps for v in city_villages()}
    found: dict[str, int] = {}
    reader = csv.DictReader(lines)
    if not {"village_code", "quota"} <= set(reader.fieldnames or ()):
        raise UsageFault(
            "{name}: kolom village_code dan quota belum ada.",
            hint="Baris pertama: village_code,quota",
            name=name,
        )
    for row in reader:
        code, told = (str(row[c] or "").strip() for c in ("village_code", "quota"))
        is_good = code in known and code not in found and told.isascii() and told.isdigit()
        if not is_good:
            raise UsageFault(
                "{name} baris {line_num}: '{code}', '{told}' tidak dapat dipakai.",
                hint="Kode BPS kelurahan 10 angka, sekali saja, dan kuota bilangan bulat.",
                name=name,
                line_num=reader.line_num,
                code=code[:20],
                told=told[:20],
            )
        found[code] = int(told)
    return found
