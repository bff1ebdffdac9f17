"""What a case's changes would do, before anybody decides: seconds of work, for one family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desil.cases.actions.changing import current_changes
from desil.cases.changes.register import KnownFamily
from desil.cases.changes.requested_rows import ASKED, RowsIf, rows_if
from desil.cases.models import Case
from desil.cases.queries.programmes_if import (
    ProgrammeIf,
    official_deciles,
    programmes_if,
    small_settings,
)
from desil.cases.whereabouts import family_of
from desil.engine.database import open_database
from desil.engine.store import Store
from desil.pipeline import ranking_of
from desil.ranking.hypothetical import Boundaries, Indicative, standings
from desil.register.models import Publication, RankingCutoff


@dataclass(frozen=True, slots=True)
class Effect:
    """The official decile; the indicative standing before and after (None where the current run has
    no model, or the family is not in the register); what the programmes would say (None where the
    run that is published is not kept here). The official decile changes by a national release
    alone."""

    official: int | None = None
    before: Indicative | None = None
    after: Indicative | None = None
    programmes: Sequence[ProgrammeIf] | None = None

    @property
    def is_upward(self) -> bool:
        """Whether the family would come into a higher decile, where aid comes later."""
        if self.before is None or self.after is None:
            return False
        before, after = self.before.decile, self.after.decile
        return before is not None and after is not None and after > before

    @property
    def is_harmful(self) -> bool:
        """Whether the changes could cost the family its place or a programme."""
        return self.is_upward or any(one.is_lost for one in self.programmes or ())


def _boundaries(publication: Publication) -> Boundaries:
    rows = RankingCutoff.objects.filter(publication=publication).order_by("boundary")
    told = list(rows.values_list("level", "score_micro"))
    cutoffs, lines = (
        [score for level, score in told if level == wanted and score is not None]
        for wanted in ("national", "welfare")
    )
    return Boundaries(cutoffs, lines)


def _standings(
    store: Store, publication: Publication, family: KnownFamily, rows: RowsIf, day: date
) -> tuple[Indicative | None, Indicative | None]:
    recipe: Mapping[str, Any] = publication.run.recipe
    ranking = ranking_of(store, recipe.get("parameters", {}), day)
    if ranking is None:
        return None, None
    with open_database(small_settings(store)) as database:
        told = standings(database, ranking, rows.families, rows.persons, _boundaries(publication))
    number = family.family_number
    return told.get(number), told.get(f"{number}{ASKED}")


def effect_of(case: Case, store: Store) -> Effect:
    """What the changes that a case asks for now would do; within what the reader sees."""
    changes = current_changes(case)
    publication = Publication.current()
    family = family_of(case)
    if publication is None or family is None:
        return Effect()
    day = publication.releases.order_by("-release_date").values_list("release_date", flat=True)[0]
    rows = rows_if(family, changes)
    before, after = _standings(store, publication, family, rows, day)
    official = official_deciles(publication, family.family_number)
    programmes = programmes_if(store, publication, day, family, rows, (official, before, after))
    return Effect(official[0], before, after, programmes)
