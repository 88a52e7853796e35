"""The methods of `record.plot`; what they draw is made by a module for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from onrecord._extras import require
from onrecord._fork import methods_need_polars
from onrecord._search.asked import fitting
from onrecord._search.subset import bounds
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    import altair as alt

    from onrecord._plot.network import By as LinkBy
    from onrecord._plot.speakers import By as BarBy
    from onrecord._record import AnyRecord
    from onrecord._search.asked import Asked
    from onrecord._search.subset import Day

__all__ = ["Plots"]

_NARROWEST = 300
"""How wide a network is at least, in pixels, so that it has room for two names."""


@methods_need_polars()
class Plots:
    """Pictures of an extraction, as Altair charts: `record.plot.timeline()` and its sisters.

    They need `pip install 'onrecord[plot]'`. A chart holds its rows (`chart.data`), and takes
    `.properties(…)`, `.encode(…)` and `.interactive()` like any other. It shows itself and is saved (`chart.save(path)`
    as .svg, .png, .pdf or .html) without the network. Each takes what `record.filter` takes, and draws what fits.

    A joint statement counts for each who makes it. Tooltips have the surest statement of those that a mark
    counts, with the words that report it.
    """

    __slots__ = ("_record",)

    def __init__(self, record: AnyRecord) -> None:
        self._record = record

    def timeline(self, *, top: int = 12, **asked: Unpack[Asked]) -> alt.LayerChart:
        """Statements over time by speaker: on the day that the text tells, else on that of publication.

        The axis covers the time in which nearly all were made; what lies far from it is counted at the margin. They
        are counted by day, or by week, month, quarter or year where those would be too many.

        Parameters
        ----------
        top : int
            How many of the speakers with most statements are shown.
        **asked : optional
            What `record.filter` takes: `speaker`, `act`, `outlet`, `between`, `about`, `confidence`. With `between`,
            the axis covers these days.

        Returns
        -------
        altair.LayerChart
            `data` has one row a mark: `form`, `speaker`, `act`, `told`, `day` and `until` (Date), `statements`
            (UInt32), `outlets`, `example`, and its place.

        Raises
        ------
        InputError
            If `top` is less than 1, more marks would be drawn than Altair can, or `record.filter` raises it.
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        _needs("altair")
        from onrecord._plot.timeline import drawn

        between = asked.get("between")
        return drawn(
            fitting(self._record, asked),
            top=_positive(top),
            between=(None, None) if between is None else bounds(between),
        )

    def speakers(self, *, top: int = 15, by: BarBy = "outlet", **asked: Unpack[Asked]) -> alt.Chart:
        """Who is quoted how often: by which outlet, in which kind, or in which act.

        Parameters
        ----------
        top : int
            How many of the speakers with most statements are shown; who is not named has a bar below them.
        by : {"outlet", "kind", "act"}
            What the bars are parted by.
        **asked : optional
            What `record.filter` takes: `speaker`, `act`, `outlet`, `between`, `about`, `confidence`.

        Returns
        -------
        altair.Chart
            `data` has one row a piece of a bar: `speaker_id`, `speaker`, what it is parted by, `statements` (UInt32),
            `example`.

        Raises
        ------
        InputError
            If `top` is less than 1, `by` is none of these, or `record.filter` raises it.
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        _needs("altair")
        from onrecord._plot.speakers import drawn

        if by not in ("outlet", "kind", "act"):
            raise InputError(f"by={by!r}: give 'outlet', 'kind' or 'act'")
        return drawn(fitting(self._record, asked), top=_positive(top), by=by)

    def outlets(self, *, top: int = 15, **asked: Unpack[Asked]) -> alt.LayerChart:
        """Whom each outlet quotes: speakers and outlets as a heat map of shares.

        A share is of all statements in the outlet's articles, those of other speakers too.

        Parameters
        ----------
        top : int
            How many of the speakers with most statements are shown; who is not named has a row below them.
        **asked : optional
            What `record.filter` takes: `speaker`, `act`, `outlet`, `between`, `about`, `confidence`. Shares are then
            of the statements that fit.

        Returns
        -------
        altair.LayerChart
            `data` has one row a cell: `speaker_id`, `speaker`, `outlet`, `statements` (UInt32), `of_outlet` (UInt32),
            `share` (Float64, 0 to 1), `example`.

        Raises
        ------
        InputError
            If `top` is less than 1, or `record.filter` raises it.
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        _needs("altair")
        from onrecord._plot.outlets import drawn

        return drawn(fitting(self._record, asked), top=_positive(top))

    def network(
        self, *, top: int = 40, by: LinkBy = "tone", width: int = 620, **asked: Unpack[Asked]
    ) -> alt.LayerChart:
        """Who speaks to or about whom; a mark on each link points to whom it leads.

        Circles are as large as all the statements that an actor made, drawn here or not. Places are those of
        ForceAtlas2 (Jacomy and others, 2014), moved until no name lies on another.

        Parameters
        ----------
        top : int
            How many of the strongest links are shown.
        by : {"tone", "act"}
            What links are coloured by: how many of the statements part the two (accuse, warn, deny …) and how many join
            them (agree, praise …), or their most frequent act.
        width : int
            How wide the picture is, in pixels; at least 300.
        **asked : optional
            What `record.filter` takes: `speaker`, `act`, `outlet`, `between`, `about`, `confidence`.

        Returns
        -------
        altair.LayerChart
            `data` has one row a link: `speaker_id`, `speaker`, `other_id`, `other`, `statements`, and how many of them
            are addressed `to` and `about` the other (UInt32), `tone` (Float64, -1 to 1), `act`, `example`, and its
            place.

        Raises
        ------
        InputError
            If `top` is less than 1, `by` is none of these, the width too small, or `record.filter` raises it.
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        _needs("altair", "networkx", "numpy")
        from onrecord._plot.network import drawn

        if by not in ("tone", "act"):
            raise InputError(f"by={by!r}: give 'tone' or 'act'")
        if width < _NARROWEST:
            raise InputError(f"width={width}: names need {_NARROWEST} pixels at least")
        return drawn(fitting(self._record, asked), top=_positive(top), by=by, width=width)

    def dates(self, **asked: Unpack[Asked]) -> alt.LayerChart:
        """Which days the articles talk about, against when they appeared; on the line, one tells of its own day.

        The axis covers the time of nearly all days; what lies far from it is counted at the margin. Days are put
        together in weeks, months, quarters or years where they would be too many; expressions of up to a month count by
        their middle.

        Parameters
        ----------
        **asked : optional
            What `record.filter` takes: `speaker`, `act`, `outlet`, `about`, `confidence`: of the articles in which
            such statements stand. `between` are the days talked about that the axis covers.

        Returns
        -------
        altair.LayerChart
            `data` has one row a mark: `place` ("within", "before", "after"), `published` (Date), `days`, `articles` and
            `count` (UInt32), `expressions`, and its place.

        Raises
        ------
        InputError
            If `record.filter` raises it.
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        _needs("altair")
        from onrecord._plot.dates import drawn

        between: tuple[Day, Day] | None = asked.pop("between", None)
        return drawn(
            fitting(self._record, asked), between=(None, None) if between is None else bounds(between)
        )

    def __repr__(self) -> str:
        return "Plots(timeline, speakers, outlets, network, dates)"


def _needs(*modules: str) -> None:
    require("plot", *modules, "vl_convert")


def _positive(top: int) -> int:
    if top < 1:
        raise InputError(f"top={top}: give a whole number from 1")
    return top
