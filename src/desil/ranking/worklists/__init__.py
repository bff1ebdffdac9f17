"""Work lists that ranking makes: whom to rank, whom to check, where to visit, what to ask."""
