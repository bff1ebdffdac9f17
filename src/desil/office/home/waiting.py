"""What waits for a reader, one quick query each, and only what they may act on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.shared_cache import remembered
from desil.cases.actions.people import officer_of
from desil.cases.kinds.words import Step
from desil.cases.models import Case
from desil.cases.queries.lists import Wanted, listed, steps_of, work_of
from desil.cases.territory_scope import seeing_city
from desil.engine.hashing import sha256_of_text
from desil.engine.store import Store
from desil.jobs.proposals import open_proposal
from desil.office.cases.request_context import today
from desil.plausibility.ledger import Standing, histories
from desil.register.models import FamilyScore, UnrankedAge
from desil.register.review_queue import count_open_pairs

_KEPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits: how many, what, where it is worked on, and the style of its edge."""

    amount: int
    label: str
    meaning: str
    link: str
    style: str


def _unranked(user: User, publication: int) -> int:
    counts = UnrankedAge.objects.filter(publication=publication)
    if not user.territory.is_whole_city:
        counts = counts.filter(village_code__in=user.territory.villages)
    found = counts.aggregate(n=Sum("families"))["n"]
    return int(found or 0)


def _too_close(user: User, publication: int) -> int:
    """Row security counts the reader's own; kept a while, it changes with a publication alone."""
    territory = user.territory
    seen = "*" if territory.is_whole_city else ",".join(sorted(territory.villages))
    key = f"desil-close-{publication}-{sha256_of_text(seen)[:16]}"

    def counted() -> int:
        scores = FamilyScore.objects.filter(publication=publication, is_too_close=1)
        if not user.territory.is_whole_city:
            scores = scores.filter(village_code__in=user.territory.villages)
        return int(scores.count())

    return remembered(key, int, _KEPT_SECONDS, counted)


def _of_families(user: User, publication: int) -> Iterator[Waiting]:
    if user.may(Permission.REVIEW_READ):
        yield Waiting(
            count_open_pairs(Store(settings.DESIL_HOME)),
            _("Pasangan yang ragu"),
            _("mungkin orang yang sama; menunggu putusan"),
            reverse("office:review"),
            "fifth",
        )
    if user.may(Permission.WORKLIST_READ):
        yield Waiting(
            _unranked(user, publication),
            _("Keluarga belum diperingkat"),
            _("di wilayah tugas Anda"),
            f"{reverse('office:worklist')}?daftar=belum-diperingkat",
            "unranked",
        )
        yield Waiting(
            _too_close(user, publication),
            _("Keluarga layak dikunjungi"),
            _("terlalu dekat dengan batas desil 4 dan 5"),
            reverse("office:worklists"),
            "first",
        )


def _cases(rows: QuerySet[Case], label: str, page: str, day: date) -> Waiting:
    """Cases that wait, and how many of them are late."""
    late = rows.filter(due_on__lt=day).count()
    meaning = _("%(n)d terlambat") % {"n": late} if late else _("semuanya dalam batas waktu")
    return Waiting(rows.count(), label, meaning, reverse(page), "first" if late else "upper")


def _of_cases(user: User, day: date) -> Iterator[Waiting]:
    by = officer_of(user)
    if user.may(Permission.CASE_READ) and steps_of(by):
        yield _cases(work_of(by), _("Permohonan menunggu langkah Anda"), "office:cases", day)
    if user.may(Permission.CASE_SIGN):
        with seeing_city():
            signed = listed(Wanted(waits_for=(Step.SIGN.value,)))
            yield _cases(signed, _("Permohonan menunggu tanda tangan"), "office:case_sign", day)


def _of_deliveries() -> Iterator[Waiting]:
    """Deliveries that a check holds back, and withdrawals that wait for a second person."""
    found = histories(Store(settings.DESIL_HOME))
    held = sum(h.standing is Standing.HELD for h in found)
    if held:
        yield Waiting(
            held,
            _("Kiriman ditahan"),
            _("isinya menyimpang; menunggu alasan atau penarikan"),
            reverse("office:deliveries"),
            "first",
        )
    proposed = sum(h.proposal is not None for h in found)
    if proposed:
        yield Waiting(
            proposed,
            _("Usulan penarikan kiriman"),
            _("menunggu persetujuan orang kedua"),
            reverse("office:deliveries"),
            "upper",
        )


def waiting_for(user: User, publication: int | None) -> list[Waiting]:
    """What waits for a reader; `publication` is the current one, None before the first."""
    found = list(_of_families(user, publication)) if publication is not None else []
    found += _of_cases(user, today())
    if user.may(Permission.DELIVERY_RELEASE):
        found += _of_deliveries()
    if user.may(Permission.PUBLICATION_APPROVE) and open_proposal() is not None:
        found.append(
            Waiting(
                1,
                _("Usulan penerbitan"),
                _("menunggu persetujuan orang kedua"),
                reverse("office:publications"),
                "upper",
            )
        )
    return found
