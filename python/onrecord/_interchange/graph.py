"""Who speaks about whom, as a directed graph for Gephi (GEXF), and for yEd, Cytoscape and igraph (GraphML).

A node is an actor, with name, type, country, role, and how much it says and is mentioned. An edge leads from who
makes a statement to whom it tells of: those that its content mentions, and at whom it is aimed. Its weight is the
number of these statements; `acts` says which they are ("accuse 3; say 1"), and `first` and `last` when they were made.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._extras import require
from onrecord._interchange.markup import writable
from onrecord._record import rows
from onrecord._search.about import told_of
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    import networkx

    from onrecord._record import AnyRecord

__all__ = ["about_each_other", "write_graph"]

_NODE = ("name", "type", "country", "role", "aliases", "documents", "mentions", "statements")
_FORMATS = (".gexf", ".graphml")


def write_graph(record: AnyRecord, path: str | Path) -> Path:
    """Writes the graph in the format that the file's name ends in, and gives its path."""
    target = Path(path)
    if target.suffix.lower() not in _FORMATS:
        raise InputError(f"{target} is no name of a graph's file: let it end in {' or '.join(_FORMATS)}")
    require("graph", "networkx")
    import networkx

    graph = _graph(record)
    if target.suffix.lower() == ".gexf":
        networkx.write_gexf(graph, target)
    else:
        networkx.write_graphml_xml(graph, target)
    return target


def _graph(record: AnyRecord) -> networkx.DiGraph[str]:
    import networkx

    links = about_each_other(record)
    met = {*links["speaker_id"], *links["actor_id"]}
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for actor in rows(record, "actors", columns=["actor_id", *_NODE]).iter_rows(named=True):
        if actor["actor_id"] in met:
            facts = {key: actor[key] for key in _NODE}
            graph.add_node(writable(actor["actor_id"]), **_written({"label": actor["name"], **facts}))
    for link in links.iter_rows(named=True):
        speaker, other = writable(link.pop("speaker_id")), writable(link.pop("actor_id"))
        graph.add_edge(speaker, other, **_written(link))
    return graph


def about_each_other(record: AnyRecord) -> pl.DataFrame:
    """One row a pair: how many statements the one makes about the other (`weight`), which, and when; most first."""
    statements = rows(record, "statements")
    mentions = rows(record, "mentions", pl.col("actor_id").is_not_null())
    days = rows(record, "documents", columns=["doc_id", "published"])
    key = ["doc_id", "statement_id"]
    made = (
        statements.select(*key, "act", "negated", "said_from", speaker_id="speaker_ids")
        .explode("speaker_id")
        .drop_nulls("speaker_id")
        .join(days, on="doc_id", how="left", maintain_order="left")
        .with_columns(day=pl.coalesce("said_from", "published").cast(pl.String))
    )
    pair = ["speaker_id", "actor_id"]
    pairs = made.join(told_of(statements, mentions), on=key, maintain_order="left")
    acts = (
        pairs.group_by(*pair, "act")
        .len()
        .sort("len", "act", descending=[True, False])
        .group_by(pair, maintain_order=True)
        .agg(acts=pl.format("{} {}", pl.col("act").cast(pl.String), "len").str.join("; "))
    )
    return (
        pairs.group_by(pair)
        .agg(
            weight=pl.len(), negated=pl.col("negated").sum(), documents=pl.col("doc_id").n_unique(),
            first=pl.col("day").min(), last=pl.col("day").max(),
        )
        .join(acts, on=pair)
        .sort("weight", *pair, descending=[True, False, False])
    )  # fmt: skip


def _written(facts: dict[str, Any]) -> dict[str, str | int]:
    """Facts as a graph's file holds them: numbers, and texts; what is not known is left out."""
    return {key: _value(value) for key, value in facts.items() if value is not None}


def _value(value: int | str | Iterable[str]) -> str | int:
    if isinstance(value, int):
        return value
    return writable(value if isinstance(value, str) else "; ".join(value))
