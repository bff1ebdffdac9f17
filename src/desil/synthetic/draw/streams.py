"""Random streams: one per stage, spawned by the stage's name."""

from __future__ import annotations

import hashlib

import numpy as np


def stream_of(seed: int, stage: str) -> np.random.Generator:
    """The random stream of one stage.

    It depends on the seed and on the stage's name alone, so that a new stage changes no other.
    """
    digest = hashlib.sha256(stage.encode()).digest()
    words = [int.from_bytes(digest[i : i + 4], "little") for i in range(0, 32, 4)]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))
