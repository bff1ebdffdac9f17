"""One rule per page: who may open it. A page without a rule opens for nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

from desil.accounts.permissions import Permission

View = Callable[..., HttpResponseBase]
FamilyOf = Callable[[Mapping[str, Any]], str]
_ATTRIBUTE = "desil_rule"


class Openness(StrEnum):
    """For whom a page opens."""

    PUBLIC = "public"  # everyone
    OWN = "own"  # whoever is signed in: pages about their own account
    PERMITTED = "permitted"  # those who hold one of the rule's permissions


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open a page. `permissions`: one of them is enough. `family` gives, for the parts of
    the page's address, the number of the family that the page is about, for the record of a refused
    look; empty where there is none."""

    openness: Openness
    permissions: frozenset[Permission] = frozenset()
    family: FamilyOf | None = None

    def allows(self, held: frozenset[Permission]) -> bool:
        """Whether someone who is signed in and holds these permissions may."""
        return self.openness is not Openness.PERMITTED or bool(self.permissions & held)


def _with_rule(view: View, rule: Rule) -> View:
    @wraps(view)
    def ruled(*arguments: Any, **named: Any) -> HttpResponseBase:
        return view(*arguments, **named)

    setattr(ruled, _ATTRIBUTE, rule)
    return ruled


def requires(*permissions: Permission, family: FamilyOf | None = None) -> Callable[[View], View]:
    """A page for those who hold one of `permissions`; `family` as of a Rule."""
    return lambda view: _with_rule(view, Rule(Openness.PERMITTED, frozenset(permissions), family))


def own_account(view: View) -> View:
    """A page about the reader's own account, open before the second factor is set up."""
    return _with_rule(view, Rule(Openness.OWN))


def public(view: View) -> View:
    """A page for everyone."""
    return _with_rule(view, Rule(Openness.PUBLIC))


def rule_of(view: object) -> Rule | None:
    """The rule of a page; None when it has none."""
    rule = getattr(view, _ATTRIBUTE, None)
    return rule if isinstance(rule, Rule) else None
