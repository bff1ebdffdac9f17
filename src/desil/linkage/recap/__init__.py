"""Counts by kelurahan of what the register and its integration hold."""
