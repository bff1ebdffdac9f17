"""Becomes the PostgreSQL server: as the given user, and told to stop when its parent dies.

Run as a program of its own (`python -I -S launch.py UID GID PARENT PROGRAM ARGUMENT...`), so that
nothing has to run between fork and exec of a process with threads. It starts as the caller, who
may be the only one that can read this interpreter, and gives its rights up just before it turns
into the server. UID -1 keeps the user.
"""

from __future__ import annotations

import ctypes  # before the change of user: it may not be able to read this interpreter
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def stop_with_parent(parent: int) -> None:
    """Ask the kernel for SIGINT (PostgreSQL's fast, clean stop) when `parent` ends; Linux only."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(1)


def become_user(uid: int, gid: int) -> None:
    """Give up every right but those of one user."""
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def main(arguments: list[str]) -> None:
    """Never returns: this process is the server from here on."""
    uid, gid, parent = (int(a) for a in arguments[:3])
    os.umask(0o077)
    if uid != -1:
        become_user(uid, gid)
    stop_with_parent(parent)  # after become_user: a change of user clears it
    os.execv(arguments[3], arguments[3:])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
