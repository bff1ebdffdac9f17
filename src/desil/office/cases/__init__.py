"""Corrections and complaints at the office: the desk's list, a case, its moves, its entry."""
