"""The Merkle tree of RFC 6962: well-known values, and a plain recursive definition beside ours."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.audit.tree import (
    EMPTY_ROOT,
    consistency_path,
    frontier_from,
    frontier_of,
    inclusion_path,
    is_consistent,
    leaf_hash,
    root_from_path,
    root_of,
)
from tests.table import rows_of

# The inputs and values that Certificate Transparency's own implementations are tested with.
INPUTS = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
LEAVES = [leaf_hash(bytes.fromhex(text)) for text in INPUTS]
ROOTS = """
    | leaves | root                                                             |
    | 0      | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 |
    | 1      | 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d |
    | 2      | fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125 |
    | 3      | aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77 |
    | 4      | d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7 |
    | 5      | 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4 |
    | 6      | 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef |
    | 7      | ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c |
    | 8      | 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328 |
    """
INCLUSION = """
    | leaf | size | path                                                             |
    | 0    | 8    | 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4 |
    | 2    | 3    | fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125 |
    """
CONSISTENCY = """
    | first | second | path                                                             |
    | 6     | 8      | 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7 |
    """
leaf_lists = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


def plain_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, word for word."""
    n = len(leaves)
    if n == 0:
        return hashlib.sha256(b"").digest()
    if n == 1:
        return leaves[0]
    k = 1
    while k * 2 < n:
        k *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def plain_path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, 2.1.1, word for word."""
    n = len(leaves)
    if n == 1:
        return []
    k = 1
    while k * 2 < n:
        k *= 2
    if m < k:
        return [*plain_path(m, leaves[:k]), plain_root(leaves[k:])]
    return [*plain_path(m - k, leaves[k:]), plain_root(leaves[:k])]


def plain_proof(m: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962, 2.1.2, word for word."""
    n = len(leaves)
    if m == n:
        return [] if whole else [plain_root(leaves)]
    k = 1
    while k * 2 < n:
        k *= 2
    if m <= k:
        return [*plain_proof(m, leaves[:k], whole), plain_root(leaves[k:])]
    return [*plain_proof(m - k, leaves[k:], False), plain_root(leaves[:k])]


@pytest.mark.parametrize("row", rows_of(ROOTS), ids=lambda r: r["leaves"])
def test_known_roots(row: dict[str, str]) -> None:
    assert root_of(LEAVES[: int(row["leaves"])]).hex() == row["root"]


@pytest.mark.parametrize("row", rows_of(INCLUSION), ids=lambda r: f"{r['leaf']} of {r['size']}")
def test_known_inclusion_paths(row: dict[str, str]) -> None:
    path = inclusion_path(LEAVES[: int(row["size"])], int(row["leaf"]))
    assert [step.hex() for step in path] == row["path"].split()


@pytest.mark.parametrize(
    "row", rows_of(CONSISTENCY), ids=lambda r: f"{r['first']} to {r['second']}"
)
def test_known_consistency_paths(row: dict[str, str]) -> None:
    path = consistency_path(LEAVES[: int(row["second"])], int(row["first"]))
    assert [step.hex() for step in path] == row["path"].split()


def test_the_empty_tree_is_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT


@given(leaf_lists)
def test_roots_are_those_of_the_definition(leaves: list[bytes]) -> None:
    assert root_of(leaves) == plain_root(leaves)


@given(leaf_lists, st.data())
def test_inclusion_paths_are_those_of_the_definition_and_check(
    leaves: list[bytes], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    path = inclusion_path(leaves, at)
    assert path == plain_path(at, leaves)
    assert root_from_path(leaves[at], at, len(leaves), path) == plain_root(leaves)


@given(leaf_lists, st.data())
def test_no_other_leaf_or_place_checks(leaves: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    path, root = inclusion_path(leaves, at), plain_root(leaves)
    assert root_from_path(b"\x07" * 32, at, len(leaves), path) != root
    elsewhere = data.draw(st.integers(-1, len(leaves) + 1).filter(lambda i: i != at))
    if leaves.count(leaves[at]) == 1:
        assert root_from_path(leaves[at], elsewhere, len(leaves), path) != root
    assert root_from_path(leaves[at], at, len(leaves), [*path, b"\x00" * 32]) != root


@given(leaf_lists, st.data())
def test_consistency_paths_are_those_of_the_definition_and_check(
    leaves: list[bytes], data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, len(leaves)))
    path = consistency_path(leaves, first)
    assert path == plain_proof(first, leaves)
    roots = plain_root(leaves[:first]), plain_root(leaves)
    assert is_consistent(first, len(leaves), *roots, path)
    assert not is_consistent(first, len(leaves), b"\x07" * 32, roots[1], path)
    if first < len(leaves):
        assert not is_consistent(first, len(leaves), roots[0], b"\x07" * 32, path)


@given(leaf_lists, st.data())
def test_a_tree_grows_from_its_frontier(leaves: list[bytes], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(leaves)))
    grown = frontier_of(leaves[:first])
    grown = frontier_from(grown.size, grown.as_bytes())
    for leaf in leaves[first:]:
        grown.append(leaf)
    assert grown.root() == plain_root(leaves)
