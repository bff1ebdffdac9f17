"""Pairs that a person must judge, and the judgements, kept for ever."""
