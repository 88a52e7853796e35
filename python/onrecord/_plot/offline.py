"""Altair charts that show themselves, and are saved, without the network.

Altair's own way to show a chart loads Vega from the web. These hand a notebook the specification, which JupyterLab,
Jupyter Notebook and VS Code draw with the Vega that they bring, and a picture (SVG) for everything else. Who has
chosen a renderer (`altair.renderers.enable`) gets that one.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import altair as alt
import vl_convert

__all__ = ["Chart", "LayerChart"]

_MIME = "application/vnd.vegalite.v5+json"
"""What notebooks know; they have no other name for later versions, and draw what both have."""
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


class _Offline(alt.TopLevelMixin):
    """What both kinds of charts do in their own way."""

    def _repr_mimebundle_(self, *args: Any, **kwds: Any) -> Any:
        if alt.renderers.active != "default":
            return super()._repr_mimebundle_(*args, **kwds)
        specification = self.to_dict(context={"pre_transform": False})
        bundle = {
            _MIME: {**specification, "$schema": _SCHEMA},
            "image/svg+xml": vl_convert.vegalite_to_svg(specification),
            "text/plain": repr(self),
        }
        options = alt.renderers.options.get("embed_options")
        return bundle, {_MIME: {"embed_options": options}} if options else {}

    def save(self, fp: str | Path | IO[Any], format: Any = None, **kwds: Any) -> None:
        """As Altair's, but a page (`.html`) holds all that draws it."""
        is_page = format == "html" or (format is None and str(getattr(fp, "name", fp)).endswith(".html"))
        super().save(fp, format, **({"inline": True} if is_page else {}) | kwds)

    def to_html(self, *args: Any, **kwds: Any) -> str:
        """As Altair's, but the page holds all that draws it."""
        return super().to_html(*args, **{"inline": True} | kwds)


class Chart(_Offline, alt.Chart):
    """`altair.Chart` that needs no network."""


class LayerChart(_Offline, alt.LayerChart):
    """`altair.LayerChart` that needs no network."""
