"""What the made-up city holds, and how it compares with published figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desil.synthetic.parameters import Parameters
from desil.synthetic.population import Population
from desil.synthetic.standing import Standing

GROUPS = ("1", "2", "3", "4", "5", "6-10", "unranked")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure: as the city has it, and as published or assumed (shares; 0.05 is 5 %)."""

    name: str
    modelled: float
    published: float
    source: str


@dataclass(frozen=True, slots=True)
class CityReport:
    """Families and people per group of the published table, and further comparisons.

    `families` and `people` are keyed as GROUPS; `scale` is the share of the city that was made.
    """

    scale: float
    families: dict[str, int]
    people: dict[str, int]
    comparisons: tuple[Comparison, ...]

    @property
    def total_families(self) -> int:
        """All families of the first release."""
        return sum(self.families.values())

    @property
    def total_people(self) -> int:
        """All people of the first release."""
        return sum(self.people.values())

    def lines(self) -> list[str]:
        """The report as lines of text, modelled beside published."""
        rows = [f"{'desil':<12}{'KK':>12}{'jiwa':>12}"]
        rows += [f"{g:<12}{self.families[g]:>12,}{self.people[g]:>12,}" for g in GROUPS]
        rows.append(f"{'semua':<12}{self.total_families:>12,}{self.total_people:>12,}")
        rows += [
            f"{c.name:<44}{c.modelled:>9.2%}{c.published:>9.2%}  {c.source}"
            for c in self.comparisons
        ]
        return rows


def report_of(
    parameters: Parameters, population: Population, standing: Standing, scale: float
) -> CityReport:
    """Counted from the population itself."""
    size = np.bincount(population.people["family"])
    decile = standing.national
    masks = {g: decile == int(g) for g in GROUPS[:5]}
    masks |= {"6-10": decile >= 6, "unranked": decile < 0}
    return CityReport(
        scale=scale,
        families={g: int(m.sum()) for g, m in masks.items()},
        people={g: int(size[m].sum()) for g, m in masks.items()},
        comparisons=_comparisons(parameters, population, standing),
    )


def _comparisons(
    parameters: Parameters, population: Population, standing: Standing
) -> tuple[Comparison, ...]:
    """Shares that were published or assumed, beside those of the city."""
    families, people = population.families, population.people
    line = np.log(parameters.number("scores.poverty_line")) * 1_000_000
    poor = float((standing.score + families["gap"] < line).mean())
    rate = parameters.number("scores.poverty_rate")
    rows = [Comparison("di bawah garis kemiskinan", poor, rate, "BPS 2024")]
    broad = parameters.numbers("ages.broad")
    age = population.ages
    for name, low, high, share in (("0-14", 0, 14, broad[0]), ("65+", 65, 200, broad[2])):
        modelled = float(((age >= low) & (age <= high)).mean())
        rows.append(Comparison(f"umur {name}", modelled, share, "sensus 2020"))
    for label, name, code, share in _SHARES:
        rows.append(Comparison(label, float((families[name] == code).mean()), share, "A"))
    one_word = float((people["word_2"] == 0).mean())
    rows.append(Comparison("nama satu kata", one_word, 1 / 3, "pemilih Jakarta 2017"))
    return tuple(rows)


_SHARES = (
    ("lantai keramik", "floor_material", 2, 0.72),
    ("dinding tembok", "wall_material", 1, 0.97),
    ("rumah milik sendiri", "house_tenure", 1, 0.58),
    ("kontrak/sewa", "house_tenure", 2, 0.30),
    ("air kemasan bermerk", "drinking_water", 1, 0.46),
    ("air isi ulang", "drinking_water", 2, 0.27),
    ("jamban sendiri", "toilet_facility", 1, 0.95),
    ("gas 3 kg", "cooking_fuel", 4, 0.80),
    ("daya 450", "electric_power", 1, 0.07),
    ("daya 900", "electric_power", 2, 0.30),
    ("daya 1300", "electric_power", 3, 0.38),
    ("daya 2200", "electric_power", 4, 0.17),
    ("lemari es", "has_fridge", 1, 0.87),
    ("AC", "has_air_conditioner", 1, 0.33),
    ("laptop", "has_computer", 1, 0.42),
    ("mobil", "has_car", 1, 0.21),
    ("sepeda motor", "has_motorcycle", 1, 0.84),
    ("TV datar", "has_flat_tv", 1, 0.72),
    ("emas", "has_gold", 1, 0.28),
)
