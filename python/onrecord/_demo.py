"""The demonstration: extracts the bundled articles, prints what was found, and writes all frames."""

from __future__ import annotations

import sys

import polars as pl

import onrecord

__all__ = ["main"]


def main(folder: str) -> None:
    """Prints statements, actors and dates as tables, and writes every frame as Parquet to `folder`."""
    record = onrecord.extract(onrecord.sample())
    statements = record.statements.filter(pl.col("speaker").is_not_null() & pl.col("parent_id").is_null())
    actors = record.actors.sort("statements", "mentions", "actor_id", descending=[True, True, False])
    with pl.Config(tbl_rows=20, tbl_width_chars=150, fmt_str_lengths=60, tbl_hide_dataframe_shape=True):
        print(repr(record))
        print("\nWho said what:")
        print(statements.select("doc_id", "speaker", "act", "addressee", "said_from", "content").head(12))
        print("\nWho is who:")
        print(
            actors.select(
                "actor_id", "name", "type", "country", "role", "documents", "mentions", "statements"
            ).head(12)
        )
        print("\nWhen:")
        print(record.dates.select("doc_id", "text", "type", "value", "earliest", "latest", "basis").head(12))
    record.write_parquet(folder)
    print(f"\nAll frames are in {folder}/ as Parquet.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "out")
