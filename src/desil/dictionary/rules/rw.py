"""The RW and RT of a family: those that its address names, everywhere.

An identity card says where its holder was registered, which may be another kelurahan.
"""

from __future__ import annotations

_NUMBER = "[ .:/]*0*([0-9]{1,3})"
RW_IN_ADDRESS = f"RW{_NUMBER}"
RT_IN_ADDRESS = f"RT{_NUMBER}"
"""Regular expressions over an address in capitals, after the beginning of a word."""
