"""Days of publication, however they are written → days of the calendar.

A moment is the day that it was where it was told: what a text says before its offset, and what a datetime shows in its
own zone. Numbers are a day written as one (20200215), or seconds or milliseconds since 1970.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

import polars as pl

from onrecord import _onrecord
from onrecord.exceptions import DtypeError

__all__ = ["day_of", "days_of"]

_FIRST_DAY, _LAST_DAY = dt.date(1, 1, 1), dt.date(9999, 12, 31)
_EPOCH = dt.date(1970, 1, 1)
#: A day of the calendar with a time behind it, or with none.
_ISO = r"^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:.*)?$"
_PARTED = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}|T\d.*)?")
#: Day and month, or month and day: who writes so does not say.
_FIGURES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}(?:[T ].*)?")
_NUMBER = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_TIME_BEHIND = re.compile(
    r"[,;]?\s+(?:at\s+)?\d{1,2}[:.]\d{2}\b.*$|\s+\d{1,2}\s?[ap]\.?m\b.*$", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE
)


def day_of(given: str) -> dt.date | None:
    """The one day that a text names; `None` where it names none, or may name several.

    >>> day_of("Sat, 15 Feb 2020 23:30:00 -0500"), day_of("15 February 2020"), day_of("20200215")
    (datetime.date(2020, 2, 15), datetime.date(2020, 2, 15), datetime.date(2020, 2, 15))
    >>> day_of("02/03/2020") is None
    True
    """
    text = given.strip()
    if found := _PARTED.fullmatch(text):
        return _date(found[1], found[3], found[4])
    if found := _COMPACT.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if _NUMBER.fullmatch(text):
        return _since_epoch(float(text))
    figures = _FIGURES.fullmatch(text)
    if figures and figures[1] != figures[2] and max(int(figures[1]), int(figures[2])) <= 12:
        return None
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, IndexError, TypeError, OverflowError):
        pass
    words = _WEEKDAY.sub("", _TIME_BEHIND.sub("", text)).strip(" ,")
    parsed = _onrecord.parse_date(words, None) if re.search(r"\d{4}", words) else None
    if parsed is None:
        return None
    _, _, _, start, end, basis, _ = parsed
    return (
        _EPOCH + dt.timedelta(days=start)
        if start is not None and start == end and basis == "explicit"
        else None
    )


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _since_epoch(number: float) -> dt.date | None:
    """The day of so many seconds or milliseconds since 1970, if it lies in this century or the years before."""
    seconds = number / 1000 if number >= 1e11 else number
    return _EPOCH + dt.timedelta(days=int(seconds // 86_400)) if 1e8 <= seconds < 4.2e9 else None


def days_of(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Days from a column of days, times, texts or Python objects; and for each row why it cannot be read."""
    name = column.name
    if column.dtype == pl.Object:
        column = pl.Series(name, [_words(value) for value in column.to_list()], dtype=pl.String)
    if column.dtype == pl.Null:
        column = column.cast(pl.Date)
    if isinstance(column.dtype, (pl.Categorical, pl.Enum)):
        column = column.cast(pl.String)
    if column.dtype == pl.String:
        words = column.str.strip_chars()
        days = _days_of_texts(words)
        words = words.set(words == "", None)
    elif column.dtype == pl.Date or column.dtype == pl.Datetime:
        # Of a moment in a zone, the day there.
        days = column if column.dtype == pl.Date else column.dt.date()
        days = days.set(~days.is_between(_FIRST_DAY, _LAST_DAY), None)
        words = column.cast(pl.String, strict=False).fill_null("?").set(column.is_null(), None)
    else:
        raise DtypeError(
            f"column {name!r} is {column.dtype}: the day of publication is a Date, a Datetime or "
            "a text such as '2020-02-15'"
        )
    frame = pl.DataFrame({"day": days, "words": words})
    reason = pl.format(
        "{} = '{}' is no day of the calendar such as 2020-02-15: correct it, or set it to null",
        pl.lit(name),
        "words",
    )
    error = frame.select(error=pl.when(pl.col("words").is_not_null() & pl.col("day").is_null()).then(reason))
    return frame["day"].alias("published"), error["error"]


def _days_of_texts(texts: pl.Series) -> pl.Series:
    days = texts.str.extract(_ISO).str.to_date("%Y-%m-%d", strict=False)
    others = texts.filter(days.is_null() & texts.is_not_null() & (texts != "")).unique()
    if others.is_empty():
        return days
    told = pl.DataFrame({"text": others, "day": pl.Series([day_of(text) for text in others], dtype=pl.Date)})
    frame = pl.DataFrame({"text": texts, "day": days}).join(
        told, on="text", how="left", maintain_order="left"
    )
    return frame.select(pl.coalesce("day", "day_right")).to_series()


def _words(value: object) -> str | None:
    if value is None or value != value:
        return None
    return value.isoformat() if isinstance(value, dt.date) else str(value)
