"""What the server's processes remember together, in a table of the register, as signed JSON.

Django's own database cache keeps pickles: whoever writes one row runs code in the web process.
Here a value is JSON, signed together with its key and the moment when it ends, so that a row that
was written, copied or prolonged by somebody else is no value at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.core.cache import cache
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.signing import BadSignature, Signer
from django.db import connection
from django.utils import timezone

from desil.accounts.models import SharedCacheEntry
from desil.engine.typed_json import read_text, text_of

Value = TypeVar("Value")
_SALT = "desil.shared-cache"
_NEVER = timedelta(days=3650)
_WRITE = """
insert into shared_cache as known (cache_key, value, expires) values (%s, %s, %s)
on conflict (cache_key) do update set value = excluded.value, expires = excluded.expires
"""
_ADD = f"{_WRITE} where known.expires <= %s"


def forget_expired_entries(at: datetime) -> int:
    """Remove what is remembered no longer; how many entries that was."""
    return SharedCacheEntry.objects.filter(expires__lte=at).delete()[0]


def remembered(key: str, kind: type[Value], seconds: int, make: Callable[[], Value]) -> Value:
    """The value of a declared type that is remembered under `key`; made and remembered for so
    many seconds where there is none."""
    try:
        return read_text(kind, cache.get(key, ""))
    except ValueError:
        made = make()
        cache.set(key, text_of(made), seconds)
        return made


class SignedCache(BaseCache):
    """A cache of plain values: None, bool, int, float, str, and lists of such. Others are written
    with `text_of` by whoever keeps them."""

    def __init__(self, _table: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _end(self, timeout: float | object | None) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        lasts = _NEVER if seconds is None else timedelta(seconds=float(seconds))  # type: ignore[arg-type] # a number
        return timezone.now() + lasts

    def _signer(self, key: str, end: datetime) -> Signer:
        return Signer(salt=f"{_SALT} {key} {end.astimezone(UTC).isoformat()}")

    def _row(
        self, key: str, value: object, timeout: float | object | None
    ) -> tuple[str, str, datetime]:
        end = self._end(timeout)
        return key, self._signer(key, end).sign(text_of(value)), end

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep a value where there is none; whether it was kept. Of two at once one is."""
        row = self._row(self.make_and_validate_key(key, version=version), value, timeout)
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [*row, timezone.now()])
            return bool(cursor.rowcount == 1)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or `default` where there is none, or one that this server did not sign."""
        key = self.make_and_validate_key(key, version=version)
        found = SharedCacheEntry.objects.filter(cache_key=key, expires__gt=timezone.now()).first()
        if found is None:
            return default
        try:
            return json.loads(self._signer(key, found.expires).unsign(found.value))
        except (BadSignature, ValueError):
            return default

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Keep a value."""
        row = self._row(self.make_and_validate_key(key, version=version), value, timeout)
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, row)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value for longer; whether there was one."""
        missing = object()
        value = self.get(key, missing, version)
        if value is missing:
            return False
        self.set(key, value, timeout, version)
        return True

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; whether there was one."""
        key = self.make_and_validate_key(key, version=version)
        return SharedCacheEntry.objects.filter(cache_key=key).delete()[0] > 0

    def clear(self) -> None:
        """Forget everything."""
        SharedCacheEntry.objects.all().delete()
