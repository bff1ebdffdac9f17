"""Holds a home's server open in a process of its own: prints its socket address, waits."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from desil.database.server.server import open_server

if __name__ == "__main__":
    with open_server(
        Path(sys.argv[1]), search_path=os.environ["PATH"], purpose="desil tahan", synced=False
    ) as s:
        print(s.url, flush=True)
        with s.connect(autocommit=True) as connection:
            connection.execute("create table if not exists mark (number int)")
            connection.execute("insert into mark values (1)")
        print("siap", flush=True)
        time.sleep(float(sys.argv[2]))
