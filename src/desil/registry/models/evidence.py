"""What other sources say of the families of the newest release, beside what the release says."""

from __future__ import annotations

from django.db import models

from desil.dictionary.recap_results import (
    DOUBTS,
    FAMILY_FINDINGS,
    FAMILY_LISTINGS,
    FAMILY_RIVALS,
)
from desil.registry.columns import identifier, stores
from desil.registry.models.publication import Publication


@stores(FAMILY_RIVALS)
class FamilyRival(models.Model):
    """A value that another source gives for a member; `wins` where the declared rules would
    believe it before the release."""

    pk = models.CompositePrimaryKey(
        "family_number", "nik", "fact", "source", "stated_value", "publication"
    )
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    family_number = identifier("Nomor KK")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")
    nik = identifier("NIK")
    fact = identifier("fakta")
    stated_value = identifier("nilai menurut sumber")
    source = identifier("sumber")

    class Meta:
        """Its table."""

        db_table = "family_rival"


@stores(FAMILY_FINDINGS)
class FamilyFinding(models.Model):
    """A thing that integration found about a family; about one member where it names one."""

    pk = models.CompositePrimaryKey(
        "family_number", "nik", "finding", "reason", "source", "publication"
    )
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    family_number = identifier("Nomor KK")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")
    nik = identifier("NIK, kosong: seluruh keluarga")
    finding = identifier("temuan")
    reason = identifier("sebab")
    source = identifier("sumber")

    class Meta:
        """Its table."""

        db_table = "family_finding"


@stores(FAMILY_LISTINGS)
class FamilyListing(models.Model):
    """How many members of a family a source lists."""

    pk = models.CompositePrimaryKey("family_number", "source", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    family_number = identifier("Nomor KK")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")
    source = identifier("sumber")

    class Meta:
        """Its table."""

        db_table = "family_listing"


@stores(DOUBTS)
class Doubt(models.Model):
    """A record and a person that may be one: both sides, for a person to judge. The kelurahan is
    that of the person known."""

    pk = models.CompositePrimaryKey("source", "record_id", "nik", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    source = identifier("sumber")
    record_id = identifier("nomor catatan")
    nik = identifier("NIK")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")

    class Meta:
        """Its table."""

        db_table = "doubt"
