"""Addresses as other clerks write them, with and without RT and RW."""

from __future__ import annotations

import numpy as np
import polars as pl

from desil.synthetic.dirt.spoiling import Rng

_PARTS = (
    r"^(?:JL\. RAYA|JL\.|GG\.|PERUM) (?<name>.+) NO\. (?<house>\d+) RT (?<rt>\d+)/RW (?<rw>\d+)$"
)
_STYLES = (  # street and house number; RT and RW
    ("{kind} {name} NOMOR {house}", " RT.{rt} RW.{rw}"),
    ("{kind} {name} {house}", ", RT {rt} RW {rw}"),
    ("{kind} {name} NO.{house}", " RT{rt}/{rw}"),
    ("{name} NO {house}", " RT.{rt}/{rw}"),
    ("{kind} {name} NO {house}", " RT {rt}/ RW {rw}"),
)
_KINDS = {"JL. RAYA": "JLN RAYA", "JL.": "JALAN", "GG.": "GANG", "PERUM": "PERUMAHAN"}


def restyled(addresses: pl.Series, share: float, without_rt_rw: float, rng: Rng) -> pl.Series:
    """`addresses`, a share of them in one of five other styles, a share without RT and RW."""
    count = len(addresses)
    frame = pl.DataFrame(
        {
            "address": addresses,
            "style": np.where(rng.random(count) < share, rng.integers(0, 5, count), -1),
            "is_cut": rng.random(count) < without_rt_rw,
        }
    ).with_columns(
        pl.col("address").str.extract_groups(_PARTS).alias("parts"),
        pl.col("address").str.extract(r"^(JL\. RAYA|JL\.|GG\.|PERUM) ").alias("kind"),
    ).unnest("parts")  # fmt: skip
    kind = pl.col("kind").replace(_KINDS)
    short = [pl.col(n).str.strip_chars_start("0") for n in ("rt", "rw")]
    written = pl.when("is_cut").then(
        pl.col("address").str.replace(r" RT \d+/RW \d+$", "")
    ).otherwise("address")  # fmt: skip
    for place, (street, behind) in enumerate(_STYLES):
        values = {"kind": kind, "name": pl.col("name"), "house": pl.col("house")}
        head = _filled(street, values)
        tail = _filled(behind, {"rt": short[0], "rw": short[1]})
        styled = pl.when("is_cut").then(head).otherwise(pl.concat_str(head, tail))
        written = pl.when(pl.col("style") == place).then(styled).otherwise(written)
    whole = pl.when(pl.col("house").is_null()).then("address").otherwise(written)
    return frame.select(whole.alias("address")).to_series()


def _filled(pattern: str, values: dict[str, pl.Expr]) -> pl.Expr:
    texts = pattern
    parts: list[pl.Expr] = []
    while "{" in texts:
        before, rest = texts.split("{", 1)
        name, texts = rest.split("}", 1)
        parts += [pl.lit(before), values[name]]
    return pl.concat_str(*parts, pl.lit(texts))
