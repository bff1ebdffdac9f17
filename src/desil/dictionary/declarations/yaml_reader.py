"""The one reader of YAML: the package's own files, and what a person hands in, where aliases may
not let a small file stand for a huge one."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

import yaml

MOST_NODES = 200_000
# libyaml, twenty times as fast
_PackagedLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BoundedLoader(yaml.SafeLoader):
    """Reads YAML as `yaml.safe_load` does, but refuses a text that stands for more than
    `MOST_NODES` values once its aliases are written out, and aliases within themselves."""

    def __init__(self, stream: str | bytes) -> None:
        super().__init__(stream)
        self._nodes = 0
        self._nodes_of: dict[int, int] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node; ComposerError where it stands for too many."""
        is_alias = self.check_event(yaml.AliasEvent)
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        before = self._nodes
        node = super().compose_node(parent, index)
        if is_alias:
            self._nodes += self._nodes_of.get(id(node), MOST_NODES)
        else:
            self._nodes += 1
            self._nodes_of[id(node)] = self._nodes - before
        if self._nodes > MOST_NODES:
            raise yaml.composer.ComposerError(None, None, "too many values by aliases", mark)
        return node


def bounded_node(text: str) -> yaml.Node | None:
    """Return the value of a YAML text with the place of each part; None for an empty text.
    YAMLError as `bounded_yaml`."""
    node: yaml.Node | None = yaml.compose(text, Loader=BoundedLoader)
    return node


def bounded_yaml(text: str) -> Any:
    """Return the value of a YAML text; YAMLError for one that is broken or stands for too much."""
    loader = BoundedLoader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def packaged_yaml(file: Traversable) -> Any:
    """Return the value of a YAML file of the package, which needs no guard."""
    loader = _PackagedLoader(file.read_bytes())
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
