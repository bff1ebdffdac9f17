"""The sources that a city receives lists from, and what each is called."""

from __future__ import annotations

from dataclasses import dataclass

from desil.dictionary.label import Label


@dataclass(frozen=True, slots=True)
class Source:
    """A source of deliveries; listed in the order of SOURCES."""

    name: str
    label: Label


SOURCES: tuple[Source, ...] = (
    Source("dtsen", Label("DTSEN (rilis nasional)", "DTSEN (national release)")),
    Source("dukcapil", Label("Dukcapil (catatan sipil)", "Civil register")),
    Source("dtks", Label("DTKS (pendahulu DTSEN)", "DTKS (predecessor of DTSEN)")),
    Source("regsosek", Label("Regsosek 2022", "Regsosek survey of 2022")),
    Source("p3ke", Label("P3KE", "P3KE (extreme poverty list)")),
    Source("pln", Label("PLN (meter listrik)", "PLN (electricity meters)")),
    Source("asn", Label("ASN (pegawai negeri)", "Civil servants")),
    Source("bpjs_tk", Label("BPJS Ketenagakerjaan (upah)", "BPJS employment (wages)")),
    Source("penerima", Label("Penerima bantuan", "Recipients of assistance")),
    Source("koreksi", Label("Koreksi yang diterima", "Accepted corrections")),
    Source("survei", Label("Survei rumah tangga", "Household survey")),
)
