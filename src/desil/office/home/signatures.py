"""Everything that waits for a reader's signature or approval, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from desil.accounts.actions.requests import accounts_to_approve
from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.cases.actions.people import officer_of
from desil.cases.kinds.words import step_rules
from desil.cases.queries.lists import count_to_sign
from desil.engine.store import Store
from desil.jobs.asker import Asker
from desil.jobs.proposals import open_proposal
from desil.office.cases.desk import desk_cases
from desil.office.home.card import Card, list_link, shown_cards
from desil.office.programmes.lists import TO_SIGN
from desil.office.ranking_models.views import TO_APPROVE, models_to_approve
from desil.office.users.views import TO_APPROVE as ACCOUNTS_TO_APPROVE
from desil.office.work.delivery_standing import Awaited, is_awaiting
from desil.plausibility.ledger import histories
from desil.programmes.lists import lists_to_sign


def steps_needing(*permissions: Permission) -> list[str]:
    """The steps of cases that need one of these permissions."""
    return [step.value for step, rule in step_rules().items() if rule.permission in permissions]


def _finalised(user: User, day: date) -> Iterator[Card]:
    by = officer_of(user)
    for step in steps_needing(Permission.CASE_APPROVE):
        asked = {"langkah": step}
        yield Card(
            desk_cases(user, asked, by, day).count(),
            _("Permohonan"),
            _("menunggu pengesahan Anda"),
            list_link("office:cases", **asked),
        )


def _signed_cases(user: User) -> Iterator[Card]:
    yield Card(
        count_to_sign(officer_of(user)),
        _("Permohonan"),
        _("menunggu tanda tangan Anda"),
        list_link("office:case_sign"),
    )


def _lists(user: User) -> Iterator[Card]:
    yield Card(
        lists_to_sign(user.actor).count(),
        _("Daftar program"),
        _("diusulkan orang lain; menunggu tanda tangan Anda"),
        list_link("office:programme_lists", menunggu=TO_SIGN),
    )


def _publications(user: User) -> Iterator[Card]:
    waiting = open_proposal()
    yield Card(
        int(waiting is not None and waiting.proposed_by != user.actor),
        _("Usulan penerbitan"),
        _("diusulkan orang lain; menunggu persetujuan Anda"),
        list_link("office:publications"),
    )


def _models(user: User, store: Store) -> Iterator[Card]:
    yield Card(
        len(models_to_approve(store.home, Asker(user.actor, user.name))),
        _("Model peringkat"),
        _("diusulkan orang lain; menunggu persetujuan Anda"),
        list_link("office:models", menunggu=TO_APPROVE),
    )


def _deliveries(user: User, store: Store) -> Iterator[Card]:
    """Deliveries that a check holds back, and withdrawals that wait for a second person."""
    told = {
        Awaited.RELEASE: (_("Kiriman ditahan"), _("isinya menyimpang; menunggu putusan Anda")),
        Awaited.SECOND_PERSON: (
            _("Usulan penarikan kiriman"),
            _("menunggu persetujuan orang kedua"),
        ),
    }
    known = histories(store)
    for awaited, (label, meaning) in told.items():
        amount = sum(is_awaiting(h, awaited, user.actor) for h in known)
        yield Card(amount, label, meaning, list_link("office:deliveries", menunggu=awaited.value))


def _accounts(user: User, at: datetime) -> Iterator[Card]:
    yield Card(
        accounts_to_approve(user, at).count(),
        _("Akun"),
        _("diminta administrator lain; menunggu persetujuan Anda"),
        list_link("office:accounts", menunggu=ACCOUNTS_TO_APPROVE),
    )


def signature_cards(user: User, store: Store, day: date, at: datetime) -> list[Card] | None:
    """What waits, each kind with its number; None for a reader who signs and approves nothing."""
    asks: dict[Permission, Callable[[], Iterator[Card]]] = {
        Permission.CASE_APPROVE: lambda: _finalised(user, day),
        Permission.CASE_SIGN: lambda: _signed_cases(user),
        Permission.LIST_SIGN: lambda: _lists(user),
        Permission.PUBLICATION_APPROVE: lambda: _publications(user),
        Permission.MODEL_APPROVE: lambda: _models(user, store),
        Permission.DELIVERY_RELEASE: lambda: _deliveries(user, store),
        Permission.USER_WRITE: lambda: _accounts(user, at),
    }
    own = [cards for needed, cards in asks.items() if user.may(needed)]
    return shown_cards(user, (card for cards in own for card in cards())) if own else None
