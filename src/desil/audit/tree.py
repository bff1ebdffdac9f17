"""The Merkle tree of RFC 6962 (section 2.1): hashes, roots, inclusion and consistency proofs.

A tree is over a list of leaf hashes. What must be kept to add further leaves is its frontier: the
roots of the full subtrees that it is made of, the largest first (at most one per bit of its size).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 || data): RFC 6962, 2.1."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right): RFC 6962, 2.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """A tree that grows at its end. `size`: its leaves; `roots`: of its full subtrees."""

    size: int = 0
    roots: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash."""
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self.roots.pop(), node)
            size >>= 1
        self.roots.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The hash of the whole tree."""
        if not self.roots:
            return EMPTY_ROOT
        *above, node = self.roots
        for larger in reversed(above):
            node = node_hash(larger, node)
        return node

    def as_bytes(self) -> bytes:
        """Its roots, one after the other."""
        return b"".join(self.roots)


def frontier_from(size: int, roots: bytes) -> Frontier:
    """The frontier that `as_bytes` wrote; ValueError when the lengths do not agree."""
    if len(roots) != size.bit_count() * HASH_BYTES:
        raise ValueError("not the frontier of a tree of this size")
    parts = [roots[at : at + HASH_BYTES] for at in range(0, len(roots), HASH_BYTES)]
    return Frontier(size, parts)


def frontier_of(leaves: Iterable[bytes]) -> Frontier:
    """The frontier of a list of leaf hashes."""
    made = Frontier()
    for leaf in leaves:
        made.append(leaf)
    return made


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of a list of leaf hashes."""
    return frontier_of(leaves).root()


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """PATH(index, leaves): the hashes beside the way from a leaf to the root, nearest first.

    RFC 6962, 2.1.1. IndexError when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path: list[bytes] = []
    first, last = 0, len(leaves)
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            path.append(root_of(leaves[middle:last]))
            last = middle
        else:
            path.append(root_of(leaves[first:middle]))
            first = middle
    path.reverse()
    return path


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that an inclusion path leads to (RFC 9162, 2.1.3.2); None for a path that cannot
    be one of this index and size."""
    if not 0 <= index < size:
        return None
    place, last, node = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            node = node_hash(beside, node)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, beside)
        place, last = place >> 1, last >> 1
    return node if last == 0 else None


def consistency_path(leaves: Sequence[bytes], first_size: int) -> list[bytes]:
    """PROOF(first_size, leaves): that the tree of the first `first_size` leaves is a beginning of
    this one. RFC 6962, 2.1.2; ValueError outside 1 … len(leaves)."""
    if not 0 < first_size <= len(leaves):
        raise ValueError(first_size)
    path: list[bytes] = []
    first, last, is_whole = 0, len(leaves), True
    while first_size != last:
        middle = first + _split(last - first)
        if first_size <= middle:
            path.append(root_of(leaves[middle:last]))
            last = middle
        else:
            path.append(root_of(leaves[first:middle]))
            first, is_whole = middle, False
    if not is_whole:
        path.append(root_of(leaves[first:last]))
    path.reverse()
    return path


def is_consistent(
    first_size: int, second_size: int, first: bytes, second: bytes, path: Sequence[bytes]
) -> bool:
    """Whether a path shows that the tree with root `second` begins with the one with root
    `first` (RFC 9162, 2.1.4.2)."""
    if not 0 < first_size <= second_size:
        return False
    if first_size == second_size:
        return not path and first == second
    steps = list(path)
    if first_size & (first_size - 1) == 0:
        steps.insert(0, first)
    if not steps:
        return False
    place, last = first_size - 1, second_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for beside in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(beside, old), node_hash(beside, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first and new == second
