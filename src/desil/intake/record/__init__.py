"""What stays of a delivery: its folder, the rows that were accepted, and what is told of the rest."""
