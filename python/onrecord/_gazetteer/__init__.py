"""A user's own actors, beside those that are built in.

`rows` turns a frame or file into rows for the core, `dictionaries` reads the actor dictionaries of political
event data.
"""

from onrecord._gazetteer.rows import COLUMNS, Gazetteer, gazetteer_rows, read_gazetteer

__all__ = ["COLUMNS", "Gazetteer", "gazetteer_rows", "read_gazetteer"]
