"""The way of a case, without a database, a framework or a clock."""
