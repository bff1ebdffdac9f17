"""Commands about sources and their deliveries."""
