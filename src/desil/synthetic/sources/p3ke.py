"""P3KE: another agency's list of family heads, by a noisy score of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from desil.synthetic.dirt.clerks import Listed
from desil.synthetic.dirt.spoiling import struck, typing_slips
from desil.synthetic.draw.serials import draw_different
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.files.dialects import Dialect, write_csv
from desil.synthetic.rows import Array
from desil.synthetic.sources.links import village_codes, write_link
from desil.synthetic.sources.sending import Sending
from desil.synthetic.words import numbers_series

COLUMNS = Listed(name="nama_kepala", number="nik_kepala", address="alamat")
MICRO_SD = 460_000


def write_p3ke(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """The lowest families by the noisy score, in four groups; with a row that numbers columns."""
    rng = stream_of(city.seed, "p3ke")
    shares = city.parameters.value("sources.p3ke")
    families, heads = city.population.families, city.population.heads
    noise = rng.standard_normal(len(families)) * MICRO_SD * shares["noise"]
    lowest = np.argsort(city.standing.score + noise, kind="stable")
    lowest = lowest[: round(len(families) * shares["lowest"])]
    decile = 1 + np.arange(len(lowest)) * 4 // max(len(lowest), 1)
    order = rng.permutation(len(lowest))
    listed, decile = lowest[order], decile[order]
    names = city.names.gather(heads[listed])
    slips = struck(rng, len(listed), 0.04)
    names = names.scatter(slips, typing_slips(names.gather(slips), rng))
    nik = city.population.people["nik"][heads[listed]]
    nik = np.where(rng.random(len(listed)) < shares["nik_empty"], -1, nik)
    frame = pl.DataFrame(
        {
            "id_p3ke": draw_different(rng, len(listed), 10**11, 10**12),
            "nik_kepala": numbers_series(nik),
            "nama_kepala": names,
            "kode_kelurahan": village_codes(families["village"][listed]),
            "alamat": city.addresses.gather(listed),
            "jml_anggota": np.bincount(city.population.people["family"])[listed],
            "desil_p3ke": decile,
        }
    )
    frame, ids = _with_strangers(city, frame, families["id"][listed])
    frame = city.worsened(frame, COLUMNS, "p3ke")
    write_link(truth, "p3ke", {"id_p3ke": frame["id_p3ke"], "family_id": ids})
    dialect = Dialect(separator=";", numbered=True)
    return [write_csv(frame, folder / "p3ke_3275_sintetis.csv", dialect)]


def _with_strangers(city: Sending, frame: pl.DataFrame, ids: Array) -> tuple[pl.DataFrame, Array]:
    """The list with unknown people in place of some heads (negative ids)."""
    strange = city.strangers("p3ke", frame.height)
    if not len(strange):
        return frame, ids
    rng = stream_of(city.seed, "p3ke unknown rows")
    rows = rng.permutation(frame.height)[: len(strange)]
    people = city.unknown.take(strange)
    numbers = numbers_series(people["nik"]).cast(frame["nik_kepala"].dtype)
    changed = frame.with_columns(
        frame["nik_kepala"].scatter(rows, numbers),
        frame["nama_kepala"].scatter(rows, city.unknown_names.gather(strange)),
    )
    new = ids.copy()
    new[rows] = people["id"]
    return changed, new
