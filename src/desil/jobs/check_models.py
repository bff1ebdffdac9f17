"""Counts about programmes that the pages on payments and fairness show: nobody's data."""

from __future__ import annotations

from django.db import models


class ProgrammeCheck(models.Model):
    """What a worker counted on one run: lists held against payments, whom they reach, programmes
    that overlap, and families clustered under the boundary. What the columns hold is told in
    desil.programmes.checked; a later check of the same run takes its place."""

    run_id = models.CharField("nomor run", primary_key=True, db_collation="C")
    made_at = models.DateTimeField("dihitung pada")
    lists = models.JSONField("daftar", default=list)
    overlaps = models.JSONField("gabungan program", default=list)
    clusters = models.JSONField("penumpukan", default=list)

    class Meta:
        """Its table."""

        db_table = "work_programme_check"
