"""What every programme says of each family, and the words that tell it."""

from __future__ import annotations

from django.db import models

from desil.dictionary.columns.eligibility import (
    ANSWER_PATTERNS,
    FAMILY_ANSWERS,
    OUTCOME_COUNTS,
    PROGRAMME_COMPONENTS,
    PROGRAMMES,
    VERDICTS,
)
from desil.registry.columns import identifier, stores
from desil.registry.models.publication import Publication


@stores(PROGRAMMES)
class Programme(models.Model):
    """A programme and the rules that the run judged by."""

    pk = models.CompositePrimaryKey("programme", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    programme = identifier("program")

    class Meta:
        """Its table."""

        db_table = "programme"


@stores(VERDICTS)
class ProgrammeVerdict(models.Model):
    """A verdict that a programme's rules can give, in words."""

    pk = models.CompositePrimaryKey("programme", "verdict", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    programme = identifier("program")
    verdict = models.SmallIntegerField("nomor putusan")

    class Meta:
        """Its table."""

        db_table = "programme_verdict"


@stores(PROGRAMME_COMPONENTS)
class ProgrammeComponent(models.Model):
    """What a programme gives, by component."""

    pk = models.CompositePrimaryKey("programme", "component", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    programme = identifier("program")
    component = identifier("komponen")

    class Meta:
        """Its table."""

        db_table = "programme_component"


@stores(ANSWER_PATTERNS)
class AnswerPattern(models.Model):
    """One programme's answer in one pattern of answers, which many families share."""

    pk = models.CompositePrimaryKey("pattern", "programme", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    pattern = models.IntegerField("nomor pola")
    programme = identifier("program")

    class Meta:
        """Its table."""

        db_table = "answer_pattern"


@stores(FAMILY_ANSWERS)
class FamilyAnswer(models.Model):
    """The pattern of a family's answers."""

    pk = models.CompositePrimaryKey("family_number", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    family_number = identifier("Nomor KK")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")

    class Meta:
        """Its table."""

        db_table = "family_answer"


@stores(OUTCOME_COUNTS)
class OutcomeCount(models.Model):
    """How many families of a kelurahan a verdict of a programme is about."""

    pk = models.CompositePrimaryKey("programme", "village_code", "verdict", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    programme = identifier("program")
    village_code = identifier("kode kelurahan (BPS)")
    verdict = models.SmallIntegerField("nomor putusan")

    class Meta:
        """Its table."""

        db_table = "outcome_count"
