"""People who died or moved away before the first release, but still stand on some list."""

from __future__ import annotations

import numpy as np

from desil.synthetic.parameters import Parameters
from desil.synthetic.people.identity import city_prefixes, draw_niks
from desil.synthetic.people.names import WORDS
from desil.synthetic.population import Population
from desil.synthetic.rows import Rows

DEAD, MOVED = 2, 3
DEAD_SHARE = 0.75
OLDEST_YEARS = 9


def draw_gone(parameters: Parameters, population: Population, rng: np.random.Generator) -> Rows:
    """One row per gone person, with negative ids; `why` is DEAD or MOVED, `gone_on` the date.

    `is_reported` says whether the civil register knows.
    """
    shares = parameters.value("sources.dukcapil")
    people = population.people
    unreported = round(len(people) * shares["unreported"])
    count = unreported + round(len(people) * shares["gone_marked"])
    ages = population.ages
    why = np.where(rng.random(count) < DEAD_SHARE, DEAD, MOVED).astype(np.int8)
    old = rng.choice(np.flatnonzero(ages >= 50), count)
    anyone = rng.choice(np.flatnonzero(ages >= 17), count)
    models = people.take(np.where(why == DEAD, old, anyone))
    earlier = (rng.integers(200, 2400, count) * (why == DEAD)).astype("timedelta64[D]")
    born = models["birth_date"] - earlier
    family = models["family"]
    prefix = city_prefixes()[population.families["village"][family]]
    strangers = rng.integers(0, len(people), (3, count))
    words = {name: people[name][strangers[0]] for name in WORDS}
    days = (rng.random(count) ** 2 * OLDEST_YEARS * 365).astype(np.int64) + 30
    return Rows(
        {
            "id": -np.arange(1, count + 1, dtype=np.int32),
            "family": family,
            "sex": people["sex"][strangers[0]],
            "birth_date": born,
            "relationship": models["relationship"],
            "ktp_education": models["ktp_education"],
            "nik": draw_niks(
                parameters, prefix, born, people["sex"][strangers[0]], population.niks, rng
            ),
            "why": why,
            "gone_on": np.datetime64(population.on) - days.astype("timedelta64[D]"),
            "is_reported": np.arange(count) >= unreported,
            **words,
        }
    )
