"""The network: an encoder over word pieces, and three heads over what it sees."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional

from .integers import linear_of_integers, rounded_pieces

CUE_LABELS = 3
"""Outside, begin, inside."""
NAME_LABELS = 7
"""Outside, then begin and inside of person, organization and place."""
ROLE_LABELS = 3
"""Neither, source, content."""


@dataclass(frozen=True)
class Shape:
    """How large each part of the network is.

    `cases`, `quotes` and `roles` count what the core tells of a piece; one id more, the last, is for what no
    text stands behind: [CLS], [SEP] and padding.
    """

    vocabulary: int = 30_522
    positions: int = 256
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1_536
    cases: int = 6
    quotes: int = 4
    roles: int = 8
    farthest: int = 64
    role_width: int = 128
    role_heads: int = 4
    role_inner: int = 256
    reach: int = 3


@dataclass(frozen=True)
class Cues:
    """Cues that roles are asked for, over all windows of a batch.

    `window` is the row of each cue's window, ``[cues]``. A cue's pieces are places in the batch, one row after
    another: `pieces`, the cue that each is `of`, and the `share` it has in it, ``[pieces]`` all three. `distance`
    is how far each piece of the window stands from the cue, ``[cues, length]``: clipped and counted from 0, and
    one more than any distance for the cue's own.
    """

    window: Tensor
    pieces: Tensor
    of: Tensor
    share: Tensor
    distance: Tensor


class Embeddings(nn.Module):
    """A vector for each piece: which it is, where it stands, and what an uncased encoder does not see.

    With `integers` the first is rounded as it will be when it is exported.
    """

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.integers = False
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.cases = nn.Embedding(shape.cases + 1, shape.width)
        self.quotes = nn.Embedding(shape.quotes + 1, shape.width)
        self.roles = nn.Embedding(shape.roles + 1, shape.width)
        # What is added to a pretrained encoder changes nothing until it has learned something.
        for added in (self.cases, self.quotes, self.roles):
            nn.init.zeros_(added.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, case: Tensor, quote: Tensor, role: Tensor) -> Tensor:
        seen = self.cases(case) + self.quotes(quote) + self.roles(role)
        which = self.pieces(pieces)
        if self.integers:
            which = rounded_pieces(which)
        placed = which + self.positions.weight[: pieces.shape[1]]
        embedded: Tensor = self.dropout(self.norm(placed + seen))
        return embedded


class Layer(nn.Module):
    """One layer of a BERT encoder (Devlin et al. 2019), normalized after each addition.

    With `integers` its linear maps are rounded as they will be when it is exported.
    """

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.integers = False
        self.attention = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = hidden.shape
        parts = self._apply_linear(self.attention, hidden).view(
            batch, length, 3, self.heads, width // self.heads
        )
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        hidden = self.attended_norm(hidden + self.dropout(self._apply_linear(self.attended, mixed)))
        inner = functional.gelu(self._apply_linear(self.inner, hidden))
        normalized: Tensor = self.outer_norm(hidden + self.dropout(self._apply_linear(self.outer, inner)))
        return normalized

    def _apply_linear(self, linear: nn.Linear, values: Tensor) -> Tensor:
        if self.integers:
            return linear_of_integers(linear, values)
        applied: Tensor = linear(values)
        return applied


class Roles(nn.Module):
    """Which pieces are the source and the content of a given cue.

    The encoder runs once, however many cues there are. Each piece meets the mean of the cue's pieces, in a sum and
    in a product that tells whether both belong together; then a narrow convolution and one small layer of attention
    let the pieces of a window agree on where source and content begin and end.
    """

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.role_width
        self.piece = nn.Linear(shape.width, width)
        self.cue = nn.Linear(shape.width, width, bias=False)
        # One more than there are distances: the cue's own pieces.
        self.distance = nn.Embedding(2 * shape.farthest + 2, width)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.together = nn.Linear(width, width)
        self.neighbours = nn.Conv1d(width, width, shape.reach, padding=shape.reach // 2)
        self.agreement = Layer(width, shape.role_heads, shape.role_inner, dropout)
        self.label = nn.Linear(width, ROLE_LABELS)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, cues: Cues, text: Tensor) -> Tensor:
        """Label every piece of each cue's window.

        Parameters
        ----------
        hidden
            What the encoder saw, ``[batch, length, width]``.
        cues
            What is asked for.
        text
            1 where a window has a piece of its text, ``[batch, length]``: neighbours beyond it are nothing.

        Returns
        -------
        Tensor
            ``[cues, length, 3]``, before softmax.
        """
        hidden = self.dropout(hidden)
        # The mean of a cue's pieces goes through a linear map: as well the map of each piece, then the mean.
        flat = self.cue(hidden).flatten(0, 1)[cues.pieces] * cues.share.unsqueeze(1)
        cue = flat.new_zeros(len(cues.window), flat.shape[1]).index_add(0, cues.of, flat).unsqueeze(1)
        piece = self.piece(hidden)[cues.window]
        joined = functional.relu(piece * (1 + self.together(cue)) + cue + self.distance(cues.distance))
        there = text[cues.window]
        joined = joined * there.unsqueeze(2)
        near = functional.relu(self.neighbours(joined.transpose(1, 2)).transpose(1, 2))
        agreed = self.agreement(joined + near, there[:, None, None, :].bool())
        labels: Tensor = self.label(agreed)
        return labels


class Reader(nn.Module):
    """The encoder with its heads."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.embeddings = Embeddings(shape, dropout)
        self.layers = nn.ModuleList(
            Layer(shape.width, shape.heads, shape.inner, dropout) for _ in range(shape.layers)
        )
        self.cue = nn.Linear(shape.width, CUE_LABELS)
        self.names = nn.Linear(shape.width, NAME_LABELS)
        self.roles = Roles(shape, dropout)

    def round_to_integers(self, integers: bool) -> None:
        """Have the encoder round as it will when it is exported, or not."""
        self.embeddings.integers = integers
        for layer in self.layers:
            assert isinstance(layer, Layer)
            layer.integers = integers

    def encode(self, pieces: Tensor, case: Tensor, quote: Tensor, role: Tensor, mask: Tensor) -> Tensor:
        """See every piece in its window: integers ``[batch, length]`` to ``[batch, length, width]``."""
        hidden: Tensor = self.embeddings(pieces, case, quote, role)
        # A mask makes attention slower; windows of one length need none.
        reached = None if bool(mask.all()) else mask[:, None, None, :].bool()
        for layer in self.layers:
            hidden = layer(hidden, reached)
        return hidden
