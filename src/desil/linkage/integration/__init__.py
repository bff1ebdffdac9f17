"""What the linked records say: links, flags, rival values, households, findings."""
