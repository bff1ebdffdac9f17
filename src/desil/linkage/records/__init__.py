"""Records of every source in one common shape, with names in one spelling."""
