"""One time expression by itself: "late October" → its value and days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onrecord import _onrecord
from onrecord.exceptions import DtypeError

__all__ = ["ParsedDate", "parse_date"]

EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """What a time expression denotes, in the words of the columns of the frame `dates`."""

    value: str
    """The TIMEX3 value: "2019-10", "P6M", "PAST_REF"."""
    type: str
    """DATE, TIME, DURATION or SET."""
    mod: str | None
    """START, MID, END, APPROX, ..., as in TIMEX3."""
    start: dt.date | None
    """The first day that it may denote; None for lengths, sets, vague references, and where no year is told."""
    end: dt.date | None
    """The last day that it may denote."""
    basis: str
    """What it was resolved against: explicit, published, ambiguous or none."""
    rule: str
    """The rule that recognized it."""


def parse_date(text: str, *, published: dt.date | None = None) -> ParsedDate | None:
    """What one time expression denotes, seen from the day `published`.

    The whole text must be one expression: a preposition may stand before it and marks around it, but with
    other words, a second expression or both ends of a range the answer is None. `extract` and `dates` find
    expressions in running text. No verb tells past from future here: a weekday is the last one, a month
    without a year the nearest.

    Parameters
    ----------
    text : str
        The expression.
    published : datetime.date, optional
        The day from which it is seen.

    Returns
    -------
    ParsedDate or None
        Value, type and days; None for what is not one expression.

    Raises
    ------
    DtypeError
        If the text is no str, or `published` no date.

    Examples
    --------
    >>> import datetime as dt
    >>> late = parse_date("late October", published=dt.date(2019, 11, 15))
    >>> late.value, late.mod, late.start.isoformat(), late.end.isoformat()
    ('2019-10', 'END', '2019-10-21', '2019-10-31')
    >>> parse_date("three weeks ago", published=dt.date(2019, 11, 15)).value
    '2019-W43'
    >>> parse_date("late October").value  # nothing tells the year
    'XXXX-10'
    >>> parse_date("by 3 May 2019").start
    datetime.date(2019, 5, 3)
    >>> parse_date("Sept. 11-12, 2018") is None
    True
    """
    if not isinstance(text, str):
        raise DtypeError(f"parse_date reads a str, not {type(text).__name__}")
    if published is not None and not isinstance(published, dt.date):
        raise DtypeError(f"published is a datetime.date, not {type(published).__name__}")
    today = None if published is None else published.toordinal() - EPOCH.toordinal()
    parsed = _onrecord.parse_date(text, today)
    if parsed is None:
        return None
    value, kind, mod, start, end, basis, rule = parsed
    return ParsedDate(value, kind, mod, _day(start), _day(end), basis, rule)


def _day(since_epoch: int | None) -> dt.date | None:
    """A day, if Python knows it: years before 1 and after 9999 it does not."""
    if since_epoch is None:
        return None
    try:
        return EPOCH + dt.timedelta(days=since_epoch)
    except OverflowError:
        return None
