"""A quarter of a year: everything that happens to the city between two releases, in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from desil.engine.progress import Stage
from desil.synthetic.change.arrivals import arrive
from desil.synthetic.change.births import bear_children
from desil.synthetic.change.context import Quarter
from desil.synthetic.change.deaths import die
from desil.synthetic.change.departures import depart
from desil.synthetic.change.events import Events
from desil.synthetic.change.heads import renew_heads
from desil.synthetic.change.livelihoods import (
    change_assets,
    change_benefits,
    change_dwellings,
    change_jobs,
)
from desil.synthetic.change.moves import move_house
from desil.synthetic.change.queue import rank_some
from desil.synthetic.change.school_year import begin_school
from desil.synthetic.change.splits import divorce, leave_home, marry
from desil.synthetic.parameters import Parameters
from desil.synthetic.population import Population
from desil.synthetic.population_order import in_order
from desil.synthetic.welfare.deck import Deck
from desil.synthetic.welfare.formula import Formula

STEPS = (
    die,
    depart,
    renew_heads,
    divorce,
    marry,
    leave_home,
    bear_children,
    arrive,
    move_house,
    begin_school,
    change_jobs,
    change_assets,
    change_dwellings,
    change_benefits,
    rank_some,
)


def next_quarter(
    parameters: Parameters,
    formula: Formula,
    decks: tuple[Deck, ...],
    population: Population,
    on: date,
    seed: int,
    stage: Stage,
) -> tuple[Population, Events]:
    """The population on the later date `on`, and what happened until then.

    `stage` hears of each of the STEPS.
    """
    quarter = Quarter(
        parameters=parameters,
        formula=formula,
        decks=decks,
        since=population.on,
        on=on,
        seed=seed,
        events=Events(),
    )
    population = replace(population, on=on)
    waited = population.families["since"] + 1
    population = population.with_rows(
        population.families.replace(since=waited.astype(np.int8)), population.people
    )
    for step in STEPS:
        population = step(quarter, population)
        stage.advance(1)
    return in_order(population), quarter.events
