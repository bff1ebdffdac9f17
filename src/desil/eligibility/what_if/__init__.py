"""What would follow from other rules: families, people, rupiah, who enters and leaves, errors."""
