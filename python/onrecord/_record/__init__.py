"""What was extracted: eight linked frames, in memory (`Extraction`) or in a folder (`StoredExtraction`).

`record` has what both can do, `extraction` and `stored` how each holds its frames, `selection` how either is
made smaller, `notes` what is to be known before rows are counted. Whoever shows, draws or hands on rows takes a
`Record` and asks `rows` for them, so that of a stored one no more is read than is needed.
"""

from onrecord._record.extraction import Extraction, stored_frames
from onrecord._record.notes import notes
from onrecord._record.record import AnyRecord, Record, rows
from onrecord._record.stored import StoredExtraction

__all__ = ["AnyRecord", "Extraction", "Record", "StoredExtraction", "notes", "rows", "stored_frames"]
