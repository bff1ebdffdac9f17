"""What a scenario changes, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.programme import Criterion
from desil.eligibility.what_if.scenario import Scenario
from desil.office.programmes.words import quota_text
from desil.ui.family.facts import said
from desil.ui.figures import count_text


def _criteria(now: Sequence[Criterion], then: Sequence[Criterion], kind: str) -> list[str]:
    """The criteria that were written, and those that were taken away."""
    before, names = {c.name: c for c in then}, {c.name for c in now}
    written = [c for c in now if c.name not in before or before[c.name].node != c.node]
    gone = [c for c in then if c.name not in names]
    return [
        *(f"{kind}: {said(c.label)}" for c in written),
        *(_("%(kind)s dihapus: %(says)s") % {"kind": kind, "says": said(c.label)} for c in gone),
    ]


def _quota(now: Quota, then: Quota) -> list[str]:
    if now == then:
        return []
    return [_("Kuota: %(quota)s") % {"quota": quota_text(now.recipe_text)}]


def changes_said(now: Scenario, then: Scenario) -> list[str]:
    """How `now` differs from `then`; one sentence where it does not."""
    amounts = {c.name: c.amount for c in then.version.components}
    found = [
        *_criteria(now.version.eligible, then.version.eligible, _("Syarat")),
        *_criteria(now.version.excluded, then.version.excluded, _("Pengecualian")),
        *_quota(now.quota, then.quota),
        *(
            _("%(component)s: Rp%(n)s setahun")
            % {"component": said(c.label), "n": count_text(c.amount)}
            for c in now.version.components
            if c.amount != amounts.get(c.name)
        ),
    ]
    most = now.version.most_members
    if most is not None and most != then.version.most_members:
        found.append(_("Anggota dihitung paling banyak: %(n)s") % {"n": most})
    found += [
        _("Batas desil indikatif %(a)s/%(b)s: %(n)s")
        % {"a": boundary, "b": boundary + 1, "n": count_text(score)}
        for boundary, score in now.cutoffs.items()
    ]
    if now.model != then.model:
        found.append(_("Diperingkat dengan model %(version)s") % {"version": now.model})
    return found or [_("Tidak ada yang diubah.")]
