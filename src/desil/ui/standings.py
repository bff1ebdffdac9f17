"""How deciles are called and grouped on screen, in the words that officials use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from desil.dictionary.rules.priority_deciles import priority_deciles

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Group:
    """Deciles that are spoken of together: the first and last of them (None: not ranked yet),
    the style class of their fill, what they are called, and what that means."""

    deciles: tuple[int, int] | None
    style: str
    label: Text
    meaning: Text


_FIRST, _LAST = priority_deciles().first, priority_deciles().last
FIRST_FOUR = Group((1, _FIRST), "first", _lazy("Desil 1–4"), _lazy("didahulukan untuk bantuan"))
FIFTH = Group(
    (_FIRST + 1, _LAST),
    "fifth",
    _lazy("Desil 5"),
    _lazy("menurut aturan program"),
)
UPPER = Group(
    (_LAST + 1, 10),
    "upper",
    _lazy("Desil 6–10"),
    _lazy("di atas batas kebanyakan program"),
)
UNRANKED = Group(
    None,
    "unranked",
    _lazy("Belum diperingkat"),
    _lazy("ada di register, belum diberi desil oleh rilis nasional"),
)
GROUPS: tuple[Group, ...] = (FIRST_FOUR, FIFTH, UPPER, UNRANKED)


def decile_label(decile: int) -> str:
    """What one decile is called."""
    return _("Desil %(decile)d") % {"decile": decile}


def style_of(decile: int) -> str:
    """The style class of a decile's fill: that of its group."""
    return next(g.style for g in GROUPS if g.deciles and g.deciles[0] <= decile <= g.deciles[1])


def amount_in(group: Group, by_decile: Sequence[int], unranked: int) -> int:
    """How many of the ten deciles' counts, and of the unranked, fall in a group."""
    if group.deciles is None:
        return unranked
    first, last = group.deciles
    return sum(by_decile[first - 1 : last])
