"""Screens of the city as a whole: who moved, who waits, what the sources contradict."""
