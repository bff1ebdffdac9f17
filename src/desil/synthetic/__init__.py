"""A made-up Kota Bekasi, and the deliveries that its sources would send."""
