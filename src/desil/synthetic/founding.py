"""The founding: the whole city as it stands on the date of the first release."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from desil.engine.progress import Stage
from desil.synthetic.areas import draw_addresses, draw_villages
from desil.synthetic.draw.calendar import births_from
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.dwelling import draw_details
from desil.synthetic.facts.person_facts import draw_person_facts
from desil.synthetic.numbering import number_families, number_people
from desil.synthetic.parameters import Parameters
from desil.synthetic.people.ages import age_margins, fit_ages, fix_sexes
from desil.synthetic.people.likeness import with_like_names, with_twins
from desil.synthetic.people.members import draw_members
from desil.synthetic.people.names import draw_clans, draw_communities
from desil.synthetic.people.relations import plausible_relations
from desil.synthetic.population import Population, first_rows
from desil.synthetic.rows import Array, Rows
from desil.synthetic.welfare.attributes import kind_of_head
from desil.synthetic.welfare.deck import Deck, deal
from desil.synthetic.welfare.facts import COMPOSITION, composition_of
from desil.synthetic.welfare.formula import Formula
from desil.synthetic.welfare.groups import GROUPS, UNRANKED, make_groups
from desil.synthetic.welfare.scores import draw_targets, interval_of
from desil.synthetic.welfare.sizes import draw_sizes

STEPS = 5


def first_population(
    parameters: Parameters,
    formula: Formula,
    decks: tuple[Deck, ...],
    *,
    scale: float,
    seed: int,
    on: date,
    stage: Stage,
) -> Population:
    """The population on the date of the first release; its published figures are exact.

    `stage` hears of each of the STEPS.
    """
    groups = make_groups(parameters, scale)
    place, sizes = draw_sizes(parameters, groups, stream_of(seed, "sizes"))
    people = _members(parameters, sizes, seed)
    stage.advance(1)
    families = _homes(parameters, place, seed)
    stage.advance(1)
    ages = np.floor(people["age"]).astype(np.int16)
    facts, target = _deal_facts(parameters, formula, decks, place, people, ages, seed)
    stage.advance(1)
    families = families.replace(**draw_details(facts, stream_of(seed, "details")))
    standing = standing_of(parameters, target)
    people = people.replace(birth_date=births_from(people["age"], on))
    people = with_twins(parameters, people, seed)
    people = draw_person_facts(
        people,
        ages,
        standing,
        stream_of(seed, "person facts"),
        head_education=facts["head_education"],
        head_work=facts["head_work"],
    )
    stage.advance(1)
    families, cards = number_families(parameters, families, people, on, seed)
    people, niks = number_people(parameters, families, people, seed)
    people = with_like_names(parameters, people, seed)
    stage.advance(1)
    return Population(
        on=on,
        families=families,
        people=Rows({k: v for k, v in people.columns.items() if k != "age"}),
        niks=niks,
        cards=cards,
        next_family_id=len(families) + 1,
        next_person_id=len(people) + 1,
    )


def standing_of(parameters: Parameters, score: NDArray[np.int64]) -> NDArray[np.float32]:
    """Scores in standard deviations of the city."""
    spread = parameters.number("scores.spread") * 1_000_000
    mean = parameters.number("scores.centre") * 1_000_000
    mean += parameters.number("scores.city_mean") * spread
    return ((score - mean) / (parameters.number("scores.city_sd") * spread)).astype(np.float32)


def _members(parameters: Parameters, sizes: NDArray[np.int8], seed: int) -> Rows:
    people = draw_members(parameters, sizes, stream_of(seed, "members"))
    men, women = age_margins(parameters, len(people))
    sex = fix_sexes(people["sex"], int(men.sum()), stream_of(seed, "sexes"))
    age = fit_ages(sex, people["age"], men, women)
    people = people.replace(sex=sex, age=age, id=np.arange(1, len(people) + 1, dtype=np.int32))
    return people.replace(relationship=plausible_relations(people))


def _homes(parameters: Parameters, place: NDArray[np.int8], seed: int) -> Rows:
    """One row per family: where it lives, where it comes from, whether it is ranked."""
    count = len(place)
    village = draw_villages(parameters, place, stream_of(seed, "areas"))
    community = draw_communities(parameters, count, stream_of(seed, "communities"))
    return Rows(
        {
            "id": np.arange(1, count + 1, dtype=np.int32),
            "village": village,
            **draw_addresses(parameters, village, stream_of(seed, "addresses")),
            "community": community,
            "clan": draw_clans(community, stream_of(seed, "clans")),
            "is_ranked": np.array(GROUPS)[place] != UNRANKED,
            "facts_known": _is_surveyed(parameters, np.array(GROUPS)[place], seed),
            "since": np.zeros(count, dtype=np.int8),
            **_benefits(parameters, place, stream_of(seed, "pbi")),
            "gap": _unseen(parameters, count, stream_of(seed, "welfare")),
        }
    )


def _is_surveyed(parameters: Parameters, group: Array, seed: int) -> NDArray[np.bool_]:
    """Whether the dwelling and assets of a family were ever asked."""
    missing = parameters.number("unranked.facts_missing")
    chance = stream_of(seed, "facts known").random(len(group))
    known: NDArray[np.bool_] = (group != UNRANKED) | (chance >= missing)
    return known


def _benefits(
    parameters: Parameters, place: NDArray[np.int8], rng: np.random.Generator
) -> dict[str, Array]:
    """PBI paid by the nation or by the city: 1 yes, 2 no."""
    national = rng.random(len(place)) < np.array(parameters.numbers("pbi.national"))[place]
    local = rng.random(len(place)) < np.array(parameters.numbers("pbi.local"))[place]
    return {
        "pbi_national": np.where(national, 1, 2).astype(np.int8),
        "pbi_local": np.where(local & ~national, 1, 2).astype(np.int8),
    }


def _unseen(parameters: Parameters, count: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """What a means test cannot see of each family's welfare, in micro log points."""
    r2 = parameters.number("scores.means_test_r2")
    sd = parameters.number("scores.city_sd") * parameters.number("scores.spread")
    noise = rng.standard_normal(count) * sd * np.sqrt(1 / r2 - 1)
    gap: NDArray[np.int32] = np.round(noise * 1_000_000).astype(np.int32)
    return gap


def _deal_facts(
    parameters: Parameters,
    formula: Formula,
    decks: tuple[Deck, ...],
    place: NDArray[np.int8],
    people: Rows,
    ages: NDArray[np.int16],
    seed: int,
) -> tuple[Rows, NDArray[np.int64]]:
    """The formula's facts of each family, and its target score."""
    heads = first_rows(people["family"])
    cutoffs = formula.national_cutoffs
    target = draw_targets(
        parameters,
        place,
        np.bincount(people["family"]).astype(np.int8),
        cutoffs,
        stream_of(seed, "scores"),
    )
    composition = composition_of(people["family"], len(place), people["sex"], ages, heads)
    base = formula.intercept + formula.part(composition, COMPOSITION)
    kind = kind_of_head(people["sex"][heads], ages[heads])
    interval = interval_of(place, cutoffs, int(parameters.number("scores.margin")))
    return deal(decks, kind, base, target, interval, stream_of(seed, "dealing")), target
