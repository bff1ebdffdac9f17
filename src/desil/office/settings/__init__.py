"""What the office runs with, shown plainly; nothing is changed here."""
