"""Civil status and what the identity card says of work and schooling."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.people.members import (
    CHILD,
    DIVORCED,
    FEMALE,
    HEAD,
    IN_LAW,
    MARRIED,
    PARENT,
    SINGLE,
    SPOUSE,
    WIDOWED,
)
from desil.synthetic.rows import Array, Rows

KTP_EDUCATION = (
    "TIDAK/BELUM SEKOLAH",
    "BELUM TAMAT SD/SEDERAJAT",
    "TAMAT SD/SEDERAJAT",
    "SLTP/SEDERAJAT",
    "SLTA/SEDERAJAT",
    "AKADEMI/DIPLOMA III/S. MUDA",
    "DIPLOMA IV/STRATA I",
    "STRATA II",
)
KTP_OCCUPATION = (
    "BELUM/TIDAK BEKERJA",
    "MENGURUS RUMAH TANGGA",
    "PELAJAR/MAHASISWA",
    "WIRASWASTA",
    "KARYAWAN SWASTA",
    "PEGAWAI NEGERI SIPIL",
    "BURUH HARIAN LEPAS",
    "PEDAGANG",
    "PENSIUNAN",
)


def draw_marital(
    people: Rows, age: NDArray[np.int16], rng: np.random.Generator
) -> NDArray[np.int8]:
    """Marital status that agrees with who else is on the card."""
    relation, family = people["relationship"], people["family"]
    families = int(family[-1]) + 1 if len(family) else 0
    has_spouse = np.zeros(families, dtype=bool)
    has_spouse[family[relation == SPOUSE]] = True
    chance = rng.random(len(age), dtype=np.float32)
    older = np.clip((age - 22) / 26, 0, 1)
    lost = np.where(
        age > 48,
        np.where(chance < 0.72, WIDOWED, DIVORCED),
        np.where(chance < 0.6, DIVORCED, WIDOWED),
    )
    alone = np.where(rng.random(len(age)) < older, lost, SINGLE)
    status = np.where(age < 19, SINGLE, alone)
    status = np.where((relation == HEAD) & has_spouse[family], MARRIED, status)
    status = np.where((relation == SPOUSE) | (relation == IN_LAW), MARRIED, status)
    unmarried = (relation == CHILD) & (age < 40)
    status = np.where(unmarried, np.where(chance < 0.02 * (age > 24), DIVORCED, SINGLE), status)
    status = _couples(people, status, IN_LAW, CHILD)
    parents = np.flatnonzero(relation == PARENT)
    status[parents] = np.where(chance[parents] < 0.93, WIDOWED, DIVORCED)
    return _couples(people, status, PARENT, PARENT).astype(np.int8)


def _couples(people: Rows, status: Array, second: int, first: int) -> Array:
    """Marries the first `first` of a family to its first (or second) `second`."""
    relation, family = people["relationship"], people["family"]
    seconds = np.flatnonzero(relation == second)
    if first == second:
        again = seconds[1:][family[seconds][1:] == family[seconds][:-1]]
        status[again] = MARRIED
        status[again - 1] = MARRIED
        return status
    firsts = np.flatnonzero(relation == first)
    _, opening = np.unique(family[firsts], return_index=True)
    firsts = firsts[opening]
    status[firsts[np.isin(family[firsts], family[seconds])]] = MARRIED
    return status


def ktp_education_of(diploma: Array, age: Array) -> NDArray[np.int8]:
    """A position in KTP_EDUCATION."""
    table = np.zeros(25, dtype=np.int8)
    for codes, place in (
        ((1, 2, 3, 4, 5), 2),
        ((6, 7, 8, 9, 10), 3),
        ((11, 12, 13, 14, 15, 16, 17), 4),
    ):
        table[list(codes)] = place
    table[[18, 19, 20, 21, 22]] = [5, 6, 6, 7, 7]
    table[23] = 1
    return np.where(age < 7, 0, table[np.maximum(diploma, 0)]).astype(np.int8)


def ktp_occupation_of(
    people: Rows, age: NDArray[np.int16], rng: np.random.Generator
) -> NDArray[np.int8]:
    """A position in KTP_OCCUPATION; the card lags behind life for one in eight."""
    table = np.array([0, 3, 7, 3, 4, 5, 6, 6, 1], dtype=np.int8)
    place = table[np.maximum(people["work_status"], 0)]
    idle = people["work_status"] < 1
    home = idle & (people["sex"] == FEMALE) & (age >= 22)
    place = np.where(home, 1, place)
    place = np.where(idle & (people["school_participation"] == 2), 2, place)
    place = np.where(idle & (age >= 60) & (place == 0), 8, place)
    stale = (rng.random(len(age), dtype=np.float32) < 0.125) & (age >= 20)
    return np.where(stale, rng.integers(0, 8, len(age)), place).astype(np.int8)
