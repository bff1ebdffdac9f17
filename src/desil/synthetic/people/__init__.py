"""Who lives in the city: members, ages, names, numbers."""
