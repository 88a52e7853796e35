"""Examples are checked when they are read, and batches change nothing."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import torch

from training.reader.data import Batch, Window, batches
from training.reader.decode import cue_spans, token_labels
from training.reader.evaluate import Told, paired
from training.reader.model import Reader

from .conftest import TINY, example


def window(length: int, seed: int = 1) -> Window:
    return Window.read(json.dumps(example(random.Random(seed), length)))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"case": [0]}, "case has 1 entries, pieces 20"),
        ({"statements": [{"cue": [3], "labels": [0]}]}, r"statements\[0\].labels has 1 entries, pieces 20"),
        ({"statements": [{"cue": [20], "labels": [0] * 20}]}, r"the cue \(20,\) is not in its window"),
        ({"statements": [{"cue": [], "labels": [0] * 20}]}, r"the cue \(\) is not in its window"),
    ],
)
def test_a_window_that_does_not_fit_is_refused(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Window.read(json.dumps(example(random.Random(1), 20) | changed))


def test_what_stands_beside_a_window_changes_nothing() -> None:
    torch.manual_seed(3)
    reader = Reader(TINY).eval()
    short, long = window(14), window(33, seed=2)
    told = short.statements[0]
    seen = []
    for windows in ([short], [short, long]):
        batch = Batch.of(windows, TINY)
        hidden = reader.encode(batch.pieces, batch.case, batch.quote, batch.role, batch.mask)
        roles = reader.roles(hidden, batch.cues([(0, told.cue)], TINY.farthest), batch.text)
        seen.append((hidden[0, :16], roles[0, 1:15]))
    for alone, beside in zip(*seen, strict=True):
        torch.testing.assert_close(alone, beside, atol=1e-5, rtol=1e-5)


def test_every_window_is_in_one_batch() -> None:
    windows = [window(12 + n % 20, seed=n) for n in range(50)]
    drawn = list(batches(windows, 8, random.Random(1)))
    assert sorted(map(id, (window for batch in drawn for window in batch))) == sorted(map(id, windows))
    assert drawn != list(batches(windows, 8, random.Random(2)))


def test_distances_count_from_the_cue() -> None:
    given = window(12)
    cues = Batch.of([given], TINY).cues([(0, (3, 4))], TINY.farthest)
    own = 2 * TINY.farthest + 1
    # [CLS], twelve pieces, [SEP].
    assert cues.distance[0].tolist() == [4, 5, 6, 7, own, own, 9, 10, 11, 12, 13, 14, 15, 16]
    assert cues.pieces.tolist() == [4, 5]


O, B, I = [0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.2, 0.1, 0.7]  # noqa: E741


@pytest.mark.parametrize(
    ("rows", "starts", "spans"),
    [
        ([O, B, O], [1, 1, 1], [(1,)]),
        ([O, B, I, O], [1, 1, 1, 1], [(1, 2)]),
        ([B, O, I], [1, 1, 1], [(0,)]),
        ([B, B], [1, 1], [(0,), (1,)]),
        ([B, O, O], [1, 0, 1], [(0, 1)]),
        ([O, B], [1, 0], []),
        ([O, I], [1, 1], []),
    ],
)
def test_cues_are_runs_of_tokens(
    rows: list[list[float]], starts: list[int], spans: list[tuple[int, ...]]
) -> None:
    assert cue_spans(torch.tensor(rows), starts, 0.5) == spans


def test_the_pieces_of_a_token_agree() -> None:
    probabilities = torch.tensor([[0.6, 0.4, 0.0], [0.1, 0.9, 0.0], [0.0, 0.2, 0.8]])
    assert token_labels(probabilities, [1, 0, 1]) == [1, 1, 2]


def test_statements_are_paired_once_by_content() -> None:
    def told(*content: int) -> Told:
        return Told(frozenset(), frozenset(content))

    found = [told(1, 2, 3), told(1, 2, 3, 4), told(9)]
    there = [told(1, 2, 3, 4), told(8)]
    assert paired(found, there) == [(found[1], there[0])]
