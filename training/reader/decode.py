"""From probabilities to cues, sources and contents, as plainly as the core does it before its judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from torch import Tensor

BEGIN, INSIDE = 1, 2


def tokens(starts: Sequence[int]) -> Iterator[range]:
    """Group pieces into the tokens that they were cut from."""
    firsts = [at for at, first in enumerate(starts) if first or at == 0]
    for first, following in zip(firsts, [*firsts[1:], len(starts)], strict=True):
        yield range(first, following)


def cue_spans(probabilities: Tensor, starts: Sequence[int], least: float) -> list[tuple[int, ...]]:
    """Find cues: a token that begins one with a probability of `least`, and those that go on with it.

    Parameters
    ----------
    probabilities
        Of outside, begin and inside, for each piece of one window, ``[length, 3]``.
    starts
        1 for the first piece of each token.
    least
        What the first piece of a cue needs.

    Returns
    -------
    list of tuple of int
        The pieces of each cue.
    """
    spans: list[list[int]] = []
    goes_on = False
    rows = probabilities.tolist()
    for token in tokens(starts):
        outside, begin, inside = rows[token.start]
        if begin >= least and begin >= inside:
            spans.append(list(token))
            goes_on = True
        elif goes_on and inside > outside:
            spans[-1] += token
        else:
            goes_on = False
    return [tuple(span) for span in spans]


def token_labels(probabilities: Tensor, starts: Sequence[int]) -> list[int]:
    """Give every piece the label that its token's pieces find likeliest together."""
    labels: list[int] = []
    for token in tokens(starts):
        likeliest = int(probabilities[token.start : token.stop].mean(0).argmax())
        labels += [likeliest] * len(token)
    return labels
