"""The queue of the unranked: some are asked, matched, and ranked."""

from __future__ import annotations

from desil.synthetic.change.context import Quarter
from desil.synthetic.population import Population


def rank_some(quarter: Quarter, population: Population) -> Population:
    """Unranked families that have waited at least a quarter get ranked at the stated rate."""
    rng = quarter.stream("queue")
    families = population.families
    waiting = ~families["is_ranked"] & (families["since"] > 0)
    ranked = waiting & (rng.random(len(families)) < quarter.rate("ranked_from_queue"))
    quarter.events.add("ranked", families["id"][ranked])
    changed = families.replace(
        is_ranked=families["is_ranked"] | ranked,
        facts_known=families["facts_known"] | ranked,
    )
    return population.with_rows(changed, population.people)
