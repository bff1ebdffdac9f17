"""The models by name: an estimator for each kind of kinds.yaml, and their blend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desil.errors import UsageFault
from desil.ranking.models.blend import Advance, Blend
from desil.ranking.models.glass_box import GlassBox
from desil.ranking.models.kinds import ALL, ModelKind, model_kinds, model_names
from desil.ranking.models.linear import ElasticNet, Ols
from desil.ranking.models.pooled import Pooled
from desil.ranking.models.trees import LARGE_SURVEY, LightGbm

_INNER_FOLDS_SMALL, _INNER_FOLDS_LARGE = 5, 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an estimator is made with: the column of the district, known signs by column, the
    seed, and how many pairs of facts (None: as many as pay)."""

    district: str | None
    signs: dict[str, int] | None
    seed: int
    pairs: int | None


ESTIMATORS: Mapping[str, Callable[[Wanted], Any]] = {
    "ols": lambda _: Ols(),
    "elastic_net": lambda wanted: ElasticNet(seed=wanted.seed),
    "pooled": lambda wanted: Pooled(str(wanted.district)),
    "lightgbm": lambda wanted: LightGbm(signs=wanted.signs, seed=wanted.seed),
    "glass_box": lambda wanted: GlassBox(signs=wanted.signs, seed=wanted.seed, pairs=wanted.pairs),
}


def hold_to_models(name: str, district: str | None) -> None:
    """UsageFault when there is no model of that name, or it needs a district."""
    if name not in (*model_names(), ALL):
        raise UsageFault(
            f"Tidak ada model '{name}'.", hint=f"Yang ada: {', '.join((*model_names(), ALL))}"
        )
    kind = model_kinds().get(name)
    if kind is not None and kind.needs_district and district is None:
        raise UsageFault(f"Model {name} butuh wilayah.", hint="Tambahkan --district KOLOM")


def single(
    name: str,
    *,
    district: str | None,
    signs: dict[str, int] | None,
    seed: int,
    pairs: int | None = None,
) -> Any:
    """Return one unfitted estimator by name; KeyError where there is none."""
    return ESTIMATORS[name](Wanted(district, signs, seed, pairs))


def _possible(district: str | None) -> list[ModelKind]:
    return [k for k in model_kinds().values() if district is not None or not k.needs_district]


def member_names(rows: int, district: str | None, *, points_only: bool = False) -> tuple[str, ...]:
    """The members of the blend. On a large survey elastic net is OLS again, so it is left out.

    `points_only`: without trees, so that a register adds the model up fact by fact.
    """
    return tuple(
        kind.name
        for kind in _possible(district)
        if (kind.is_points or not points_only)
        and not (kind.is_ols_on_large_surveys and rows >= LARGE_SURVEY)
    )


def alone_names(rows: int, district: str | None, *, points_only: bool) -> tuple[str, ...]:
    """Single models that are no members of the blend, though they can be fitted."""
    members = member_names(rows, district, points_only=points_only)
    return tuple(kind.name for kind in _possible(district) if kind.name not in members)


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
