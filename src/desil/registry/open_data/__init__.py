"""What the register counts for open data, and the figures that anybody may have."""
