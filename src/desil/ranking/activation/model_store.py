"""The models of a home folder, and what was decided about them.

`<home>/models/<version>/` holds a model's files, unchanged; `<home>/models/decisions.json` who
proposed and who approved which version, and when. The version approved last is in use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

from desil.engine.durable import folder_made_whole, write_text_whole
from desil.errors import Conflict, NotFound, Refused, UsageFault
from desil.ranking.facts.catalogue import KNOWN_FACTS
from desil.ranking.formula.model import Model
from desil.ranking.formula.reading import (
    MODEL_FILE,
    digest_of,
    files_of,
    model_in,
    read_model,
    text_of,
    tree_of,
)
from desil.ranking.scoring.answers import check_facts_known

_DECISIONS = "decisions.json"
_NAMED = re.compile(r"(.*?)(?: \((user:\d+)\))?")
LABELS = {name: fact.label for name, fact in KNOWN_FACTS.items()}


class Step(StrEnum):
    """What a person did with a model."""

    PROPOSED = "proposed"
    APPROVED = "approved"


class ModelState(StrEnum):
    """Where a kept model stands."""

    PROPOSED = "diusulkan"
    ACTIVE = "dipakai"
    FORMER = "pernah dipakai"


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's act on one version; `at` in ISO 8601."""

    version: str
    step: Step
    by: str
    at: str


def models_folder(home: Path) -> Path:
    """Where a home keeps its models."""
    return home / "models"


def decisions(home: Path) -> list[Decision]:
    """Everything that was decided, oldest first."""
    file = models_folder(home) / _DECISIONS
    if not file.is_file():
        return []
    return [
        Decision(d["version"], Step(d["step"]), d["by"], d["at"])
        for d in json.loads(file.read_text(encoding="utf-8"))
    ]


def _record(home: Path, decision: Decision) -> None:
    known = [asdict(d) for d in (*decisions(home), decision)]
    text = json.dumps(known, indent=1, ensure_ascii=False) + "\n"
    write_text_whole(models_folder(home) / _DECISIONS, text)


def model_of(home: Path, version: str) -> Model:
    """The kept model of a version; NotFound when there is none, Conflict where it was changed.

    Files that are as they were are not read again: a page asks for one family at a time.
    """
    folder = models_folder(home) / version
    if not version or not (folder / MODEL_FILE).is_file():
        raise NotFound(f"Tidak ada model '{version}'.", hint="Lihat: desil ranking models")
    told = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    stamps = tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in told)
    return _read_model(folder, version, stamps)


@lru_cache(maxsize=4)
def _read_model(folder: Path, version: str, stamps: tuple[tuple[str, int, int], ...]) -> Model:
    """The model in a folder; `stamps` (name, time and size of each file) say whether it is new."""
    del stamps
    model = read_model(folder, LABELS)
    if model.version != version:
        raise Conflict(
            f"Berkas model {version} berubah sejak diusulkan.",
            hint="Usulkan lagi dari asalnya: desil ranking propose",
        )
    return model


def active_version(home: Path) -> str:
    """The version in use; the empty text while none was approved."""
    approved = [d.version for d in decisions(home) if d.step is Step.APPROVED]
    return approved[-1] if approved else ""


def proposed_versions(home: Path) -> dict[str, list[str]]:
    """The versions that were proposed and never approved, each with who proposed it."""
    known = decisions(home)
    approved = {d.version for d in known if d.step is Step.APPROVED}
    waiting: dict[str, list[str]] = {}
    for one in known:
        if one.version not in approved:
            waiting.setdefault(one.version, []).append(one.by)
    return waiting


def propose(home: Path, source: Path, *, by: str, at: datetime, anchored: bool = False) -> Model:
    """Keep the model in `source` (a folder, or one YAML file) and record who proposed it.

    `anchored` leaves its cut-offs out: they are then anchored to the official deciles of each
    release, as the tenths of one city's survey are no national deciles. UsageFault when it is no
    model, or names a fact that the register does not have. A version that was proposed already
    stays as it is.
    """
    if not by.strip():
        raise UsageFault("Nama pengusul kosong.", hint="Tulis: --by NAMA")
    text = _model_text(source, anchored)
    files = files_of(source, text)
    model = model_in(text, LABELS, files)
    check_facts_known(model)
    folder = models_folder(home) / model.version
    if not (folder / MODEL_FILE).is_file():
        with folder_made_whole(folder) as unfinished:
            for name, told in ({MODEL_FILE: text} | files).items():
                write_text_whole(unfinished / name, told)
    if not any(d.version == model.version for d in decisions(home)):
        _record(home, Decision(model.version, Step.PROPOSED, by.strip(), at.isoformat()))
    return model


def _model_text(source: Path, anchored: bool) -> str:
    """The text of the model in `source`, without its cut-offs where they are to be anchored."""
    text = text_of(source)
    if not anchored:
        return text
    tree = tree_of(text)
    tree["cutoffs"] = {}
    tree.get("calibration", {}).pop("cutoffs", None)
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=100)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names of the record of models are, or may be, one person: "Ani (user:3)" is the
    account 3, whatever it is called; a name without an account is anybody of that name.
    """
    (first, account), (second, another) = _parts(one), _parts(other)
    return account == another if account and another else first == second


def _parts(by: str) -> tuple[str, str]:
    """(name, account) of a name in the record; the empty text where there is no account."""
    name, account = _NAMED.fullmatch(" ".join(by.split())).groups("")  # type: ignore[union-attr] # it fits any text
    return name.casefold(), account


def _unsigned(_digest: str) -> None:
    """Sign nothing: where there is no log."""


def model_digest(home: Path, version: str) -> str:
    """The SHA-256 of the files of a kept model; NotFound and Conflict as `model_of`."""
    model_of(home, version)
    folder = models_folder(home) / version
    text = text_of(folder)
    return digest_of(text, files_of(folder, text))


def approve(
    home: Path, version: str, *, by: str, at: datetime, sign: Callable[[str], None] = _unsigned
) -> Model:
    """Put a proposed version to use; Refused when the same person proposed it.

    `sign` puts the digest of its content into the log, before it is in use.
    """
    model = model_of(home, version)
    proposers = [d.by for d in decisions(home) if d.version == version and d.step is Step.PROPOSED]
    if not by.strip():
        raise UsageFault("Nama penyetuju kosong.", hint="Tulis: --by NAMA")
    if not proposers:
        raise NotFound(f"Model {version} belum diusulkan.", hint="Usulkan: desil ranking propose")
    if any(is_same_person(by, proposer) for proposer in proposers):
        raise Refused(
            f"Model {version} diusulkan oleh orang yang sama.",
            hint="Model baru dipakai setelah orang lain menyetujuinya.",
        )
    if active_version(home) != version:
        sign(model_digest(home, version))
        _record(home, Decision(version, Step.APPROVED, by.strip(), at.isoformat()))
    return model


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A kept model, its state, and its decisions."""

    model: Model
    state: ModelState
    decisions: tuple[Decision, ...]


def stored_models(home: Path) -> Sequence[StoredModel]:
    """Every kept model, in the order of proposal."""
    known, active = decisions(home), active_version(home)
    found = []
    for version in dict.fromkeys(d.version for d in known):
        own = tuple(d for d in known if d.version == version)
        state = ModelState.PROPOSED
        if any(d.step is Step.APPROVED for d in own):
            state = ModelState.ACTIVE if version == active else ModelState.FORMER
        found.append(StoredModel(model_of(home, version), state, own))
    return found
