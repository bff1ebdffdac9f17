"""What was found about payments, as tables of the page: by programme and by kelurahan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desil.dictionary.areas import city_villages
from desil.dictionary.columns.eligibility import RECONCILED_FINDINGS
from desil.programmes.checked import Checked, CheckedList, TakeUp
from desil.register.areas.boundaries import stored_boundaries
from desil.ui.charts import Part, share_bar
from desil.ui.family.facts import said
from desil.ui.figures import share_text
from desil.ui.maps.shares import ShareMap, share_map
from desil.ui.places import place_name
from desil.ui.standings import FIRST_FOUR

NOTHING = "poor_with_nothing"  # of all programmes together, so no column of one


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: the count of each programme in the order of the columns, None where nothing was
    paid, and what to do next."""

    label: str
    counts: Sequence[int | None]
    next_step: str


@dataclass(frozen=True, slots=True)
class TakeUpRow:
    """Families eligible, of these paid, their share as text and bar."""

    label: str
    told: TakeUp
    share: str
    bar: SafeString


def next_step(finding: str) -> str:
    """What an office does about a finding."""
    return {
        "listed_and_paid": _("Sesuai; tidak ada yang perlu dilakukan."),
        "listed_not_paid": _("Kirim ke penyalur: tanyakan mengapa belum dibayar."),
        "paid_not_listed": _("Cocokkan dengan daftar pusat; bila tidak layak, usulkan berhenti."),
        "paid_twice": _("Minta penyalur memeriksa rekening dan menarik kelebihannya."),
        "paid_to_dead": _("Catat permohonan kematian, hentikan, dan cari ahli waris."),
        "paid_to_moved": _("Catat permohonan pindah; serahkan ke kota tujuannya."),
        "payment_unclear": _("Tanyakan artinya kepada penyalur; sementara itu belum dihitung."),
        "paid_unknown": _("Cari NIK-nya di Dukcapil, lalu catat permohonan keluarga baru."),
        "paid_in_6_plus": _("Kunjungi rumahnya sebelum mengusulkan berhenti."),
    }[finding]


def village_name(code: str) -> str:
    """A kelurahan by its BPS code."""
    names = {v.bps: v.name for v in city_villages()}
    return place_name(names.get(code, code)) if code else _("tidak diketahui")


def finding_rows(lists: Sequence[CheckedList], area: str) -> list[FindingRow]:
    """Every finding by programme; families on the list who were paid stand first."""
    agreed = [c.taken_up(area).listed_and_paid if c.paid else None for c in lists]
    rows = [FindingRow(_("Terdaftar dan dibayar (keluarga)"), agreed, next_step("listed_and_paid"))]
    return rows + [
        FindingRow(
            said(label),
            [c.count(name, area) if c.paid else None for c in lists],
            next_step(name),
        )
        for name, label in RECONCILED_FINDINGS.items()
        if name != NOTHING
    ]


def with_nothing(checked: Checked, area: str) -> int:
    """Families of desil 1-4 in an area that nothing is paid to."""
    return sum(poor for sets, _families, poor in checked.overlap(area) if not sets)


def take_up_rows(told: CheckedList, area: str) -> list[TakeUpRow]:
    """Paid of the eligible by kelurahan, the lowest share first."""
    own = [t for t in told.take_up if t.village_code.startswith(area) and t.eligible]
    own.sort(key=lambda t: (t.eligible_and_paid / t.eligible, t.village_code))
    return [_take_up(village_name(t.village_code), t) for t in own]


def _take_up(label: str, told: TakeUp) -> TakeUpRow:
    share = share_text(told.eligible_and_paid, told.eligible)
    parts = [
        Part(told.eligible_and_paid, FIRST_FOUR.style),
        Part(told.eligible - told.eligible_and_paid, "none"),
    ]
    return TakeUpRow(label, told, share, share_bar(share, parts))


def take_up_map(told: CheckedList) -> ShareMap | None:
    """Where the paid are among the eligible, on the map of the city; None before any payment."""
    shares = {
        t.village_code: t.eligible_and_paid / t.eligible
        for t in told.take_up
        if t.village_code and t.eligible
    }
    if not any(shares.values()):
        return None
    boundaries = stored_boundaries(settings.DESIL_HOME)
    return share_map(_("Bagian yang dibayar menurut kelurahan"), shares, boundaries=boundaries)


def village_rows(told: CheckedList, area: str) -> list[tuple[str, list[int]]]:
    """The findings of one programme by kelurahan, those with the most first."""
    names = [name for name in RECONCILED_FINDINGS if name != NOTHING]
    counts: dict[str, dict[str, int]] = {}
    for finding, village, number, _rupiah in told.findings:
        if finding != NOTHING and village.startswith(area):
            counts.setdefault(village, {})[finding] = number
    rows = [(village_name(v), [own.get(n, 0) for n in names]) for v, own in counts.items()]
    return sorted(rows, key=lambda row: (-sum(row[1]), row[0]))


def finding_labels() -> list[str]:
    """The headings of `village_rows`."""
    return [said(label) for name, label in RECONCILED_FINDINGS.items() if name != NOTHING]
