"""The tables of the desk's reports: counts, nobody's data, each once for the page and its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from desil.accounts.models import User
from desil.cases.kinds.words import satisfaction_answers
from desil.cases.queries.moved_deciles import moved_deciles
from desil.cases.queries.reports import (
    AGES,
    answer_times,
    clocks_missed,
    open_by_step,
    outcomes_by,
    satisfaction_by,
)
from desil.office.cases.words import (
    DOORS,
    STANDINGS,
    kind_label,
    reason_label,
    satisfaction_label,
    step_label,
    village_label,
)
from desil.ui.figures import UNKNOWN, count_text

Text = str | Promise
Value = str | int | float | None
Rows = tuple[tuple[Value, ...], ...]
_OUTCOMES_BY: Mapping[str, Text] = {
    "kind": _lazy("Menurut jenis"),
    "door": _lazy("Menurut pintu"),
    "village_code": _lazy("Menurut kelurahan"),
    "reason": _lazy("Menurut alasan"),
    "entered_by": _lazy("Menurut pencatat"),
}
_SATISFACTION_BY: Mapping[str, Text] = {
    "door": _lazy("Kepuasan pemohon menurut pintu"),
    "village_code": _lazy("Kepuasan pemohon menurut kelurahan"),
    "kind": _lazy("Kepuasan pemohon menurut jenis"),
}
_BY_HEADINGS = {"kind": "jenis", "door": "pintu", "village_code": "kode_kelurahan",
                "reason": "kode_alasan", "entered_by": "pencatat"}  # fmt: skip


def _text(value: Value) -> str:
    return str(value) if value else UNKNOWN


def _count(value: Value) -> str:
    return count_text(value) if isinstance(value, int) else UNKNOWN


def _whole(value: Value) -> str:
    return UNKNOWN if value is None else f"{float(value):.0f}"


def _percent(value: Value) -> str:
    return UNKNOWN if value is None else f"{100 * float(value):.0f}\u202f%"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in the file, its label on the page (None: in the file alone), and how
    a value of it is shown there."""

    heading: str
    label: Text | None
    shown: Callable[[Value], str] = _count


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table: its name in addresses, its rows as the columns say, `empty` what stands in place of
    none, `hint` what is to be known when reading it."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: Rows
    empty: Text
    hint: Text = ""

    @property
    def heads(self) -> list[tuple[Text, bool]]:
        """The labels on the page, and whether each column is one of words."""
        return [(c.label, c.shown is _text) for c in self.columns if c.label is not None]

    @property
    def shown_rows(self) -> list[list[tuple[str, bool]]]:
        """The rows as the page shows them, and whether each value is words."""
        return [
            [
                (column.shown(value), column.shown is _text)
                for column, value in zip(self.columns, row, strict=True)
                if column.label is not None
            ]
            for row in self.rows
        ]


def _named(code: str, name: str, label: Text = "") -> tuple[Column, Column]:
    """A code, in the file alone, and what it is called."""
    return Column(code, None, _text), Column(name, label, _text)


def _sayers(by: str, values: Sequence[str]) -> Callable[[str], str]:
    """What each value of a column is called."""
    if by == "entered_by":
        numbers = {int(v[5:]) for v in values if v.startswith("user:") and v[5:].isdigit()}
        names = {u.actor: u.name for u in User.objects.filter(pk__in=numbers)}
        return lambda value: names.get(value, _("Warga atau program"))
    return {
        "kind": kind_label,
        "door": lambda value: str(DOORS.get(value, value)),
        "village_code": village_label,
        "reason": reason_label,
    }[by]


def _open(today: date) -> ReportTable:
    ages = (Column(f"sampai_{age}_hari", _("≤ %(age)s hari") % {"age": age}) for age in AGES)
    rows: Rows = tuple(
        (o.step, step_label(o.step), *o.by_age, o.total, o.late) for o in open_by_step(today)
    )
    return ReportTable(
        "terbuka",
        _("Yang masih terbuka"),
        (
            *_named("kode_langkah", "langkah", _("Menunggu")),
            *ages,
            Column("lebih_lama", _("lebih lama")),
            Column("jumlah", _("Jumlah")),
            Column("terlambat", _("Terlambat")),
        ),
        rows,
        _("Tidak ada permohonan terbuka."),
    )


def _outcomes(by: str, since: date, until: date) -> ReportTable:
    found = outcomes_by(by, since=since, until=until)
    say = _sayers(by, [o.value for o in found])
    counts = [[o.by_standing.get(standing, 0) for standing in STANDINGS] for o in found]
    heading = _BY_HEADINGS[by]
    return ReportTable(
        f"hasil-{heading}",
        _OUTCOMES_BY[by],
        (
            *_named(heading, "nama"),
            *(Column(f"keadaan_{name}", label) for name, label in STANDINGS.items()),
            Column("jumlah", _("Jumlah")),
        ),
        tuple(
            (o.value, say(o.value) if o.value else "", *n, sum(n))
            for o, n in zip(found, counts, strict=True)
        ),
        _("Tidak ada permohonan dalam waktu ini."),
    )


def _times(since: date, until: date) -> ReportTable:
    return ReportTable(
        "lama",
        _("Berapa lama sampai dijawab"),
        (
            *_named("jenis", "nama", _("Jenis")),
            Column("ditutup", _("Ditutup")),
            Column("hari_tengah", _("Tengah (hari)"), _whole),
            Column("hari_9_dari_10", _("9 dari 10 (hari)"), _whole),
            Column("bagian_tepat_waktu", _("Tepat waktu"), _percent),
        ),
        tuple(
            (t.kind, kind_label(t.kind), t.cases, t.median_days, t.most_days, t.in_time)
            for t in answer_times(since=since, until=until)
        ),
        _("Belum ada yang ditutup dalam waktu ini."),
    )


def _satisfaction(by: str, since: date, until: date) -> ReportTable:
    found = satisfaction_by(by, since=since, until=until)
    say, heading = _sayers(by, [s.value for s in found]), _BY_HEADINGS[by]
    answers = list(satisfaction_answers())
    return ReportTable(
        f"kepuasan-{heading}",
        _SATISFACTION_BY[by],
        (
            *_named(heading, "nama"),
            Column("ditanya", _("Sudah dijawab")),
            Column("menjawab", _("Menilai")),
            *(Column(f"jawaban_{name}", satisfaction_label(name)) for name in answers),
            Column("bagian_puas", _("Bagian yang puas"), _percent),
        ),
        tuple(
            (
                s.value,
                say(s.value) if s.value else "",
                s.asked,
                s.answered,
                *(s.by_answer.get(name, 0) for name in answers),
                s.share_satisfied,
            )
            for s in found
        ),
        _("Belum ada yang dijawab dalam waktu ini."),
        _("Hanya pemohon yang membuka tiketnya setelah dijawab yang dapat menilai."),
    )


def _moved(since: date, until: date) -> ReportTable:
    return ReportTable(
        "bergeser",
        _("Koreksi yang menggeser desil"),
        (
            *_named("jenis", "nama", _("Jenis")),
            Column("diambil_rilis", _("Diambil rilis")),
            Column("desil_turun", _("Desil turun")),
            Column("desil_naik", _("Desil naik")),
            Column("tetap", _("Tetap")),
            Column("baru_diperingkat", _("Baru diperingkat")),
            Column("tak_terbandingkan", _("Tak terbandingkan")),
        ),
        tuple(
            (m.kind, kind_label(m.kind), m.cases, m.poorer, m.better, m.same, m.first_time,
             m.not_comparable)
            for m in moved_deciles(since=since, until=until)
        ),
        _("Belum ada koreksi yang diambil rilis dalam waktu ini."),
        _("Setiap rilis memeringkat semua keluarga lagi, jadi desil juga bergeser tanpa koreksi."),
    )  # fmt: skip


def _missed(since: date, until: date) -> ReportTable:
    return ReportTable(
        "lewat",
        _("Batas waktu yang terlewat"),
        (
            *_named("kode_langkah", "langkah", _("Langkah")),
            *_named("kode_kelurahan", "kelurahan", _("Kelurahan")),
            Column("kali", _("Kali")),
        ),
        tuple(
            (step, step_label(step), village, village_label(village), n)
            for step, village, n in clocks_missed(since=since, until=until)
        ),
        _("Tidak ada batas waktu yang terlewat."),
    )


def _makers(since: date, until: date, today: date) -> Mapping[str, Callable[[], ReportTable]]:
    outcomes = {f"hasil-{_BY_HEADINGS[by]}": partial(_outcomes, by) for by in _OUTCOMES_BY}
    said = {f"kepuasan-{_BY_HEADINGS[by]}": partial(_satisfaction, by) for by in _SATISFACTION_BY}
    in_time: dict[str, Callable[[date, date], ReportTable]] = {
        **outcomes,
        "lama": _times,
        **said,
        "bergeser": _moved,
        "lewat": _missed,
    }
    return {
        "terbuka": partial(_open, today),
        **{name: partial(make, since, until) for name, make in in_time.items()},
    }


def report_tables(*, since: date, until: date, today: date) -> list[ReportTable]:
    """Every table, in the page's order, within the reader's territory: cases entered (or, of
    answers, ended) from `since` up to and with `until`; the open ones as of `today`."""
    return [make() for make in _makers(since, until, today).values()]


def report_table(name: str, *, since: date, until: date, today: date) -> ReportTable | None:
    """One of them by its name; None where there is none such."""
    make = _makers(since, until, today).get(name)
    return make() if make else None
