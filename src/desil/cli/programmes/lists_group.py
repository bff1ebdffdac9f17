"""`desil lists`: making lists and what is done with them, in one group."""

from __future__ import annotations

from desil.cli.programmes import lists_made
from desil.cli.programmes.lists import lists as lists

lists.command(name="export")(lists_made.export_list)
for verb in (lists_made.compare, lists_made.reconcile, lists_made.reach, lists_made.clustered):
    lists.command()(verb)
