"""Whether a delivery or a run is plausible beside the one before it, and which deliveries count."""
