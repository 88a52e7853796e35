"""Altair charts that show themselves, and are saved, without the network.

Altair's own way to show a chart loads Vega from the web. These hand a notebook the specification, which JupyterLab,
Jupyter Notebook and VS Code draw with the Vega that they bring, and a picture (SVG) for everything else. Who has
chosen a renderer (`altair.renderers.enable`) gets that one.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

__all__ = ["Chart", "LayerChart"]

_MIME = "application/vnd.vegalite.v5+json"
"""What notebooks know; they have no other name for later versions, and draw what both have."""
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


class _Offline(alt.TopLevelMixin):
    """What all kinds of charts do in their own way."""

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

    def __add__(self, other: Any) -> LayerChart:
        return LayerChart(layer=[_chart(self), other])

    def __or__(self, other: Any) -> HConcatChart:
        return HConcatChart(hconcat=[_chart(self), other])

    def __and__(self, other: Any) -> VConcatChart:
        return VConcatChart(vconcat=[_chart(self), other])

    def save(self, *args: Any, **kwds: Any) -> None:
        """As Altair's, but a page (`.html`) holds all that draws it."""
        target, kind = (*args, kwds.get("format"), None)[:2] if args else (kwds.get("fp"), kwds.get("format"))
        is_page = kind == "html" or (kind is None and str(getattr(target, "name", target)).endswith(".html"))
        super().save(*args, **({"inline": True} if is_page else {}) | kwds)

    def to_html(self, *args: Any, **kwds: Any) -> str:
        """As Altair's, but the page holds all that draws it."""
        return super().to_html(*args, **{"inline": True} | kwds)


def _chart(one: object) -> Any:
    """A chart as what joins charts takes it: Altair's base of all charts is not typed as one."""
    return one


class Chart(_Offline, alt.Chart):
    """`altair.Chart` that needs no network."""


class LayerChart(_Offline, alt.LayerChart):
    """`altair.LayerChart` that needs no network."""


class HConcatChart(_Offline, alt.HConcatChart):
    """`altair.HConcatChart` that needs no network: what `|` makes of two charts."""


class VConcatChart(_Offline, alt.VConcatChart):
    """`altair.VConcatChart` that needs no network: what `&` makes of two charts."""
