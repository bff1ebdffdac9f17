"""Counts by kelurahan that a run makes: nobody's data, so that pages need not count people."""

from __future__ import annotations

from django.db import models

from desil.dictionary.recap_results import FINDING_COUNTS, MOVEMENTS, NEIGHBOURHOODS, UNRANKED_AGES
from desil.registry.columns import identifier, stores
from desil.registry.models.publication import Publication


@stores(MOVEMENTS)
class Movement(models.Model):
    """Families that went from one standing to another between two releases in a row."""

    pk = models.CompositePrimaryKey(
        "to_date", "village_code", "from_standing", "to_standing", "publication"
    )
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    to_date = models.DateField("tanggal rilis")
    village_code = identifier("kode kelurahan (BPS)")
    from_standing = models.SmallIntegerField("dari desil; 0 belum diperingkat, -1 tidak ada")
    to_standing = models.SmallIntegerField("ke desil; 0 belum diperingkat, -1 tidak ada")

    class Meta:
        """Its table."""

        db_table = "movement"


@stores(NEIGHBOURHOODS)
class Neighbourhood(models.Model):
    """Families of one standing in one RW at the newest release."""

    pk = models.CompositePrimaryKey("village_code", "rw", "standing", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    village_code = identifier("kode kelurahan (BPS)")
    rw = identifier("RW")
    standing = models.SmallIntegerField("desil; 0 belum diperingkat")

    class Meta:
        """Its table."""

        db_table = "neighbourhood"


@stores(UNRANKED_AGES)
class UnrankedAge(models.Model):
    """Families that wait for a decile since one release, by likely cause."""

    pk = models.CompositePrimaryKey("village_code", "since_date", "cause", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    village_code = identifier("kode kelurahan (BPS)")
    since_date = models.DateField("sejak rilis")
    cause = identifier("sebab")

    class Meta:
        """Its table."""

        db_table = "unranked_age"


@stores(FINDING_COUNTS)
class FindingCount(models.Model):
    """How often integration found something; the empty kelurahan where it is outside the
    release."""

    pk = models.CompositePrimaryKey("village_code", "finding", "reason", "source", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    village_code = identifier("kode kelurahan (BPS)")
    finding = identifier("temuan")
    reason = identifier("sebab")
    source = identifier("sumber")

    class Meta:
        """Its table."""

        db_table = "finding_count"
