"""All other sources: what each sends, and on which date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desil.synthetic.sources.sending import Sending

Writer = Callable[[Sending, Path, Path], list[Path]]

SOURCE_WRITERS: tuple[tuple[str, date, Writer], ...] = ()
