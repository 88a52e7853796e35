"""Where the actors of a network stand: a force-directed layout, the same in every run."""

from __future__ import annotations

import polars as pl

__all__ = ["placed"]


def placed(links: pl.DataFrame) -> pl.DataFrame:
    """Each actor of the links with its place (`x`, `y`) and how many statements it makes and is the aim of."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for one, other, count in links.select("speaker_id", "other", "statements").iter_rows():
        weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
        graph.add_edge(one, other, weight=weight + count)
    # Strong gravity keeps parts that no link joins from drifting apart.
    places = nx.forceatlas2_layout(graph, seed=7, max_iter=500, scaling_ratio=4.0, strong_gravity=True) if len(graph) else {}
    frame = pl.DataFrame(
        [(name, float(x), float(y)) for name, (x, y) in places.items()],
        schema={"actor_id": pl.String, "x": pl.Float64, "y": pl.Float64}, orient="row",
    )  # fmt: skip
    names = pl.concat(
        [
            links.select(actor_id="speaker_id", name="speaker", made="statements", received=pl.lit(0, pl.UInt32)),
            links.select(actor_id="other", name="other_name", made=pl.lit(0, pl.UInt32), received="statements"),
        ]
    )
    counted = names.group_by("actor_id").agg(pl.col("name").first(), pl.col("made").sum(), pl.col("received").sum())
    return frame.join(counted, on="actor_id", how="left", maintain_order="left")
