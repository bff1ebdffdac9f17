"""Rules that several rooms share: up to where assistance goes, which RW is a family's."""
