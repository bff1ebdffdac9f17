"""The city as a map: the share of desil 1-4 by kelurahan."""
