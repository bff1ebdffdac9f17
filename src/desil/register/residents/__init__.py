"""What a resident who has said who they are may be told."""
