"""YAML of the package itself, which needs no guard: read by libyaml, twenty times as fast."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def packaged_yaml(file: Traversable) -> Any:
    """Return the value of a YAML file of the package."""
    loader = _Loader(file.read_bytes())
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
