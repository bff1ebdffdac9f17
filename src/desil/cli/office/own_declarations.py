"""The check of what a home declares of its own, before the office opens."""

from __future__ import annotations

from pathlib import Path

from desil.accounts.roles import roles
from desil.cases.kinds.kind import kinds
from desil.dictionary.declarations.home_files import ROLES, read_home_files
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.errors import UsageFault
from desil.exports.columns import POSSIBLE, chosen_columns
from desil.sources.catalogue import catalogue


def require_sound_declarations(home: Path) -> None:
    """UsageFault for the first source, programme, role, reason, case type or list of columns of a
    home that is refused, with file, line and column."""
    read_home_files(home)
    catalogue(home)
    rule_book(home_programmes(home))
    kinds()
    chosen_columns()
    known = {kind.value for kind in POSSIBLE}
    for role in roles().values():
        if unknown := sorted(set(role.most_rows) - known):
            raise UsageFault(
                "{roles}: peran {name} menyebut jenis berkas '{unknown}'.",
                hint="Yang ada: {known}.",
                roles=ROLES,
                name=role.name,
                unknown=unknown[0][:40],
                known=", ".join(sorted(known)),
            )
