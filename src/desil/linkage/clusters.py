"""Pairs to people: records that are connected by sure enough pairs are one person."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from desil.linkage.model import Pairs

SURE_PROBABILITY = 0.95
SURE_WEIGHT = float(np.log2(SURE_PROBABILITY / (1 - SURE_PROBABILITY)))  # 4.25 log2 odds


def clusters_of(pairs: Pairs, records: int) -> npt.NDArray[np.int32]:
    """The number of the person that each of `records` records belongs to, shape (records,).

    A person's number is that of the first record, so that neither the order of pairs nor the
    number of threads changes it.
    """
    links = coo_array(
        (np.ones(pairs.left.size, np.int8), (pairs.left, pairs.right)), shape=(records, records)
    )
    _, component = connected_components(links, directed=False)
    _, first = np.unique(component, return_index=True)
    named: npt.NDArray[np.int32] = first[component].astype(np.int32)
    return named
