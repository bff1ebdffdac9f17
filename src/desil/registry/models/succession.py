"""Families and persons that go on under another number than an earlier release gave them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from desil.dictionary.columns.successions import FAMILY_SUCCESSIONS, PERSON_SUCCESSIONS
from desil.registry.columns import identifier, stores
from desil.registry.models.publication import Publication


@stores(FAMILY_SUCCESSIONS)
class FamilySuccession(models.Model):
    """A family card number that ended, or that a new one came out of, and where its people are
    now."""

    pk = models.CompositePrimaryKey("earlier_number", "to_date", "next_number", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    earlier_number = identifier("Nomor KK dahulu")
    next_number = identifier("Nomor KK berikutnya")
    family_number = identifier("Nomor KK sekarang")
    to_date = models.DateField("sejak rilis")

    class Meta:
        """Its table."""

        db_table = "family_succession"
        indexes: ClassVar = [
            models.Index(fields=["family_number"], name="succession_of_family"),
        ]


@stores(PERSON_SUCCESSIONS)
class PersonSuccession(models.Model):
    """A NIK that is listed no longer, and the one under which the person very likely goes on."""

    pk = models.CompositePrimaryKey("earlier_nik", "to_date", "nik", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    earlier_nik = identifier("NIK dahulu")
    nik = identifier("NIK sekarang")
    family_number = identifier("Nomor KK")
    to_date = models.DateField("sejak rilis")

    class Meta:
        """Its table."""

        db_table = "person_succession"
