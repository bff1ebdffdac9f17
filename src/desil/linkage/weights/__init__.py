"""Weights of evidence: how they are learnt, kept, shown and told in words."""
