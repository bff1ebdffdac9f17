"""The what-if page: forms of other rules, and what they come to beside those in force."""
