"""Adds events in a process of its own, telling each place after its commit, until it is killed."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

import psycopg

from desil.audit.journal import Journal
from desil.audit.keys import keys_in
from tests.integration.audit.events import event

if __name__ == "__main__":
    home = Path(sys.argv[2])
    journal = Journal(home, keys_in(home))
    with psycopg.connect(sys.argv[1], autocommit=True) as connection:
        for number in count(1):
            with connection.transaction():
                place = journal.append(connection.cursor(), event(number, journal))
            print(place, flush=True)
