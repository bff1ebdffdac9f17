"""Deliveries to standard records: one declaration per source layout, and a quarantine."""
