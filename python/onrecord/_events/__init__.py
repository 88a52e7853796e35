"""Statements as event data: who did what to whom, as PLOVER and CAMEO code it.

`coding` tells the codes of an act, `sectors` to which part of society an actor belongs, `events` is `record.events`.
"""
