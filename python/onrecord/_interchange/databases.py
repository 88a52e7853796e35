"""DuckDB and Ibis: the frames as tables of their names, in memory or in a database file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord._extras import require
from onrecord._record import rows

if TYPE_CHECKING:
    import duckdb
    import ibis

    from onrecord._record import AnyRecord

__all__ = ["to_duckdb", "to_ibis", "write_duckdb"]


def to_duckdb(record: AnyRecord, path: str | Path = ":memory:") -> duckdb.DuckDBPyConnection:
    """A connection to a database with a table for each frame, and one with the provenance."""
    require("duckdb", "duckdb", "pyarrow")
    import duckdb

    try:
        connection = duckdb.connect(str(path))
    except duckdb.IOException as error:
        raise OSError(f"{path} cannot be opened as a database: {error}") from error
    for name in record.frames:
        connection.register(f"{name}_given", rows(record, name).to_arrow())
        connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM "{name}_given"')
        connection.unregister(f"{name}_given")
    connection.execute("CREATE OR REPLACE TABLE provenance (provenance JSON)")
    connection.execute(
        "INSERT INTO provenance VALUES (?)", [json.dumps(record.provenance, ensure_ascii=False)]
    )
    return connection


def write_duckdb(record: AnyRecord, path: str | Path) -> Path:
    """Writes a database file; tables of these names that it has are replaced."""
    to_duckdb(record, path).close()
    return Path(path)


def to_ibis(record: AnyRecord) -> ibis.BaseBackend:
    """The same database in memory, for Ibis."""
    require("ibis", "ibis")
    import ibis

    backend: ibis.BaseBackend = ibis.duckdb.from_connection(to_duckdb(record))
    return backend
