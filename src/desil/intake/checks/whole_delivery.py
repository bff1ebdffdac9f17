"""What holds for a delivery as a whole: its day, its files, that something of it was accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from desil.errors import DeliveryRejected, UsageFault, catalogued
from desil.intake.files.opened_file import OpenedFile
from desil.intake.limits import earliest_reference_date
from desil.intake.record.delivery_file import UnitCount
from desil.intake.rules import rules
from desil.sources.layout import Layout

_AHEAD_OF_UTC = timedelta(hours=9)  # the easternmost zone of Indonesia, WIT


def hold_whole(layout: Layout, opened: Sequence[OpenedFile]) -> None:
    """DeliveryRejected when a source's units must come together and one is not there."""
    there = {o.heading.match.unit.name for o in opened}
    missing = [u.label for u in layout.units if u.name not in there]
    if layout.whole and missing:
        names = ", ".join(o.name for o in opened)
        raise DeliveryRejected(
            "Kiriman {source} tidak lengkap: berkas {missing} tidak ada "
            "(yang diserahkan: {handed_over}).",
            hint="Serahkan semua berkasnya dalam satu perintah.",
            source=layout.source,
            missing=" dan ".join(missing),
            handed_over=names,
        )


def refuse_nothing(counts: Mapping[str, UnitCount], findings: Mapping[str, int]) -> None:
    """DeliveryRejected where no row was accepted: such a delivery would be an empty city."""
    read = sum(count.read for count in counts.values())
    if any(count.accepted for count in counts.values()):
        return
    broken = sorted(findings.items(), key=lambda f: (-f[1], f[0]))[:5]
    told = "; ".join(f"{rule} {number}: {rules()[rule].says}" for rule, number in broken)
    raise DeliveryRejected(
        "Tidak satu pun dari {read} baris dapat diterima ({causes}).",
        hint="Kiriman tidak disimpan. Perbaiki di sumbernya, lalu serahkan lagi.",
        read=read,
        causes=told,
    )


def refuse_date(reference_date: date, at: datetime) -> None:
    """UsageFault for a day that has not come, or before any list of families was kept."""
    earliest, latest = earliest_reference_date(), (at + _AHEAD_OF_UTC).date()
    if earliest <= reference_date <= latest:
        return
    is_ahead = reference_date > latest
    reason = catalogued("belum tiba") if is_ahead else catalogued("terlalu lama")
    raise UsageFault(
        "Tanggal acuan {reference_date} {reason}.",
        hint="Tanggal datanya, bukan tanggal penyerahan: {earliest} sampai hari ini.",
        reference_date=reference_date.isoformat(),
        reason=reason,
        earliest=earliest.isoformat(),
    )


def absent_columns(opened: Sequence[OpenedFile]) -> tuple[str, ...]:
    """The columns that files lack, as `unit.column`."""
    return tuple(
        sorted(
            {
                f"{o.heading.match.unit.name}.{c.name}"
                for o in opened
                for c in o.heading.match.missing
            }
        )
    )


def unused_headers(opened: Sequence[OpenedFile]) -> tuple[str, ...]:
    """The headers whose cells are not read, as `file: header`."""
    return tuple(sorted({f"{o.name}: {h}" for o in opened for h in o.heading.match.unused}))
