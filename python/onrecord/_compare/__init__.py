"""Outlets, speakers and statements beside each other: who carries what, who contradicts whom, who has how much room.

`coverage` is `record.coverage`, `contradictions` is `record.contradictions`, `shares` is `record.shares`, `relations` is
`record.relations`; each gives one frame.
"""
