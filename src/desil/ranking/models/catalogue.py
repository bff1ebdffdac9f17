"""The models by name."""

from __future__ import annotations

from typing import Any

from desil.errors import UsageFault
from desil.ranking.models.blend import BLEND, REFERENCE, Advance, Blend
from desil.ranking.models.glass_box import GlassBox
from desil.ranking.models.linear import ElasticNet, Ols
from desil.ranking.models.pooled import Pooled
from desil.ranking.models.trees import LARGE_SURVEY, LightGbm

CHOSEN, ALL = "chosen", "all"
SINGLE = (REFERENCE, "elastic_net", "pooled", "lightgbm", "glass_box")
MODELS = (*SINGLE, BLEND, CHOSEN)
_INNER_FOLDS_SMALL, _INNER_FOLDS_LARGE = 5, 3


def hold_to_models(name: str, district: str | None) -> None:
    """UsageFault when there is no model of that name, or it needs a district."""
    if name not in (*MODELS, ALL):
        raise UsageFault(
            f"Tidak ada model '{name}'.", hint=f"Yang ada: {', '.join((*MODELS, ALL))}"
        )
    if name == "pooled" and district is None:
        raise UsageFault("Model pooled butuh wilayah.", hint="Tambahkan --district KOLOM")


def single(
    name: str,
    *,
    district: str | None,
    signs: dict[str, int] | None,
    seed: int,
    pairs: int | None = None,
) -> Any:
    """One estimator by name."""
    if name == "elastic_net":
        return ElasticNet(seed=seed)
    if name == "lightgbm":
        return LightGbm(signs=signs, seed=seed)
    if name == "glass_box":
        return GlassBox(signs=signs, seed=seed, pairs=pairs)
    if name == "pooled":
        return Pooled(str(district))
    return Ols()


def member_names(rows: int, district: str | None, *, points_only: bool = False) -> tuple[str, ...]:
    """The members of the blend. On a large survey elastic net is OLS again, so it is left out.

    `points_only`: without trees, so that a register adds the model up fact by fact.
    """
    without = {"pooled"} if district is None else set()
    if rows >= LARGE_SURVEY:
        without |= {"elastic_net"}
    if points_only:
        without |= {"lightgbm"}
    return tuple(n for n in SINGLE if n not in without)


def alone_names(rows: int, district: str | None, *, points_only: bool) -> tuple[str, ...]:
    """Single models that are no members of the blend, though they can be fitted."""
    members = member_names(rows, district, points_only=points_only)
    possible = (n for n in SINGLE if n != "pooled" or district is not None)
    return tuple(n for n in possible if n not in members)


def blend_of(
    rows: int,
    *,
    choose: bool,
    district: str | None,
    signs: dict[str, int] | None,
    seed: int,
    pairs: int | None = None,
    points_only: bool = False,
    on_fit: Advance | None = None,
) -> Blend:
    """The blend, or with `choose` the choice between it and OLS."""
    names = member_names(rows, district, points_only=points_only)
    return Blend(
        {n: single(n, district=district, signs=signs, seed=seed, pairs=pairs) for n in names},
        folds=_INNER_FOLDS_SMALL if rows < LARGE_SURVEY else _INNER_FOLDS_LARGE,
        seed=seed,
        choose=choose,
        on_fit=on_fit,
    )


def fits_of_blend(rows: int, district: str | None, *, points_only: bool = False) -> int:
    """How many single models a blend fits."""
    folds = _INNER_FOLDS_SMALL if rows < LARGE_SURVEY else _INNER_FOLDS_LARGE
    return (folds + 1) * len(member_names(rows, district, points_only=points_only))
