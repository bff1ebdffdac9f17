"""Users, their roles and permissions, and whose families each of them may see."""
