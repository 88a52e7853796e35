"""Outlets, speakers and statements beside each other: who carries what, who contradicts whom, who has what share.

`items` tells which statements are one; `coverage`, `contradictions`, `shares` and `relations` are the methods of these
names, and give one frame each.
"""
