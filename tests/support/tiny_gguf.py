"""Writes a model file that has everything a real one has, only very little of it."""

from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter

WORDS = ["<|im_start|>", "Gebühr", "ü", ""]


def write_tiny_gguf(path: Path, layers: int = 4, width: int = 32) -> Path:
    """Write `layers` layers, the tensors around them, and values of every kind; returns the path."""
    writer = GGUFWriter(path, "qwen2")
    writer.add_name("Winzig")
    writer.add_block_count(layers)
    writer.add_embedding_length(width)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_array("tokenizer.ggml.tokens", WORDS)
    writer.add_array("tokenizer.ggml.token_type", [3, 1, 1, 1])
    writer.add_bool("tokenizer.ggml.add_bos_token", False)
    writer.add_uint64("general.large", 2**40)
    for number, name in enumerate(tensor_names(layers)):
        if name.endswith("ffn_up.weight"):  # 8-bit blocks: 34 bytes hold 32 weights
            blocks = np.full((width, 34), number, np.uint8)
            writer.add_tensor(name, blocks, raw_dtype=GGMLQuantizationType.Q8_0)
        else:
            writer.add_tensor(name, np.full((width, width), number, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def tensor_names(layers: int) -> list[str]:
    """Return the tensors' names in the order of the file."""
    blocks = [f"blk.{n}.{kind}.weight" for n in range(layers) for kind in ("attn_q", "ffn_up")]
    return ["token_embd.weight", *blocks, "output_norm.weight", "output.weight"]
