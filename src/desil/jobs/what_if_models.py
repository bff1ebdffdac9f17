"""What-if questions that somebody saved by name. Nobody's data: rules, never a family."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SavedWhatIf(models.Model):
    """A question of the what-if page; `question` is the text of the file that `desil what-if`
    takes."""

    name = models.CharField("nama", max_length=80)
    programme = models.CharField("program")
    period = models.CharField("periode")
    question = models.TextField("pertanyaan")
    made_by = models.CharField("disimpan oleh")
    made_by_name = models.CharField("nama penyimpan")
    made_at = models.DateTimeField("disimpan pada")

    class Meta:
        """Its table and rules: one of a name for each person."""

        db_table = "work_saved_what_if"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["made_by", "name"], name="one_what_if_of_a_name"),
        ]
