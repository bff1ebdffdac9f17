"""A list as it is kept: its recipe, and the words of its verdicts as they were on that day."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desil.dictionary.label import Label
from desil.eligibility.judging.compiled import Rules
from desil.eligibility.lists.period import Period
from desil.eligibility.lists.quota import Quota
from desil.engine.durable import finished_files, write_text_whole
from desil.engine.manifest import MANIFEST, Manifest, Recipe, read_manifest
from desil.errors import NotFound

WORDS = "list.json"


@dataclass(frozen=True, slots=True)
class Word:
    """A verdict of the list: outcome, criterion, fact, and both texts."""

    outcome: str
    criterion: str
    fact: str
    says_id: str
    says_en: str

    @property
    def says(self) -> Label:
        """The verdict in both languages."""
        return Label(self.says_id, self.says_en)


@dataclass(frozen=True, slots=True)
class FrozenList:
    """What a list is: programme, period, rules and quota, with every word it may need."""

    list_id: str
    run_id: str
    programme: str
    name: Mapping[str, str]
    unit: str
    period: str
    on_date: str
    rules_version: str
    valid_from: str
    reference: str
    criteria: Mapping[str, str]
    quota: str
    verdicts: Sequence[Word]
    components: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(
        cls, recipe: Recipe, rules: Rules, period: Period, quota: Quota, pairs: Sequence[StoredList]
    ) -> FrozenList:
        """The list that a recipe makes."""
        words = [
            Word(v.outcome.value, v.criterion, v.fact, v.says.id, v.says.en) for v in rules.verdicts
        ]
        words += [
            Word(
                "dikecualikan",
                f"exclusive_with {p.frozen.programme}",
                "",
                f"Dikecualikan: sudah terdaftar pada {p.frozen.name['id']} periode yang sama",
                f"Excluded: already listed for {p.frozen.name['en']} in the same period",
            )
            for p in pairs
        ]
        version = rules.version
        return cls(
            recipe.run_id,
            recipe.deliveries[0],
            rules.code,
            {"id": rules.programme.name.id, "en": rules.programme.name.en},
            rules.programme.unit.value,
            period.text,
            period.day.isoformat(),
            recipe.parameters["rules"],
            version.valid_from.isoformat(),
            version.reference,
            {c.name: c.label.id for c in (*version.eligible, *version.excluded)},
            quota.recipe_text,
            words,
            {
                c.name: {
                    "id": c.label.id,
                    "en": c.label.en,
                    "specific": "ya" if c.is_specific else "",
                    "needs": "ya" if c.needs else "",
                }
                for c in version.components
            },
        )

    @property
    def day(self) -> date:
        """The day whose rules and ages hold."""
        return date.fromisoformat(self.on_date)


@dataclass(frozen=True, slots=True)
class StoredList:
    """A list in the home folder."""

    folder: Path
    frozen: FrozenList
    made_at: str
    result_hash: str

    @classmethod
    def of(cls, folder: Path, manifest: Manifest) -> StoredList:
        """The list of a folder."""
        told: dict[str, Any] = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        told["verdicts"] = [Word(**v) for v in told["verdicts"]]
        return cls(folder, FrozenList(**told), manifest.made_at, manifest.result_hash)


def write_words(folder: Path, frozen: FrozenList) -> None:
    """Write a list's words into its folder."""
    text = json.dumps(asdict(frozen), ensure_ascii=False, indent=1) + "\n"
    write_text_whole(folder / WORDS, text)


def stored_lists(home: Path, programme: str = "*") -> list[StoredList]:
    """The lists of a home, or of one programme, by programme, period and age."""
    found = [
        StoredList.of(path.parent, read_manifest(path.parent))
        for path in finished_files(home / "lists", f"{programme}/*/{MANIFEST}")
    ]
    return sorted(found, key=lambda k: (k.frozen.programme, k.frozen.period, k.made_at))


def list_called(home: Path, told: str) -> StoredList:
    """The list whose id begins with `told`, or the newest of a programme and period written
    PKH/2026-Q1; NotFound where there is none."""
    found = stored_lists(home)
    programme, _, period = told.upper().partition("/")
    named = [
        k for k in found
        if k.frozen.list_id.startswith(told)
        or (k.frozen.programme == programme and k.frozen.period.startswith(period))
    ]  # fmt: skip
    if not told or not named:
        raise NotFound("Tidak ada daftar '{told}'.", hint="Lihat: desil lists show", told=told[:40])
    return named[-1]
