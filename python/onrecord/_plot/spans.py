"""The part of the calendar that a picture shows, and the steps in which it counts: from days to years.

A few days far from all others (a war that is remembered, a plan for 2050) would press everything else together: they
are counted at the margin.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

import altair as alt
import polars as pl

__all__ = ["Span", "Step", "in_step", "longer", "spanned", "step_of"]

Step = Literal["1d", "1w", "1mo", "1q", "1y"]
"""How much of the calendar is counted as one, as polars writes it."""

_STEPS: dict[Step, float] = {
    "1d": 1,
    "1w": 7,
    "1mo": 30.4,
    "1q": 91.3,
    "1y": 365.2,
}
_MOST = 100
"""How many steps a picture has at most, so that each is seen."""
_MASS = 0.95
"""The share of all that the shortest span must hold which is drawn if the rest lies far away."""
_NEAR = 0.25
"""What lies within this share of that span's length on either side is drawn as well."""
_MARGIN = 0.08
"""How much of the picture's length a margin takes."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are drawn, from the first to the last, and whether some lie before and after."""

    first: dt.date
    last: dt.date
    is_before: bool = False
    is_after: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def domain(self) -> tuple[dt.datetime, dt.datetime]:
        """From where to where the axis goes: the days, and the margins if something is counted there."""
        margin = self.days * _MARGIN
        before, after = (
            ceil(margin if is_beyond else margin / 10) for is_beyond in (self.is_before, self.is_after)
        )
        first = max(self.first.toordinal() - before, dt.date.min.toordinal())
        last = min(self.last.toordinal() + 1 + after, dt.date.max.toordinal())
        return dt.datetime.fromordinal(first), dt.datetime.fromordinal(last)

    def aligned(self, step: Step) -> Span:
        """The same in whole steps."""
        first, last = pl.lit(self.first).dt.truncate(step), pl.lit(self.last).dt.truncate(step)
        row = pl.select(first=first, last=last.dt.offset_by(step).dt.offset_by("-1d")).row(0)
        return replace(self, first=row[0], last=row[1])

    def where(self, day: pl.Expr) -> pl.Expr:
        """For each day "before", "within" or "after"."""
        return (
            pl.when(day < self.first)
            .then(pl.lit("before"))
            .when(day > self.last)
            .then(pl.lit("after"))
            .otherwise(pl.lit("within"))
        )

    def scale(self) -> alt.Scale:
        """The scale of its axis."""
        first, last = (alt.DateTime(year=day.year, month=day.month, date=day.day) for day in self.domain)
        # Vega-Lite takes the two ends of bars for two domains, and warns, if both are given as one.
        return alt.Scale(domainMin=first, domainMax=last, nice=False)

    def axis(self) -> alt.Axis:
        """An axis of days that tells the year, and has no ticks between two days."""
        if self.days > 200:
            return alt.Axis(format="%b %Y", labelOverlap=True, grid=False)
        step = alt.TimeIntervalStep(interval="day", step=1 + self.days // 20)
        if self.days < 60:
            return alt.Axis(format="%-d %b %Y", labelOverlap=True, grid=False, tickCount=step)
        return alt.Axis(format="%-d %b %Y", labelOverlap=True, grid=False)


def in_step(step: Step) -> str:
    """A step in words.

    >>> in_step("1mo")
    'by month'
    """
    names = {"1d": "by day", "1w": "by week", "1mo": "by month", "1q": "by quarter", "1y": "by year"}
    return names[step]


def longer(step: Step) -> Step:
    """The next longer step; of years, years.

    >>> longer("1d"), longer("1y")
    ('1w', '1y')
    """
    steps: list[Step] = list(_STEPS)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def spanned(days: pl.Series, between: tuple[dt.date | None, dt.date | None] = (None, None)) -> Span | None:
    """Where the mass of the days lies, or what `between` asks for; none if there are no days.

    >>> import datetime as dt
    >>> days = pl.Series([dt.date(2020, 3, day) for day in range(1, 31)] + [dt.date(1915, 4, 24)])
    >>> span = spanned(days)
    >>> span.first, span.last, span.is_before
    (datetime.date(2020, 3, 1), datetime.date(2020, 3, 30), True)
    """
    found: list[dt.date] = days.drop_nulls().sort().to_list()
    first, last = between
    inside = [day for day in found if (first is None or day >= first) and (last is None or day <= last)]
    if not inside:
        return None
    if first is None and last is None:
        start, end = _mass(inside)
    else:
        start, end = first or inside[0], last or inside[-1]
    return Span(start, end, is_before=found[0] < start, is_after=found[-1] > end)


def _mass(days: list[dt.date]) -> tuple[dt.date, dt.date]:
    """From which to which of the sorted days most of them lie; from the first to the last, if the others are near."""
    many = ceil(_MASS * len(days))
    starts = range(len(days) - many + 1)
    best = min(starts, key=lambda place: (days[place + many - 1] - days[place], place))
    start, end = days[best], days[best + many - 1]
    near = (end - start).days * _NEAR + 14
    within = [day for day in days if (start - day).days <= near and (day - end).days <= near]
    return within[0], within[-1]


def step_of(span: Span, most: int = _MOST) -> Step:
    """The shortest step in which the span has few enough.

    >>> import datetime as dt
    >>> [step_of(Span(dt.date(2020, 1, 1), dt.date(2020, 1, 1) + dt.timedelta(n))) for n in (60, 300, 2000)]
    ['1d', '1w', '1mo']
    """
    for step, days in _STEPS.items():
        if span.days / days <= most:
            return step
    return "1y"
