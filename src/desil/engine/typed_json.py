"""Values as JSON and back, by their declared types.

Reading makes instances of the declared classes alone and runs no code that a text names, unlike
pickle: a text from a place that others may write is safe to read.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Plain = Any  # None, bool, int, float, str, or a list of such
Value = TypeVar("Value")
_ITSELF = (bool, int, float, str, NoneType)


def _plain(value: object) -> Plain:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _ITSELF):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, Sequence):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def text_of(value: object) -> str:
    """The JSON of a value: dataclasses, mappings, sequences, dates, enums, bytes, plain values."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _sequence(kind: Any, plain: Plain) -> Any:
    inner = get_args(kind)
    if not isinstance(plain, list):
        raise ValueError("not a list")
    if get_origin(kind) is tuple and inner[-1] is not Ellipsis:
        return tuple(_read(k, p) for k, p in zip(inner, plain, strict=True))
    items = [_read(inner[0], item) for item in plain]
    return tuple(items) if get_origin(kind) is tuple else items


def _one_of(kinds: Sequence[Any], plain: Plain) -> Any:
    if plain is None and NoneType in kinds:
        return None
    (kind,) = (k for k in kinds if k is not NoneType)
    return _read(kind, plain)


def _read(kind: Any, plain: Plain) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        of_key, of_item = get_args(kind)
        return {_read(of_key, key): _read(of_item, item) for key, item in plain}
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return _sequence(kind, plain)
    if kind in _ITSELF:
        if type(plain) is not kind:
            raise ValueError(f"not {kind.__name__}")
        return plain
    if kind is date:
        return date.fromisoformat(plain)
    if kind is bytes:
        return base64.b64decode(plain, validate=True)
    if is_dataclass(kind):
        types = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        return kind(*(_read(types[n], p) for n, p in zip(names, plain, strict=True)))  # type: ignore[operator] # a class
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    raise TypeError(f"{kind} has no form in JSON")


def read_text(kind: type[Value], text: str) -> Value:
    """The value of a declared type from its JSON; ValueError for a text of anything else."""
    try:
        found: Value = _read(kind, json.loads(text))
    except (TypeError, ValueError) as fault:
        raise ValueError(f"no {kind}") from fault
    return found
