"""Corrections and complaints: three doors and a portal, one desk, an answer every time."""
