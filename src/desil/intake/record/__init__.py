"""What stays of a delivery: its folder, its accepted rows, and what is told of the rest."""
