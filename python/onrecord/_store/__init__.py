"""Extraction of more than memory holds: batch by batch into a folder, from where it goes on when it was interrupted."""

from onrecord._store.folder import PARTS, begun
from onrecord._store.run import add_part, extract_to, join_folder

__all__ = ["PARTS", "add_part", "begun", "extract_to", "join_folder"]
