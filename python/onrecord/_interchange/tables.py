"""Frames for pandas and pyarrow, with every null kept: days as NaT, closed vocabularies as categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord._extras import require
from onrecord._record import rows

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from onrecord._record import AnyRecord

__all__ = ["to_arrow", "to_pandas"]


def to_arrow(record: AnyRecord) -> dict[str, pyarrow.Table]:
    """The frames by name, as Arrow tables."""
    require("pandas", "pyarrow")
    return {name: rows(record, name).to_arrow() for name in record.frames}


def to_pandas(record: AnyRecord) -> dict[str, pandas.DataFrame]:
    """The frames by name, for pandas."""
    require("pandas", "pandas", "pyarrow")
    import pandas
    import pyarrow

    # NumPy's whole numbers know no null: with pandas' own, a missing parent_id makes no 3 a 3.0.
    def kept(kind: pyarrow.DataType) -> pandas.UInt32Dtype | None:
        return pandas.UInt32Dtype() if kind == pyarrow.uint32() else None

    return {
        name: rows(record, name).to_pandas(types_mapper=kept, date_as_object=False) for name in record.frames
    }
