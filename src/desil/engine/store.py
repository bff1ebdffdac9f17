"""The home folder: deliveries, runs, and the one writer that it has at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desil.engine.durable import sweep_unfinished
from desil.engine.private_files import make_home
from desil.engine.settings import EngineSettings
from desil.errors import Conflict, MachineLacks


@dataclass(frozen=True, slots=True)
class Store:
    """Where everything that arrived and everything that was computed is kept."""

    home: Path

    @property
    def deliveries(self) -> Path:
        """One folder per delivery: `<source>/<reference date>-<hash>`."""
        return self.home / "deliveries"

    @property
    def runs(self) -> Path:
        """One folder per run."""
        return self.home / "runs"

    @property
    def spill(self) -> Path:
        """Scratch space of batches; nothing in it is worth keeping."""
        return self.home / "spill"

    def engine_settings(self, *, memory_limit: str = "3GB", threads: int = 2) -> EngineSettings:
        """Settings of a batch that spills into this home."""
        return EngineSettings(self.spill, memory_limit, threads)

    @contextmanager
    def sole_writer(self) -> Iterator[None]:
        """Hold the home's write lock; Conflict when another process holds it.

        Leftovers of a killed writer are swept first. The lock goes with the process.
        """
        handle = self._lock_file()
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as busy:
                raise Conflict(
                    "Folder data {home} sedang ditulis oleh perintah desil yang lain.",
                    hint="Tunggu sampai perintah itu selesai, lalu ulangi.",
                    home=self.home,
                ) from busy
            for folder in (self.deliveries, self.runs):
                sweep_unfinished(folder)
            yield
        finally:
            os.close(handle)

    def _lock_file(self) -> int:
        try:
            make_home(self.home)
            return os.open(self.home / "write.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise MachineLacks(
                "Folder data {home} tidak dapat ditulis: {strerror}.",
                hint="Beri hak tulis, atau pilih folder lain dengan --home.",
                home=self.home,
                strerror=fault.strerror,
            ) from fault
