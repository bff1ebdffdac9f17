"""What members answer: schooling, work, health."""
