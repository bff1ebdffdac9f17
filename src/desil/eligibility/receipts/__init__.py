"""What was paid, held against the lists: who was missed, who should not have been paid."""
