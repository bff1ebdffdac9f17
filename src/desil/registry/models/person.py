"""Persons, and which family they belonged to from when until when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from desil.dictionary.recap_results import PERSON_NAMES
from desil.dictionary.results import MEMBERSHIPS, PERSONS
from desil.dictionary.tables import PERSON
from desil.registry.columns import identifier, stores
from desil.registry.models.publication import Publication


@stores(PERSONS, PERSON)
class Person(models.Model):
    """A person, once; each group of facts has its source and date. The kelurahan is that of the
    family, for row security."""

    pk = models.CompositePrimaryKey("nik", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    nik = identifier("NIK")
    family_number = models.CharField("Nomor KK", null=True, db_collation="C")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")

    class Meta:
        """Its table and rules."""

        db_table = "person"
        indexes: ClassVar = [
            models.Index(fields=["family_number"], name="person_family"),
            models.Index(fields=["name", "village_code"], name="person_called"),
        ]


@stores(PERSON_NAMES)
class PersonName(models.Model):
    """Each name once: search looks here for what is spelled alike, and for its bearers after.
    Closed to the office; the search function alone reads it."""

    pk = models.CompositePrimaryKey("name", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.CharField("Nama")

    class Meta:
        """Its table."""

        db_table = "person_name"


@stores(MEMBERSHIPS, PERSON)
class Membership(models.Model):
    """A person in a family, from a date on and up to (not including) another; NULL = still."""

    pk = models.CompositePrimaryKey("nik", "from_date", "family_number", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    nik = identifier("NIK")
    family_number = identifier("Nomor KK")
    from_date = models.DateField("sejak")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")

    class Meta:
        """Its table and rules."""

        db_table = "membership"
        indexes: ClassVar = [models.Index(fields=["family_number"], name="membership_family")]
