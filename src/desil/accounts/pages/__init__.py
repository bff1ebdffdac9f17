"""The pages about one's own account, the invitation, and the question why a family is opened."""
