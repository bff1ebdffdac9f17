"""What is odd about welfare and weights: said in words before any figure is believed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.errors import UsageFault
from desil.ranking.survey.leaks import named_like_welfare
from desil.ranking.survey.roles import Roles

Floats = NDArray[np.float64]
LARGEST_LOG = 30.0  # e^30 is ten million million
_FEW_CLASSES = 12
_TIED = 0.2
_HEAVY = 0.05
_ALONE = 0.5
_TWINS = 0.98
_FAR = 100  # times the median, or a hundredth of it: another unit rather than another welfare


def hold_to_roles(number: Floats, weight: Floats, roles: Roles) -> None:
    """UsageFault where welfare stands as weight, or money as a logarithm."""
    if roles.weight and roles.weight == roles.welfare:
        raise UsageFault(
            f"--weight dan --welfare sama-sama '{roles.welfare}'.", hint="Pilih kolom penimbang."
        )
    if roles.already_log and float(np.nanmedian(number)) > LARGEST_LOG:
        raise UsageFault(
            f"--already-log: '{roles.welfare}' bernilai tengah {np.nanmedian(number):g}; logaritma "
            "uang tidak sebesar itu.",
            hint="Hilangkan --already-log.",
        )
    both = np.isfinite(number) & np.isfinite(weight)
    if roles.weight and both.sum() > 2 and np.ptp(weight[both]) > 0:
        alike = abs(_rank_correlation(number[both], weight[both]))
        if alike > _TWINS:
            raise UsageFault(
                f"--weight {roles.weight} mengurutkan rumah tangga seperti kesejahteraan "
                f"(korelasi peringkat {alike:.2f}): itu bukan penimbang.",
                hint="Pilih kolom penimbang survei; atau jangan sebut --weight.",
            )


def _rank_correlation(a: Floats, b: Floats) -> float:
    places = [np.unique(v, return_inverse=True)[1].astype(np.float64) for v in (a, b)]
    if min(np.ptp(p) for p in places) == 0:
        return 0.0
    return float(np.corrcoef(places[0], places[1])[0, 1])


def notes_on(number: Floats, weight: Floats, roles: Roles, left_out: int) -> list[str]:
    """What to look at; `number` and `weight` are of the rows that count."""
    notes = [*_on_welfare(number, roles), *_on_weight(weight, roles)]
    if left_out > _TIED * (left_out + len(number)):
        notes.append(
            f"{left_out} dari {left_out + len(number)} baris tidak dihitung: apakah kolomnya benar?"
        )
    return notes


def _on_welfare(number: Floats, roles: Roles) -> list[str]:
    notes = []
    if not roles.already_log and number.max() < LARGEST_LOG and number.min() > 1:
        notes.append(
            f"'{roles.welfare}' hanya {number.min():.2f} sampai {number.max():.2f}: bila itu sudah "
            "logaritma, tambahkan --already-log."
        )
    middle = float(np.median(number))
    off = number - middle if roles.already_log else np.log(number / middle)
    if far := int((np.abs(off) > np.log(_FAR)).sum()):
        notes.append(
            f"{far} rumah tangga bernilai lebih dari {_FAR} kali, atau kurang dari seperseratus, "
            f"nilai tengah '{roles.welfare}' ({middle:g}): periksa satuannya."
        )
    different, counts = np.unique(number, return_counts=True)
    if len(different) <= _FEW_CLASSES:
        notes.append(
            f"'{roles.welfare}' hanya {len(different)} nilai: kelas, bukan pengeluaran. Urutan di "
            "dalam satu kelas tidak dapat dinilai."
        )
    elif counts.max() > _TIED * len(number):
        notes.append(
            f"{counts.max()} rumah tangga bernilai sama pada '{roles.welfare}': kuota di tengah "
            "nilai itu dibagi rata."
        )
    return notes


def _on_weight(weight: Floats, roles: Roles) -> list[str]:
    if roles.weight is None:
        return []
    notes = []
    if named_like_welfare(roles.weight):
        notes.append(f"--weight {roles.weight}: namanya menyebut kesejahteraan, bukan penimbang.")
    heaviest = float(weight.max() / weight.sum())
    counts_as = float(weight.sum() ** 2 / (weight**2).sum())
    if heaviest > _ALONE:
        raise UsageFault(
            f"--weight {roles.weight}: satu rumah tangga memegang {100 * heaviest:.0f} % dari "
            "seluruh penimbang.",
            hint="Periksa penimbangnya; mungkin ada kode 'tidak diketahui'.",
        )
    if heaviest > _HEAVY:
        notes.append(
            f"Satu rumah tangga memegang {100 * heaviest:.1f} % penimbang; seluruh survei bernilai "
            f"{counts_as:.0f} rumah tangga yang sama berat (Kish)."
        )
    elif counts_as < len(weight) / 5:
        notes.append(
            f"Penimbang sangat timpang: {len(weight)} rumah tangga bernilai {counts_as:.0f} yang "
            "sama berat (Kish)."
        )
    return notes
