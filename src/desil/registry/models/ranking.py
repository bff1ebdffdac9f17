"""What ranking says of each family: score, indicative deciles, and what weighs most.

Indicative deciles are our own under a stated model; the official ones are in FamilyDecile.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from desil.dictionary.columns.ranking import (
    FAMILY_EXPLANATIONS,
    FAMILY_SCORES,
    RANKING_CUTOFFS,
    RANKING_FACTS,
)
from desil.registry.columns import identifier, stores
from desil.registry.models.publication import Publication


@stores(FAMILY_SCORES)
class FamilyScore(models.Model):
    """A family's score, indicative deciles and certainty; without a score there is a reason."""

    pk = models.CompositePrimaryKey("family_number", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    family_number = identifier("Nomor KK")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")
    indicative_reason = models.CharField("alasan tanpa desil indikatif")

    class Meta:
        """Its table and rules."""

        db_table = "family_score"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(indicative_national__isnull=True)
                | models.Q(indicative_national__range=(1, 10)),
                name="indicative_national_is_1_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(score_micro__isnull=False) | ~models.Q(indicative_reason=""),
                name="no_score_has_a_reason",
            ),
        ]


@stores(FAMILY_EXPLANATIONS)
class FamilyExplanation(models.Model):
    """The five facts that weigh most in a family's score, and the sum of the others."""

    pk = models.CompositePrimaryKey("family_number", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    family_number = identifier("Nomor KK")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")

    class Meta:
        """Its table."""

        db_table = "family_explanation"


@stores(RANKING_CUTOFFS)
class RankingCutoff(models.Model):
    """A cut-off that the run ranked by; level "welfare" has the lines of the probabilities."""

    pk = models.CompositePrimaryKey("level", "area_code", "boundary", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    level = models.CharField("tingkat")
    area_code = identifier("kode wilayah")
    boundary = models.SmallIntegerField("batas")

    class Meta:
        """Its table."""

        db_table = "ranking_cutoff"


@stores(RANKING_FACTS)
class RankingFact(models.Model):
    """A fact of the run's model and the mean points that contributions are told against."""

    pk = models.CompositePrimaryKey("place", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    place = models.SmallIntegerField("urutan")

    class Meta:
        """Its table."""

        db_table = "ranking_fact"
