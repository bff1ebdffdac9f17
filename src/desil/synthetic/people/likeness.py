"""People who are easily taken for another: twins, namesakes, children who bear a parent's name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import Parameters
from desil.synthetic.people.members import CHILD
from desil.synthetic.people.names import WORDS
from desil.synthetic.rows import Rows

LIKELY_TWINS = np.timedelta64(600, "D")


def with_twins(parameters: Parameters, people: Rows, seed: int) -> Rows:
    """`people` where some children were born on the day of the child that stands before them.

    Only children less than 600 days apart are taken, so that the ages of the city hardly change.
    """
    share = parameters.number("likeness.twins")
    if not share:
        return people
    rng = stream_of(seed, "twins")
    later = _younger_siblings(people)
    born = people["birth_date"]
    apart = np.abs(born[later] - born[later - 1])
    near = later[apart < LIKELY_TWINS]
    wanted = int(share * np.count_nonzero(people["relationship"] == CHILD) / 2)
    chosen = np.sort(rng.permutation(near)[:wanted])
    chosen = chosen[np.diff(chosen, prepend=-9) > 1]
    return people.put(chosen, birth_date=born[chosen - 1])


def with_like_names(parameters: Parameters, people: Rows, seed: int) -> Rows:
    """`people` where some bear the name of a twin, of a parent, or of a stranger of their day."""
    people = _like_twins(parameters, people, seed)
    people = _like_parents(parameters, people, seed)
    return _like_strangers(parameters, people, seed)


def _younger_siblings(people: Rows) -> NDArray[np.int64]:
    """Rows of children that follow another child of the family."""
    child = people["relationship"] == CHILD
    family = people["family"]
    return np.flatnonzero(child[1:] & child[:-1] & (family[1:] == family[:-1])) + 1


def _like_twins(parameters: Parameters, people: Rows, seed: int) -> Rows:
    if not parameters.number("likeness.twins"):
        return people
    rng = stream_of(seed, "names of twins")
    later = _younger_siblings(people)
    twin = later[people["birth_date"][later] == people["birth_date"][later - 1]]
    twin = twin[rng.random(len(twin)) < parameters.number("likeness.named_like_twin")]
    behind = {name: people[name][twin - 1] for name in WORDS[1:]}
    return people.put(twin, **behind)


def _like_parents(parameters: Parameters, people: Rows, seed: int) -> Rows:
    share = parameters.number("likeness.named_like_parent")
    if not share:
        return people
    rng = stream_of(seed, "names of parents")
    family, sex = people["family"], people["sex"]
    children = np.flatnonzero(people["relationship"] == CHILD)
    children = children[rng.random(len(children)) < share]
    head = np.searchsorted(family, family[children], side="left")
    same = sex[children] == sex[head]
    children, head = children[same], head[same]
    return people.put(children, **{name: people[name][head] for name in WORDS})


def _like_strangers(parameters: Parameters, people: Rows, seed: int) -> Rows:
    share = parameters.number("likeness.namesakes")
    if not share:
        return people
    rng = stream_of(seed, "namesakes")
    order = np.lexsort((rng.random(len(people)), people["sex"], people["birth_date"]))
    sex, born = people["sex"][order], people["birth_date"][order]
    beside = np.flatnonzero((sex[1:] == sex[:-1]) & (born[1:] == born[:-1])) + 1
    beside = beside[rng.random(len(beside)) < share / 2]
    model, namesake = order[beside - 1], order[beside]
    return people.put(namesake, **{name: people[name][model] for name in WORDS})
