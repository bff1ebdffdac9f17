"""Roles as data: each is whole, none excludes itself, territories follow from them."""

import pytest

from desil.accounts.permissions import Permission
from desil.accounts.roles import Reach, exclusive_permissions, reach_of, require_compatible, roles
from desil.accounts.territory import NOWHERE, WHOLE_CITY, territory_of


@pytest.mark.parametrize("name", roles())
def test_no_role_excludes_itself(name: str) -> None:
    require_compatible([name])
    assert not any(rule.pair <= roles()[name].permissions for rule in exclusive_permissions())


@pytest.mark.parametrize("name", roles())
def test_who_reads_families_has_a_reach_and_nobody_else(name: str) -> None:
    role = roles()[name]
    assert (role.reach is not Reach.NOBODY) == (Permission.FAMILY_READ in role.permissions)


@pytest.mark.parametrize("name", roles())
def test_a_role_names_the_two_things_that_it_does_most(name: str) -> None:
    role = roles()[name]
    assert len(set(role.most_often)) == 2
    assert set(role.most_often) <= role.permissions


def test_permissions_are_an_object_and_a_verb() -> None:
    assert all(p.value.count("_") >= 1 and p.value == p.name for p in Permission)


def test_territory_follows_the_widest_role() -> None:
    assert territory_of(["operator"], ["3275010008"]).villages == {"3275010008"}
    assert territory_of(["operator", "programme_officer"], ["3275010008"]) == WHOLE_CITY
    assert territory_of(["head", "auditor"], ["3275010008"]) == NOWHERE
    assert territory_of([], ["3275010008"]) == NOWHERE
    assert territory_of(["peran lama"], ["3275010008"]) == NOWHERE
    assert reach_of(["operator", "head"]) is Reach.TERRITORY


def test_a_family_of_no_known_kelurahan_is_only_in_the_whole_city() -> None:
    assert WHOLE_CITY.has(None)
    assert not territory_of(["operator"], ["3275010008"]).has(None)
    assert (WHOLE_CITY.setting, NOWHERE.setting) == ("*", "")
