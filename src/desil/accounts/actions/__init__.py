"""What is done to accounts. Each action is one transaction and one event in the log."""
