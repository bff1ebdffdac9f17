"""Records to one person and one family.

So far the register stands on the DTSEN releases alone; the other sources join here.
"""
