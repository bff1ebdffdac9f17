"""Where families stand: groups, sizes, scores, the frozen formula and the hot deck."""
