"""From answers to a list: ordered, cut at the quota, frozen, compared."""
