"""Reading a model's folder, and holding it to what a model must be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor
from pathlib import Path
from typing import Any

import yaml

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.dictionary.label import Label
from desil.dictionary.standing import CUTOFFS
from desil.engine.hashing import sha256_of_text
from desil.errors import NotFound, UsageFault
from desil.ranking.formula.model import (
    DEFAULT_WIDEST,
    UNIT,
    BandedFact,
    CodedFact,
    Cutoffs,
    Fact,
    Level,
    MissingPolicy,
    Model,
    Residuals,
    SlopedFact,
)
from desil.ranking.formula.pairs_and_trees import Forest
from desil.ranking.formula.pairs_and_trees_reading import forest_in, pairs_in, tree_files_of

MODEL_FILE = "model.yaml"


class _Fault(ValueError):
    """What is wrong with a declaration, in words for the person who wrote it."""


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Fault(f"{where}: {value!r} bukan bilangan bulat")
    return value


def _wholes(values: object, where: str) -> tuple[int, ...]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise _Fault(f"{where}: harus berupa daftar bilangan bulat")
    return tuple(_whole(v, where) for v in values)


def _table(values: object, where: str) -> dict[int, int]:
    if not isinstance(values, Mapping):
        raise _Fault(f"{where}: harus berupa tabel kode dan angka")
    return {_whole(int(k), where): _whole(v, where) for k, v in values.items()}


def _fact(name: str, tree: Mapping[str, Any], label: Label) -> Fact:
    of = str(tree.get("of", "family"))
    told = tree.get("label")
    label = Label(str(told["id"]), str(told["en"])) if isinstance(told, Mapping) else label
    if "slope" in tree:
        return _sloped(name, of, label, tree)
    if "edges" in tree:
        points = _wholes(tree["points"], f"{name}.points")
        edges = tuple(ceil(e) for e in tree["edges"])  # answers are whole numbers
        if len(points) != len(edges) + 1 or list(edges) != sorted(edges):
            raise _Fault(f"{name}: {len(edges)} batas menaik butuh {len(edges) + 1} nilai")
        shares = _wholes(tree.get("shares", ()), f"{name}.shares")
        return BandedFact(name, of, label, edges, points, shares, _absent(name, tree))
    if "points" not in tree:
        raise _Fault(f"{name}: tidak ada points, edges, atau slope")
    by_code = _table(tree.get("shares", {}), f"{name}.shares")
    coded = _table(tree["points"], f"{name}.points")
    if not coded:
        raise _Fault(f"{name}.points: kosong")
    return CodedFact(name, of, label, coded, by_code, _absent(name, tree))


def _absent(name: str, tree: Mapping[str, Any]) -> int | None:
    told = tree.get("absent", tree.get("missing_points"))
    return None if told is None else _whole(told, f"{name}.absent")


def _sloped(name: str, of: str, label: Label, tree: Mapping[str, Any]) -> SlopedFact:
    slope, unit = _whole(tree["slope"], f"{name}.slope"), str(tree.get("unit", ""))
    told = [tree.get(limit) for limit in ("mean", "least", "most")]
    if None in told:
        return SlopedFact(name, of, label, slope, unit)
    mean, least, most = round(told[0]), ceil(told[1]), floor(told[2])  # type: ignore[arg-type]
    if not least <= mean <= most:
        raise _Fault(f"{name}: mean {mean} di luar {least} sampai {most}")
    return SlopedFact(name, of, label, slope, unit, mean, least, most)


def _cutoffs(tree: object) -> tuple[Cutoffs, ...]:
    """From `{level: [nine]}`, or from a list of dated entries with a reference."""
    if isinstance(tree, Mapping):
        entries: list[Mapping[str, Any]] = [{"level": k, "values": v} for k, v in tree.items()]
    else:
        entries = list(tree or [])  # type: ignore[call-overload]
    found = []
    for entry in entries:
        if str(entry["level"]) == "welfare":
            continue
        values = _wholes(entry["values"], f"cutoffs.{entry['level']}")
        if len(values) != len(CUTOFFS) or any(a >= b for a, b in pairwise(values)):
            raise _Fault(f"cutoffs.{entry['level']}: harus {len(CUTOFFS)} angka yang menaik")
        begins = entry.get("valid_from")
        day = date.fromisoformat(str(begins)) if begins else None
        found.append(Cutoffs(Level(entry["level"]), values, day, str(entry.get("reference", ""))))
    return tuple(found)


def _residuals(tree: Mapping[str, Any], cutoffs: object) -> Residuals | None:
    if not tree:
        return None
    edges = _wholes(tree.get("regions", ()), "calibration.regions")
    rows = tree.get("residual_quantiles", ())
    quantiles = tuple(_wholes(q, "calibration.residual_quantiles") for q in rows)
    if len(edges) == len(quantiles) + 1:
        edges = edges[1:-1]  # outer edges told as well
    if len(quantiles) != len(edges) + 1 or not all(quantiles):
        raise _Fault(f"calibration: {len(edges)} batas butuh {len(edges) + 1} baris kuantil")
    if list(edges) != sorted(edges) or any(list(q) != sorted(q) for q in quantiles):
        raise _Fault("calibration: batas dan kuantil harus menaik")
    welfare = tree.get("cutoffs", cutoffs.get("welfare", ()) if isinstance(cutoffs, dict) else ())
    return Residuals(
        edges, quantiles, str(tree.get("origin", "out of fold")), _wholes(welfare, "calibration")
    )


def model_from(
    tree: Mapping[str, Any],
    *,
    version: str,
    labels: Mapping[str, Label] | None = None,
    files: Mapping[str, str] | None = None,
) -> Model:
    """The model that a declaration tells; UsageFault says what is wrong with it.

    A fact without a label of its own takes the one in `labels`, or its name. `files`: the texts of
    its trees by name.
    """
    known = labels or {}
    try:
        if tree.get("unit", UNIT) != UNIT:
            raise _Fault(f"unit: '{tree['unit']}', harus '{UNIT}'")
        facts = tuple(
            _fact(name, fact, known.get(name, Label(name, name)))
            for name, fact in (tree.get("facts") or {}).items()
        )
        trees = forest_in(tree, files or {})
        facts += _of_trees_alone(trees, {f.name for f in facts}, known)
        pairs = pairs_in(tree)
        alone = {side.fact for p in pairs for side in (p.first, p.second)} - {f.name for f in facts}
        if alone:
            raise _Fault(f"pairs: {', '.join(sorted(alone))} tidak ada di facts")
        return Model(
            str(tree["name"]),
            str(tree.get("kind", "frozen")),
            version,
            _whole(tree["intercept"], "intercept") + (trees.constant if trees else 0),
            facts,
            MissingPolicy(tree.get("missing", MissingPolicy.EXPECTED)),
            _whole(tree.get("widest", DEFAULT_WIDEST), "widest"),
            _cutoffs(tree.get("cutoffs")),
            _residuals(tree.get("calibration") or {}, tree.get("cutoffs")),
            dict(tree.get("fitted_on") or {}),
            dict(tree.get("accuracy") or {}),
            pairs,
            trees,
        )
    except (_Fault, KeyError, TypeError, ValueError) as fault:
        said = f"tidak ada {fault}" if isinstance(fault, KeyError) else str(fault)
        raise UsageFault(
            f"Model tidak dapat dipakai: {said}.",
            hint="Bentuknya: docs/explanation/ranking.md. Buat dengan: desil ranking fit",
        ) from fault


def _of_trees_alone(
    trees: Forest | None, named: set[str], known: Mapping[str, Label]
) -> tuple[Fact, ...]:
    """The facts that only the trees read: they have no points of their own."""
    return tuple(
        BandedFact(c.fact, "family", known.get(c.fact, Label(c.fact, c.fact)), (), (0,))
        for c in (trees.columns if trees else ())
        if c.fact not in named
    )


def text_of(source: Path) -> str:
    """The text of the model in a folder, or in one YAML file; NotFound when there is none."""
    file = source / MODEL_FILE if source.is_dir() else source
    if not file.is_file():
        raise NotFound(f"Tidak ada {MODEL_FILE} di {source}.", hint="Buat: desil ranking fit")
    return file.read_text(encoding="utf-8")


def files_of(source: Path, text: str) -> dict[str, str]:
    """The texts of the files of a model's trees by name, those that are there."""
    folder = source if source.is_dir() else source.parent
    try:
        names = tree_files_of(tree_of(text))
    except (ValueError, TypeError, AttributeError):
        return {}
    paths = {name: folder / name for name in names}
    return {n: path.read_text(encoding="utf-8") for n, path in paths.items() if path.is_file()}


def tree_of(text: str) -> dict[str, Any]:
    """Return the YAML mapping of a model's text; UsageFault when it is none."""
    try:
        tree = bounded_yaml(text)
    except yaml.YAMLError as fault:
        raise UsageFault("Model bukan YAML yang benar.", hint=str(fault)) from fault
    if not isinstance(tree, dict):
        raise UsageFault("Berkas itu bukan sebuah model.", hint="Buat: desil ranking fit")
    return tree


def model_in(
    text: str,
    labels: Mapping[str, Label] | None = None,
    files: Mapping[str, str] | None = None,
) -> Model:
    """The model that a YAML text and the `files` of its trees tell; UsageFault when it is none."""
    told = files or {}
    return model_from(tree_of(text), version=version_of(text, told), labels=labels, files=told)


def read_model(folder: Path, labels: Mapping[str, Label] | None = None) -> Model:
    """The model in `folder`, or in one YAML file; see `text_of` and `model_in`."""
    text = text_of(folder)
    return model_in(text, labels, files_of(folder, text))


def digest_of(text: str, files: Mapping[str, str] | None = None) -> str:
    """The SHA-256 over a model's texts, in hex."""
    told = sorted((files or {}).items())
    trees = "".join(f"\n{sha256_of_text(words)} {name}" for name, words in told)
    return sha256_of_text(text + trees)


def version_of(text: str, files: Mapping[str, str] | None = None) -> str:
    """12 hex digits over a model's texts; the same model is the same version everywhere."""
    return digest_of(text, files)[:12]
