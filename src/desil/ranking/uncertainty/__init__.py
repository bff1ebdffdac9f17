"""How sure a rank is: the probability of desil 1-4, and the distance to the nearest boundary."""
