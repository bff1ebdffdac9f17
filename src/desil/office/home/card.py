"""A number on the start page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import resolve, reverse
from django.utils.http import urlencode

from desil.accounts.models import User
from desil.accounts.rules import rule_of


@dataclass(frozen=True, slots=True)
class Card:
    """How many of something there are, and the address of the list of exactly these."""

    amount: int
    label: str
    meaning: str
    link: str
    style: str = "upper"


def list_link(page: str, **asked: str) -> str:
    """The address of a page that lists what is asked for."""
    return f"{reverse(page)}?{urlencode(asked)}" if asked else reverse(page)


def may_open(user: User, link: str) -> bool:
    """Whether the rule of the page at an address of the office lets this user in."""
    rule = rule_of(resolve(urlsplit(link).path).func)
    return rule is not None and rule.allows(user.permissions)


def shown_cards(user: User, cards: Iterable[Card]) -> list[Card]:
    """The cards of something that waits, and whose list the user may open."""
    return [card for card in cards if card.amount and may_open(user, card.link)]
