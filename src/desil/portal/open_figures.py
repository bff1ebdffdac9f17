"""What anybody may have of the register that is published now, kept a while: it changes with a
publication, the signing of a list or the rules of hiding alone."""

from __future__ import annotations

import hashlib
from functools import cache as kept_once
from importlib import resources
from pathlib import Path

from django.conf import settings
from django.db import connection

from desil.accounts.shared_cache import remembered
from desil.cases.territory_scope import seeing_city
from desil.exports.open_data import lists_in_force, published_figures
from desil.open_data.folder.contents import folder_of
from desil.open_data.published import Published
from desil.register.areas.boundaries import boundaries_path, stored_boundaries
from desil.register.recap import CurrentPublication, current_publication

_KEPT_SECONDS = 30 * 86_400


@kept_once
def _rules() -> str:
    """A digest of the room that hides: what another threshold or version kept is not shown."""
    room = Path(str(resources.files("desil.open_data")))
    texts = [p.read_bytes() for p in sorted(room.rglob("*")) if p.suffix in {".py", ".yaml"}]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:16]


def _key(publication: CurrentPublication, lists: tuple[str, ...]) -> str:
    rests_on = "-".join((str(publication.id), publication.run_id, *lists))
    return f"desil-open-{_rules()}-{hashlib.sha256(rests_on.encode()).hexdigest()[:32]}"


def published_now() -> tuple[str, Published] | None:
    """The figures with small counts hidden, and a name that changes when they may; None before the
    first publication. Counted, when they are not kept, in sight of the whole city: what comes out
    is nobody's data."""
    with connection.cursor() as cursor:
        publication = current_publication(cursor)
        if publication is None:
            return None
        key = _key(publication, lists_in_force(cursor, publication))

    def counted() -> Published:
        with seeing_city(), connection.cursor() as cursor:
            return published_figures(cursor, publication)

    return key, remembered(key, Published, _KEPT_SECONDS, counted)


def files_now() -> dict[str, bytes] | None:
    """The files of the folder, the same bytes as `desil open-data` writes; None before the first
    publication."""
    found = published_now()
    if found is None:
        return None
    path = boundaries_path(settings.DESIL_HOME)
    drawn = path.stat().st_mtime_ns if path.is_file() else 0
    key = f"{found[0]}-files-{drawn}"

    def written() -> dict[str, bytes]:
        return folder_of(
            found[1],
            boundaries=stored_boundaries(settings.DESIL_HOME),
            is_made_up=settings.IS_DEMONSTRATION,
        )

    return remembered(key, dict[str, bytes], _KEPT_SECONDS, written)
