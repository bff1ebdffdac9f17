"""All other sources: what each sends, and on which date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desil.synthetic.sources.dtks import write_dtks
from desil.synthetic.sources.dukcapil import write_dukcapil
from desil.synthetic.sources.p3ke import write_p3ke
from desil.synthetic.sources.penerima import write_penerima
from desil.synthetic.sources.pln import write_pln
from desil.synthetic.sources.regsosek import write_regsosek
from desil.synthetic.sources.sending import Sending
from desil.synthetic.sources.survei import write_survei
from desil.synthetic.sources.workers import write_asn, write_bpjs_tk

Writer = Callable[[Sending, Path, Path], list[Path]]

SOURCE_WRITERS: tuple[tuple[str, date, Writer], ...] = (
    ("regsosek", date(2022, 11, 14), write_regsosek),
    ("dtks", date(2023, 12, 1), write_dtks),
    ("p3ke", date(2024, 6, 1), write_p3ke),
    ("survei", date(2025, 3, 1), write_survei),
    ("dukcapil", date(2025, 9, 10), write_dukcapil),
    ("pln", date(2025, 9, 11), write_pln),
    ("asn", date(2025, 9, 12), write_asn),
    ("bpjs_tk", date(2025, 9, 13), write_bpjs_tk),
    ("penerima", date(2025, 9, 14), write_penerima),
)
