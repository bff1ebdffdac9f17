"""Commands about the office: its users, and its log."""
