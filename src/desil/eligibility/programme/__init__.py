"""Programmes as data: read from YAML, checked, dated."""
