"""The deliveries that the city's sources would send, with their faults."""
