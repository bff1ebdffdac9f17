"""Drawing: named random streams, exact rounding, the normal curve, dates of birth."""
