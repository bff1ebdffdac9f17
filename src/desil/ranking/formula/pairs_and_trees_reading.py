"""Reading the pairs and the trees that a declaration tells."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from desil.ranking.formula.pairs_and_trees import Forest, PairedFacts, PairedSide, TreeColumn


def pairs_in(tree: Mapping[str, Any]) -> tuple[PairedFacts, ...]:
    """The pairs of facts; ValueError says which table does not fit its sides."""
    return tuple(_pair(told) for told in tree.get("pairs") or ())


def _pair(told: Mapping[str, Any]) -> PairedFacts:
    first, second = (_side(side) for side in told["facts"])
    points = tuple(tuple(int(p) for p in row) for row in told["points"])
    needed = (_bins(first), _bins(second))
    if len(points) < needed[0] or any(len(row) < needed[1] for row in points):
        raise ValueError(f"pairs: {first.fact} x {second.fact} butuh {needed[0]} x {needed[1]}")
    return PairedFacts(first, second, points)


def _bins(side: PairedSide) -> int:
    if side.bins is None:
        return len(side.edges) + 2
    return max([*side.bins.values(), side.others]) + 1


def _side(told: Mapping[str, Any]) -> PairedSide:
    if "edges" in told:  # answers are whole numbers
        return PairedSide(str(told["fact"]), tuple(ceil(e) for e in told["edges"]))
    bins = {int(code): int(place) for code, place in told["place"].items()}
    return PairedSide(str(told["fact"]), (), bins, int(told.get("others", 0)))


def tree_files_of(tree: Mapping[str, Any]) -> list[str]:
    """The names of the files of the trees; ValueError where one would lie outside the folder."""
    names = [str(name) for name in (tree.get("trees") or {}).get("files", ())]
    for name in names:
        if "/" in name or "\\" in name or name.startswith("."):
            raise ValueError(f"trees: nama berkas '{name}'")
    return names


def forest_in(tree: Mapping[str, Any], files: Mapping[str, str]) -> Forest | None:
    """The trees, from the texts of their files; ValueError where a file is not there."""
    if not tree.get("trees"):
        return None
    names = tree_files_of(tree)
    absent = [name for name in names if name not in files]
    if absent or not names:
        raise ValueError(f"trees: berkas {', '.join(absent) or '-'} tidak ada")
    columns = tuple(_column(told) for told in tree["trees"]["columns"])
    constant = int(tree["trees"].get("constant", 0))
    return Forest(columns, tuple(files[name] for name in names), constant)


def _column(told: Mapping[str, Any]) -> TreeColumn:
    codes = told.get("codes")
    return TreeColumn(
        str(told["fact"]),
        None if codes is None else tuple(int(code) for code in codes),
        bool(told.get("others_together", False)),
        codes is not None and "others_together" not in told,
        tuple(round(v) for v in told.get("values", ())),
    )
