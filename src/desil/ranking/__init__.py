"""Families to a welfare score, a decile, how sure it is, and why: models, runs, work lists."""
