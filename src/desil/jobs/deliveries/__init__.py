"""Deliveries that the office hands in, and what people decide about them."""
