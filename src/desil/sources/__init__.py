"""The sources of deliveries: one folder each. What differs between sources is said here, as data.

A source's folder holds `source.yaml` (what it is called and what desil may conclude from it),
`layout.yaml` (what its files look like), `records.sql` where its rows are linked to people (one row
is one record in the common shape), and `facts.sql` where it says something about them. A home
folder may hold further sources, or others in place of these, under `sources/`.
"""
