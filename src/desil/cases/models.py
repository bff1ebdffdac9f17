"""Cases, their events, proposed changes, evidence, links and batches.

A case's events are its truth (append-only, `sql/protection.sql`); the columns `standing` to
`events` of `Case` are what `workflow.state.state_of` makes of them, kept for lists.
"""

from __future__ import annotations

from datetime import UTC
from typing import ClassVar

from django.db import models

from desil.cases.workflow.state import Standing
from desil.dictionary.calendar.office_day import office_time


def _code(label: str, default: str | None = None) -> models.CharField[str, str]:
    """A text of code words or digits, compared by bytes; required where it has no default."""
    if default is None:
        return models.CharField(label, db_collation="C")
    return models.CharField(label, db_collation="C", default=default)


def _code_or_null(label: str) -> models.CharField[str | None, str | None]:
    return models.CharField(label, db_collation="C", null=True)


class CaseBatch(models.Model):
    """Cases that were signed or sent together. Nobody's data."""

    step = _code("langkah")
    by = _code("oleh")
    by_name = models.CharField("nama")
    at = models.DateTimeField("pada")
    cases = models.IntegerField("pengaduan")
    delivery_id = _code("nomor kiriman", "")
    receipt = models.CharField("tanda terima", default="")

    class Meta:
        """Its table."""

        db_table = "case_batch"


class Case(models.Model):
    """A correction or complaint: whom it is about, where it was opened, where it stands."""

    ticket = models.CharField("tiket", unique=True, db_collation="C")
    client_key = models.CharField("kunci pengirim", unique=True, db_collation="C")
    content_hash = _code("sidik isian")
    kind = _code("jenis")
    door = _code("pintu")
    village_code = _code("kode kelurahan (BPS)", "")
    family_number = _code_or_null("nomor KK")
    nik = _code_or_null("NIK yang dimaksud")
    told = models.TextField("yang disampaikan", default="")
    is_protected = models.BooleanField("pemohon dilindungi", default=False)
    entered_by = _code("dicatat oleh")
    entered_by_name = models.CharField("nama pencatat", default="")
    entered_at = models.DateTimeField("dicatat pada")
    standing = _code("keadaan")
    step = _code_or_null("menunggu")
    since_at = models.DateTimeField("sejak")
    remind_on = models.DateField("diingatkan pada", null=True)
    due_on = models.DateField("batas waktu", null=True)
    reason = _code("alasan", "")
    outcome = _code("hasil", "")
    objections = models.SmallIntegerField("keberatan", default=0)
    events = models.IntegerField("peristiwa", default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    batch = models.ForeignKey(CaseBatch, models.PROTECT, null=True, related_name="sent")

    class Meta:
        """Its table and indexes."""

        db_table = "case_record"
        indexes: ClassVar = [
            models.Index(fields=["standing", "step", "due_on"], name="case_waits"),
            models.Index(fields=["village_code"], name="case_village"),
            models.Index(fields=["family_number"], name="case_family"),
            models.Index(fields=["nik"], name="case_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(standing=Standing.OPEN.value, step__isnull=False)
                | (~models.Q(standing=Standing.OPEN.value) & models.Q(step__isnull=True)),
                name="an_open_case_waits_for_a_step",
            ),
            models.CheckConstraint(
                condition=models.Q(step__isnull=True) | models.Q(due_on__isnull=False),
                name="an_open_case_has_a_clock",
            ),
        ]

    @property
    def number(self) -> str:
        """Its public number, "2026-000017", by the year at the office; tells nothing and opens
        nothing."""
        return f"{office_time(self.entered_at):%Y}-{self.pk:06d}"

    def is_numbered(self, number: str) -> bool:
        """Whether a number is its own; before, the year was counted in UTC."""
        return number in (self.number, f"{self.entered_at.astimezone(UTC):%Y}-{self.pk:06d}")


class CaseApplicant(models.Model):
    """Who asked. Of a protected applicant only those see the row who see the whole city."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="applicant")
    village_code = _code("kode kelurahan (BPS)", "")
    is_protected = models.BooleanField("dilindungi", default=False)
    name = models.CharField("nama", default="")
    nik = _code_or_null("NIK")
    birth_date = models.DateField("tanggal lahir", null=True)
    phone = models.CharField("telepon", default="")

    class Meta:
        """Its table."""

        db_table = "case_applicant"


class CaseEvent(models.Model):
    """One thing that happened to a case, at its place from 1 on; rows are only ever added."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="history")
    place = models.IntegerField("urutan")
    village_code = _code("kode kelurahan (BPS)", "")
    move = _code("tindakan")
    step = _code_or_null("langkah")
    by = _code("oleh")
    by_name = models.CharField("nama", default="")
    at = models.DateTimeField("pada")
    reason = _code("alasan", "")
    note = models.TextField("catatan", default="")
    details = models.JSONField("rincian", default=dict)

    class Meta:
        """Its table; no place is taken twice, whoever races."""

        db_table = "case_event"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "place"], name="one_event_per_place")
        ]


class CaseChange(models.Model):
    """A change that a case asks for: a column of the dictionary, or a happening (`fact_table`
    "happening"), of a family or a person (`subject` is the KK or NIK). `is_seen` where a visit saw
    the value, rather than somebody asked for it; what a visit saw to be as recorded is a row that
    is not current."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="changes")
    village_code = _code("kode kelurahan (BPS)", "")
    fact_table = _code("tabel")
    subject = _code("KK atau NIK")
    fact = _code("fakta")
    old_value = models.CharField("nilai lama", null=True)
    new_value = models.CharField("nilai baru")
    is_seen = models.BooleanField("dilihat saat kunjungan", default=False)
    proposed_by = _code("diajukan oleh")
    proposed_at = models.DateTimeField("diajukan pada")
    is_current = models.BooleanField("masih diajukan", default=True)
    outcome = _code("nasib pada rilis", "")
    outcome_release = models.DateField("rilis", null=True)
    outcome_value = models.CharField("nilai pada rilis itu", null=True)

    class Meta:
        """Its table."""

        db_table = "case_change"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "fact_table", "subject", "fact"],
                condition=models.Q(is_current=True),
                name="one_change_per_fact",
            )
        ]


class CaseEvidence(models.Model):
    """A document of a case. Its bytes lie in the home's folder `evidence`, named by their hash."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence")
    village_code = _code("kode kelurahan (BPS)", "")
    document = _code("berkas")
    sha256 = _code("sidik")
    original_sha256 = _code("sidik berkas asli")
    media = _code("jenis isi")
    size = models.IntegerField("byte")
    width = models.IntegerField("lebar", null=True)
    height = models.IntegerField("tinggi", null=True)
    likeness = models.BigIntegerField("sidik rupa", null=True)
    latitude = models.FloatField("lintang", null=True)
    longitude = models.FloatField("bujur", null=True)
    taken_at = models.DateTimeField("dipotret pada", null=True)
    added_by = _code("ditambahkan oleh")
    added_at = models.DateTimeField("ditambahkan pada")

    class Meta:
        """Its table and indexes."""

        db_table = "case_evidence"
        indexes: ClassVar = [
            models.Index(fields=["sha256"], name="evidence_bytes"),
            models.Index(fields=["original_sha256"], name="evidence_original"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "document", "sha256"], name="one_document_once")
        ]


class CaseLink(models.Model):
    """Two cases that belong together."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, models.PROTECT, related_name="linked_from")
    village_code = _code("kode kelurahan (BPS)", "")
    by = _code("oleh")
    at = models.DateTimeField("pada")

    class Meta:
        """Its table."""

        db_table = "case_link"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "other"], name="one_link_per_pair")
        ]


class FieldSubmission(models.Model):
    """A visit form that a phone sent, whole as it was, by the instance id that the phone drew.

    `photos` says by file name which document each is, `arrived` by file name the SHA-256 of what
    has come; `whole_at` is empty while some are still under way.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="submissions")
    village_code = _code("kode kelurahan (BPS)", "")
    instance_id = models.CharField("nomor isian", unique=True, db_collation="C")
    form_version = _code("versi formulir", "")
    seen = _code("terbitan dan peristiwa yang dilihat", "")
    content = models.TextField("isian")
    content_hash = _code("sidik isian")
    photos = models.JSONField("foto yang disebut", default=dict)
    arrived = models.JSONField("foto yang datang", default=dict)
    sent_by = _code("dikirim oleh")
    received_at = models.DateTimeField("diterima pada")
    whole_at = models.DateTimeField("lengkap pada", null=True)

    class Meta:
        """Its table."""

        db_table = "case_field_submission"
