"""A fault of the machine or of the database as an error that people may see, for every door."""

from __future__ import annotations

from desil.database.server.fault import database_fault_of
from desil.engine.faults.log import causes_of
from desil.engine.faults.machine import machine_fault_of
from desil.errors import DesilError


def public_fault_of(fault: BaseException) -> DesilError | None:
    """The error that says what was wrong and what to do, from `fault` or what led to it; None when
    nobody foresaw it."""
    for cause in causes_of(fault):
        if isinstance(cause, DesilError):
            return cause
        if found := database_fault_of(cause) or machine_fault_of(cause):
            return found
    return None
