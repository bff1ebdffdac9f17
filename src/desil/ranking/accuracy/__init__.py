"""How right a ranking is: errors of a quota, deciles, probabilities, by group, with intervals."""
