"""Cases of a made-up city: every type at every step, so that no desk is empty."""
