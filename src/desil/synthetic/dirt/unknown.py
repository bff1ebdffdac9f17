"""People whom neither the release nor the civil register knows, but who stand on some list."""

from __future__ import annotations

import numpy as np

from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import Parameters
from desil.synthetic.people.identity import city_prefixes, draw_niks
from desil.synthetic.people.names import WORDS
from desil.synthetic.population import Population, merged
from desil.synthetic.rows import Rows

RESERVE = 0.02  # of the city: more than any list draws
OFF_BY_DAYS = 4000


def draw_unknown(parameters: Parameters, population: Population, gone: Rows, seed: int) -> Rows:
    """One row per person, with ids below those of the gone; none in a city whose lists have none.

    Each is drawn with a family of the city: a lodger stands on its card, the others live near.
    """
    people = population.people
    shares = parameters.value("dirt.unknown")
    count = round(len(people) * RESERVE) if any(shares.values()) else 0
    rng = stream_of(seed, "unknown people")
    model = rng.integers(0, len(people), count)
    family = people["family"][model]
    off = rng.integers(-OFF_BY_DAYS, OFF_BY_DAYS, count).astype("timedelta64[D]")
    latest = np.datetime64("2014-12-31")
    born = np.minimum(people["birth_date"][model] + off, latest)
    stranger = rng.integers(0, len(people), count)
    sex = people["sex"][stranger]
    taken = merged(population.niks, gone["nik"])
    return Rows(
        {
            "id": (-len(gone) - np.arange(1, count + 1)).astype(np.int32),
            "family": family,
            "sex": sex,
            "birth_date": born,
            "relationship": people["relationship"][model],
            "nik": draw_niks(
                parameters,
                city_prefixes()[population.families["village"][family]],
                born,
                sex,
                taken,
                rng,
            ),
            "is_lodger": rng.random(count) < parameters.number("dirt.unknown_lodgers"),
            **{name: people[name][stranger] for name in WORDS},
        }
    )
