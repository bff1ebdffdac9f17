"""What the programmes say of a case's family, and would say if its changes were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from desil.cases.changes.register import KnownFamily
from desil.cases.changes.requested_rows import ASKED, NOW, RANKED, RowsIf
from desil.dictionary.columns.eligibility import Outcome
from desil.dictionary.label import Label
from desil.dictionary.results import PERSON_EVIDENCE
from desil.eligibility.judging.hypothetical import AnswerIf, RankIf, answers_if
from desil.eligibility.judging.judgement import rules_on
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.ranking.hypothetical import Indicative, open_facts
from desil.register.models import FamilyDecile, Publication

Deciles = tuple[int | None, int | None, int | None]  # official: national, province, city


@dataclass(frozen=True, slots=True)
class ProgrammeIf:
    """One programme's answer now, with the changes that are asked for, and (where a model tells it)
    if the indicative decile that follows were the official one."""

    name: Label
    is_specific: bool
    now: AnswerIf
    asked: AnswerIf
    ranked: AnswerIf | None

    @property
    def last(self) -> AnswerIf:
        """The farthest answer that is known."""
        return self.ranked or self.asked

    @property
    def is_gained(self) -> bool:
        """Whether the family would come to meet the rules."""
        return self.now.outcome is not Outcome.ELIGIBLE and self.last.outcome is Outcome.ELIGIBLE

    @property
    def is_lost(self) -> bool:
        """Whether it would no longer meet them; not where it could not be judged any more."""
        no_longer = {Outcome.NOT_ELIGIBLE, Outcome.EXCLUDED}
        return self.now.outcome is Outcome.ELIGIBLE and self.last.outcome in no_longer


def small_settings(store: Store) -> EngineSettings:
    """Enough for one family, beside many other readers."""
    return store.engine_settings(memory_limit="200MB", threads=1)


def official_deciles(publication: Publication, family_number: str) -> Deciles:
    """The family's official deciles in its newest release; None where it has none."""
    rows = FamilyDecile.objects.filter(publication=publication, family_number=family_number)
    told = rows.order_by("-release_date").values_list(
        "decile_national", "decile_province", "decile_city"
    )
    return told.first() or (None, None, None)


def _rank(number: str, deciles: Deciles, indicative: Indicative | None) -> RankIf:
    if indicative is None:
        return RankIf(number, *deciles)
    return RankIf(
        number,
        *deciles,
        indicative.decile,
        indicative.desil_1_4_ppm,
        int(indicative.is_too_close) if indicative.desil_1_4_ppm is not None else None,
    )


def programmes_if(
    store: Store,
    publication: Publication,
    day: date,
    family: KnownFamily,
    rows: RowsIf,
    standing: tuple[Deciles, Indicative | None, Indicative | None],
) -> list[ProgrammeIf] | None:
    """Every programme's answers, by the rules in force at the newest release (`day`). `standing`:
    the official deciles, and where the model puts the family now and with the changes. None where
    the published run's folder is not kept here."""
    said = store.runs / publication.run_id / PERSON_EVIDENCE.file_name
    if not said.is_file():
        return None
    evidence: pa.Table = pq.read_table(said, filters=[("nik", "in", list(family.members))])
    official, before, after = standing
    number = family.family_number
    ranks = [_rank(number + NOW, official, before), _rank(number + ASKED, official, after)]
    if after is not None and after.decile is not None:
        ranks.append(_rank(number + RANKED, (after.decile, *official[1:]), after))
    all_rules = rules_on(rule_book(home_programmes(store.home)), day)
    with open_database(small_settings(store)) as database:
        open_facts(database, day, rows.families, rows.persons)
        told = answers_if(database, all_rules, day, ranks, evidence)
    nobody: Sequence[AnswerIf] = ()
    now, asked = told.get(number + NOW, nobody), told.get(number + ASKED, nobody)
    ranked = told.get(number + RANKED, nobody) if len(ranks) > 2 else [None] * len(now)
    return [
        ProgrammeIf(one.name, one.is_specific, one, two, three)
        for one, two, three in zip(now, asked, ranked, strict=True)
    ]
