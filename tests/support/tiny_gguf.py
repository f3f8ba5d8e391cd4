"""Writes a model file that has everything a real one has, only very little of it: random weights, a few words."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from gguf import GGUFWriter

WORDS = ["<|im_start|>", "<|im_end|>"]
"""Beside all bytes, which are written as byte-level pairs write them, and two pairs."""

PAIRS = ["e r", "er Ġ"]
HEADS, SHARED_HEADS, WIDTH, INNER = 4, 2, 32, 64
_SPEEDS_FROM = 10_000.0
Tensors = dict[str, npt.NDArray[np.float32]]


def write_tiny_gguf(path: Path, layers: int = 4) -> Path:
    """Write a model of `layers` layers, always the same one; returns the path."""
    writer = GGUFWriter(path, "qwen2")
    writer.add_name("Winzig")
    writer.add_block_count(layers)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(SHARED_HEADS)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(_SPEEDS_FROM)
    tokens = tiny_tokens()
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_array("tokenizer.ggml.tokens", tokens)
    writer.add_array("tokenizer.ggml.merges", PAIRS)
    writer.add_array("tokenizer.ggml.token_type", [3 if token in WORDS else 1 for token in tokens])
    for name, numbers in tiny_tensors(layers).items():
        writer.add_tensor(name, numbers)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def tiny_tokens() -> list[str]:
    """Return the tokens: two marks, all bytes, the pairs."""
    from tokenizers.pre_tokenizers import ByteLevel

    return [*WORDS, *sorted(ByteLevel.alphabet()), *(pair.replace(" ", "") for pair in PAIRS)]


def tiny_tensors(layers: int) -> Tensors:
    """Return the weights, as the file names them; fewer layers are the first of more."""
    random = np.random.default_rng(7)

    def drawn(*shape: int) -> npt.NDArray[np.float32]:
        return random.normal(0, 0.3, shape).astype(np.float32)

    shared = WIDTH // HEADS * SHARED_HEADS
    found: Tensors = {"token_embd.weight": drawn(len(tiny_tokens()), WIDTH), "output_norm.weight": drawn(WIDTH) + 1}
    for number in range(layers):
        block = f"blk.{number}."
        for name, size in (("attn_q", WIDTH), ("attn_k", shared), ("attn_v", shared)):
            found[f"{block}{name}.weight"], found[f"{block}{name}.bias"] = drawn(size, WIDTH), drawn(size)
        found[f"{block}attn_output.weight"] = drawn(WIDTH, WIDTH)
        found[f"{block}ffn_gate.weight"], found[f"{block}ffn_up.weight"] = drawn(INNER, WIDTH), drawn(INNER, WIDTH)
        found[f"{block}ffn_down.weight"] = drawn(WIDTH, INNER)
        found[f"{block}attn_norm.weight"], found[f"{block}ffn_norm.weight"] = drawn(WIDTH) + 1, drawn(WIDTH) + 1
    return found
