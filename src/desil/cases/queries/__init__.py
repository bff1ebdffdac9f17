"""What people see of cases: queries that row security holds to the reader's territory."""
