"""What else waits for a reader's work, each kind with its number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.audit.event import Outcome
from desil.audit.listing import count_events
from desil.cases.actions.people import officer_of
from desil.cases.kinds.words import Step
from desil.cases.queries.lists import steps_of
from desil.engine.store import Store
from desil.office.audit_views import requested_events
from desil.office.cases.desk import desk_cases
from desil.office.cases.words import step_label
from desil.office.home.card import Card, list_link, shown_cards
from desil.office.home.signatures import steps_needing
from desil.office.programmes.lists import TO_PROPOSE
from desil.office.ranking_models.views import PROPOSED
from desil.office.worklists.selection import LABELS, Selection, villages_of
from desil.office.worklists.views import neighbourhoods_in
from desil.programmes.lists import lists_to_propose
from desil.ranking.activation.model_store import proposed_versions
from desil.register.area_counts import unranked_by_village
from desil.register.recap import CurrentPublication
from desil.register.review_queue import count_open_pairs
from desil.register.worklists.lists import Worklist


def _cases(user: User, day: date) -> Iterator[Card]:
    """One number for each step that the reader takes. Nobody acts on a national release that has
    not come, and signatures stand in a place of their own."""
    by = officer_of(user)
    if not user.may(Permission.CASE_READ):
        return
    elsewhere = steps_needing(Permission.CASE_APPROVE, Permission.CASE_SIGN)
    for step in steps_of(by):
        if step not in {*elsewhere, Step.EFFECTIVE.value}:
            asked = {"langkah": step}
            yield Card(
                desk_cases(user, asked, by, day).count(),
                step_label(step),
                _("permohonan menunggu langkah ini"),
                list_link("office:cases", **asked),
            )


def _worklists(user: User, publication: CurrentPublication) -> Iterator[Card]:
    """The lists of each kelurahan of the reader; for who sees the whole city, its unranked."""
    if user.territory.is_whole_city:
        amount = sum(a.families for a in unranked_by_village(publication.id).values())
        label, link = str(LABELS[Worklist.UNRANKED]), list_link("office:unranked")
        yield Card(amount, label, _("keluarga di seluruh kota"), link, "unranked")
        return
    for village, name in villages_of(user):
        rows = neighbourhoods_in(Selection(village, Worklist.UNRANKED, None, 1), publication)
        amounts = {
            Worklist.WORTH_VISITING: (sum(r.worth_visiting for r in rows), "first"),
            Worklist.UNRANKED: (sum(r.unranked for r in rows), "unranked"),
        }
        for worklist, (amount, style) in amounts.items():
            link = list_link("office:worklist", daftar=worklist.value, wilayah=village)
            meaning = _("keluarga di kelurahan %(name)s") % {"name": name}
            yield Card(amount, str(LABELS[worklist]), meaning, link, style)


def _lists(store: Store, user: User) -> Iterator[Card]:
    if user.may(Permission.LIST_PROPOSE):
        yield Card(
            lists_to_propose().count(),
            _("Daftar program"),
            _("selesai disusun, belum diusulkan"),
            list_link("office:programme_lists", menunggu=TO_PROPOSE),
        )
    if user.may(Permission.MODEL_PROPOSE):
        yield Card(
            len(proposed_versions(store.home)),
            _("Model peringkat"),
            _("diusulkan, belum disetujui orang lain"),
            list_link("office:models", menunggu=PROPOSED),
        )


def _refusals(day: date) -> Card:
    asked = {"hasil": Outcome.REFUSED.value, "sejak": day.isoformat(), "sampai": day.isoformat()}
    return Card(
        count_events(requested_events(asked)),
        _("Ditolak hari ini"),
        _("percobaan yang tidak diizinkan, menurut log"),
        list_link("office:audit", **asked),
        "fifth",
    )


def _cards(
    user: User, store: Store, publication: CurrentPublication | None, day: date
) -> Iterator[Card]:
    yield from _cases(user, day)
    if publication is not None and user.may(Permission.REVIEW_DECIDE):
        pairs, meaning = count_open_pairs(store), _("mungkin orang yang sama; menunggu putusan")
        yield Card(pairs, _("Pasangan yang ragu"), meaning, list_link("office:review"))
    yield from _lists(store, user)
    if publication is not None and user.may(Permission.WORKLIST_READ):
        yield from _worklists(user, publication)
    if user.may(Permission.AUDIT_READ):
        yield _refusals(day)


def work_cards(
    user: User, store: Store, publication: CurrentPublication | None, day: date
) -> list[Card]:
    """What waits, without what is nothing; `publication` is None before the first."""
    return shown_cards(user, _cards(user, store, publication, day))
