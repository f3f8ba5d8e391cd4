"""Builds a chat model anew from its file, in two parts: what reads, and what has to follow for it to write.

What a model understood of a text shows before its last layers, so that a reader needs the first part alone. The graph
is that of Qwen2 (Yang et al., "Qwen2 Technical Report", 2024): grouped-query attention with rotary positions (Su et
al., 2021), root mean square norms, SwiGLU. Weights are kept as 8-bit integers with one scale a row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from knowledge_base.errors import ModelError
from knowledge_base.models.openvino_library import import_openvino

if TYPE_CHECKING:
    from gguf import GGUFReader, ReaderTensor

ARCHITECTURE = "qwen2"
_LARGEST = 127
"""Of a signed byte."""

_ROWS_AT_ONCE = 8192
_FAR_BELOW = np.float32(-1e9)
"""Added to what a token must not look at."""


def build_reading_part(source: "GGUFReader", layers: int) -> Any:
    """Return an openvino.Model of the first `layers` layers.

    It takes tokens, shape (n,), the first and end of some of them, and what earlier tokens left in each layer: keys and
    values, shape (past, shared heads, numbers of a head). It returns the tokens' states, shape (n, width); shape
    (2 * width) the last one and the mean of those from the first to before the end, both through the model's last norm;
    and keys and values of the new tokens. Raises ValueError or LookupError for a file that does not hold such a model.
    """
    return _Graph(source).reading_part(layers)


def build_writing_part(source: "GGUFReader", layers: int) -> Any:
    """Return an openvino.Model of all layers after the first `layers`.

    It takes the states that those leave, from which place on next words are asked for, and earlier keys and values as
    the reading part does. It returns what speaks for each word as the next one, shape (asked, words), and the new keys
    and values. Raises as the reading part does.
    """
    return _Graph(source).writing_part(layers)


class _Graph:
    """Writes down one model's layers in OpenVINO's operations."""

    def __init__(self, source: "GGUFReader") -> None:
        self._ov = import_openvino()
        self._op = self._ov.opset13
        self._tensors = {tensor.name: tensor for tensor in source.tensors}
        self._fields = source.fields
        if (named := str(self._fields["general.architecture"].contents())) != ARCHITECTURE:
            raise ValueError(f"Bauart {named} statt {ARCHITECTURE}")
        self._width = int(self._value("embedding_length"))
        self._layers = int(self._value("block_count"))
        self._heads = int(self._value("attention.head_count"))
        self._shared_heads = int(self._value("attention.head_count_kv"))
        self._head_width = self._width // self._heads
        self._smallest = np.float32(self._value("attention.layer_norm_rms_epsilon"))

    def reading_part(self, layers: int) -> Any:
        op = self._op
        tokens = op.parameter([-1], self._ov.Type.i64, "tokens")
        first, end = (op.parameter([1], self._ov.Type.i64, name) for name in ("first", "end"))
        state = op.gather(self._matrix("token_embd"), tokens, op.constant(0))
        state, before, after = self._through(state, range(layers))
        last = op.gather(state, op.constant(-1), op.constant(0))
        some = op.slice(state, first, end, op.constant([1]), op.constant([0]))
        mean = op.reduce_mean(some, op.constant([0]), False)
        both = op.concat([self._norm(one, "output_norm") for one in (last, mean)], -1)
        return self._ov.Model([state, both, *after], [tokens, first, end, *before], f"first {layers} layers")

    def writing_part(self, first: int) -> Any:
        op = self._op
        given = op.parameter([-1, self._width], self._ov.Type.f32, "states")
        start = op.parameter([1], self._ov.Type.i64, "from")
        state, before, after = self._through(given, range(first, self._layers))
        asked = op.slice(state, start, op.constant([np.iinfo(np.int64).max]), op.constant([1]), op.constant([0]))
        head = "output" if "output.weight" in self._tensors else "token_embd"
        words = self._linear(self._norm(asked, "output_norm"), head)
        return self._ov.Model([words, *after], [given, start, *before], f"layers after {first}")

    def _through(self, state: Any, numbers: range) -> tuple[Any, list[Any], list[Any]]:
        """Return the states after these layers, the parameters of earlier keys and values, and the new ones."""
        op = self._op
        like = [-1, self._shared_heads, self._head_width]
        before = [op.parameter(like, self._ov.Type.f32, f"past.{place}") for place in range(2 * len(numbers))]
        after: list[Any] = []
        past, new = (op.gather(op.shape_of(one), op.constant(0), op.constant(0)) for one in (before[0], state))
        turns, unseen = self._turns(past, new), self._unseen(past, new)
        for place, number in enumerate(numbers):
            block = f"blk.{number}."
            earlier = before[2 * place : 2 * place + 2]
            mixed, kept = self._attention(self._norm(state, f"{block}attn_norm"), block, turns, unseen, earlier)
            after += kept
            state = op.add(state, mixed)
            state = op.add(state, self._feed_forward(self._norm(state, f"{block}ffn_norm"), block))
        return state, before, after

    def _turns(self, past: Any, new: Any) -> tuple[Any, Any]:
        """Return cosine and sine by which a head is turned at each position, shapes (n, 1, numbers of a head)."""
        op, half = self._op, self._head_width // 2
        speeds = float(self._value("rope.freq_base")) ** -(np.arange(half) / half)
        positions = op.range(past, op.add(past, new), op.constant(1), "f32")
        angles = op.multiply(
            op.unsqueeze(positions, op.constant([1, 2])),
            op.constant(np.concatenate([speeds, speeds])[None, None].astype(np.float32)),
        )
        return op.cos(angles), op.sin(angles)

    def _unseen(self, past: Any, new: Any) -> Any:
        """Return what hides later tokens from earlier ones, shape (n for each head that shares, past + n)."""
        op = self._op
        end = op.add(past, new)
        rows, columns = (op.range(start, end, op.constant(1), "f32") for start in (past, op.constant(0)))
        later = op.greater(op.unsqueeze(columns, op.constant(0)), op.unsqueeze(rows, op.constant(1)))
        hidden = op.select(later, op.constant(_FAR_BELOW), op.constant(np.float32(0)))
        return op.tile(hidden, op.constant([self._heads // self._shared_heads, 1]))

    def _attention(
        self, state: Any, block: str, turns: tuple[Any, Any], unseen: Any, earlier: list[Any]
    ) -> tuple[Any, list[Any]]:
        op, sharing = self._op, self._heads // self._shared_heads
        asks = self._turned(self._split(self._linear(state, f"{block}attn_q", biased=True), self._heads), turns)
        key = self._turned(self._split(self._linear(state, f"{block}attn_k", biased=True), self._shared_heads), turns)
        value = self._split(self._linear(state, f"{block}attn_v", biased=True), self._shared_heads)
        # Heads that share keys and values ask one after another: nothing is copied for each of them.
        grouped = op.reshape(asks, self._shape(-1, self._shared_heads, sharing, self._head_width), False)
        asking = op.reshape(
            op.transpose(grouped, self._shape(1, 2, 0, 3)),
            self._shape(1, self._shared_heads, -1, self._head_width),
            False,
        )
        keys, values = (
            op.unsqueeze(op.transpose(op.concat([old, new], 0), self._shape(1, 0, 2)), op.constant(0))
            for old, new in zip(earlier, (key, value), strict=True)
        )
        mixed = op.scaled_dot_product_attention(asking, keys, values, unseen)
        apart = op.reshape(mixed, self._shape(self._shared_heads, sharing, -1, self._head_width), False)
        joined = op.reshape(op.transpose(apart, self._shape(2, 0, 1, 3)), self._shape(-1, self._width), False)
        return self._linear(joined, f"{block}attn_output"), [key, value]

    def _feed_forward(self, state: Any, block: str) -> Any:
        op = self._op
        gate = op.swish(self._linear(state, f"{block}ffn_gate"))
        return self._linear(op.multiply(gate, self._linear(state, f"{block}ffn_up")), f"{block}ffn_down")

    def _split(self, state: Any, heads: int) -> Any:
        return self._op.reshape(state, self._shape(-1, heads, self._head_width), False)

    def _turned(self, heads: Any, turns: tuple[Any, Any]) -> Any:
        op = self._op
        first, second = op.split(heads, op.constant(-1), 2).outputs()
        across = op.concat([op.negative(second), first], -1)
        return op.add(op.multiply(heads, turns[0]), op.multiply(across, turns[1]))

    def _norm(self, state: Any, name: str) -> Any:
        op = self._op
        square = op.reduce_mean(op.multiply(state, state), op.constant([-1]), True)
        length = op.sqrt(op.add(square, op.constant(self._smallest)))
        return op.multiply(op.divide(state, length), self._vector(f"{name}.weight"))

    def _linear(self, state: Any, name: str, *, biased: bool = False) -> Any:
        result = self._op.matmul(state, self._matrix(name), False, True)
        return self._op.add(result, self._vector(f"{name}.bias")) if biased else result

    def _matrix(self, name: str) -> Any:
        op, wide = self._op, self._ov.Type
        small, scale = _as_bytes(self._tensors[f"{name}.weight"])
        return op.convert(op.multiply(op.convert(op.constant(small), wide.f16), op.constant(scale)), wide.f32)

    def _vector(self, name: str) -> Any:
        return self._op.constant(_numbers(self._tensors[name], slice(None)))

    def _shape(self, *lengths: int) -> Any:
        return self._op.constant(np.array(lengths))

    def _value(self, name: str) -> Any:
        return self._fields[f"{ARCHITECTURE}.{name}"].contents()


def _as_bytes(tensor: "ReaderTensor") -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """Return a matrix as signed bytes and the scale of each row; a part at a time, for the table of words is large."""
    small, scales = [], []
    for start in range(0, len(tensor.data), _ROWS_AT_ONCE):
        numbers = _numbers(tensor, slice(start, start + _ROWS_AT_ONCE))
        scale = (np.abs(numbers).max(axis=1, keepdims=True) / _LARGEST).astype(np.float16)
        scale[scale == 0] = 1
        small.append(np.round(numbers / scale.astype(np.float32)).clip(-_LARGEST, _LARGEST).astype(np.int8))
        scales.append(scale)
    return np.concatenate(small), np.concatenate(scales)


def _numbers(tensor: "ReaderTensor", rows: slice) -> npt.NDArray[np.float32]:
    from gguf.quants import dequantize

    return np.asarray(dequantize(tensor.data[rows], tensor.tensor_type), np.float32)


@contextmanager
def damage_told(source: Path) -> Iterator[None]:
    """Translate what the libraries raise over a model file that is not as it should be."""
    try:
        yield
    except (ValueError, LookupError, TypeError, OverflowError, RuntimeError) as exc:
        raise ModelError(f"Die Modelldatei {source} ist beschädigt ({exc}).", "Holen Sie sie neu.") from exc
