"""Where evidence lies: `<home>/evidence/<2 hex>/<sha-256>`, outside the web root, never changed."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from desil.engine.durable import UNFINISHED_PREFIX, flush_to_disk
from desil.engine.private_files import make_private_folder
from desil.errors import CheckFailed, NotFound

_UNFINISHED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The evidence of one home; only its owner reads the files."""

    home: Path

    def path_of(self, digest: str) -> Path:
        """Where bytes with that SHA-256 lie."""
        return self.home / "evidence" / digest[:2] / digest

    def keep(self, content: bytes) -> str:
        """Write bytes whole and flushed; their SHA-256. The same bytes are kept once."""
        digest = sha256(content).hexdigest()
        final = self.path_of(digest)
        if final.is_file():
            return digest
        for folder in (final.parent.parent, final.parent):
            if not folder.is_dir():
                make_private_folder(folder)
                flush_to_disk(folder.parent)
        handle, name = tempfile.mkstemp(prefix=UNFINISHED_PREFIX, dir=final.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).rename(final)
        flush_to_disk(final.parent)
        return digest

    def sweep(self, at: datetime) -> int:
        """Remove what a killed process left unfinished a day ago or earlier; how many files."""
        oldest = (at - _UNFINISHED_FOR).timestamp()
        left = [
            path
            for path in (self.home / "evidence").glob(f"*/{UNFINISHED_PREFIX}*")
            if path.stat().st_mtime < oldest
        ]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def read(self, digest: str) -> bytes:
        """The bytes of that SHA-256, checked; NotFound, or CheckFailed where they were changed."""
        try:
            content = self.path_of(digest).read_bytes()
        except FileNotFoundError:
            raise NotFound("Berkas bukti itu hilang.", hint="Pulihkan dari cadangan.") from None
        if sha256(content).hexdigest() != digest:
            raise CheckFailed("Berkas bukti itu berubah.", hint="Pulihkan dari cadangan.")
        return content
