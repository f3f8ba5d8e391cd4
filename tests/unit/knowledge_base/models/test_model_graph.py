"""The graph computes what the reference implementation of the same model computes."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gguf import GGUFReader

from knowledge_base.errors import ModelError
from knowledge_base.models.gguf_tokenizer import build_tokenizer
from knowledge_base.models.model_graph import build_reading_part, build_writing_part, damage_told
from knowledge_base.models.openvino_library import import_openvino
from tests.support.tiny_gguf import HEADS, INNER, SHARED_HEADS, WIDTH, tiny_tensors, tiny_tokens, write_tiny_gguf

NAMES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
}
"""What the file and the reference implementation call the same weights."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_tiny_gguf(tmp_path / "winzig.gguf", LAYERS)


LAYERS = 3


def reference() -> Any:
    """Return the same model as transformers computes it."""
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    shape = {"hidden_size": WIDTH, "intermediate_size": INNER, "num_attention_heads": HEADS}
    model = Qwen2ForCausalLM(
        Qwen2Config(
            vocab_size=len(tiny_tokens()),
            num_hidden_layers=LAYERS,
            num_key_value_heads=SHARED_HEADS,
            rope_theta=10_000.0,
            tie_word_embeddings=True,
            **shape,
        )
    )
    weights = {}
    for name, numbers in tiny_tensors(LAYERS).items():
        block, _, rest = name.removeprefix("blk.").partition(".")
        kind, _, what = rest.rpartition(".")
        theirs = {"token_embd.weight": "embed_tokens.weight", "output_norm.weight": "norm.weight"}.get(name)
        weights[f"model.{theirs or f'layers.{block}.{NAMES[kind]}.{what}'}"] = torch.from_numpy(as_kept(numbers))
    model.load_state_dict(weights | {"lm_head.weight": weights["model.embed_tokens.weight"]})
    return model.eval()


def states_of_reference(layers: int, tokens: list[int]) -> Any:
    """Let transformers compute both states after so many layers, the mean over all tokens but the first."""
    import torch

    model = reference().model
    del model.layers[layers:]
    with torch.inference_mode():
        before: list[Any] = []
        model.norm.register_forward_pre_hook(lambda _, given: before.append(given[0][0]))
        last = model(torch.tensor([tokens])).last_hidden_state[0, -1]
        return torch.cat([last, model.norm(before[0][1:].mean(0))]).numpy()


def as_kept(numbers: Any) -> Any:
    """Round a matrix as the graph keeps it, to bytes with one scale a row; vectors stay."""
    if numbers.ndim == 1:
        return numbers
    scale = (np.abs(numbers).max(axis=1, keepdims=True) / 127).astype(np.float16).astype(np.float32)
    return np.round(numbers / scale) * scale


def compiled(graph: Any) -> Any:
    exact = {"INFERENCE_PRECISION_HINT": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": 0}
    return import_openvino().Core().compile_model(graph, "CPU", exact)


def nothing_before(layers: int) -> list[Any]:
    return [np.zeros((0, SHARED_HEADS, WIDTH // HEADS), np.float32)] * (2 * layers)


def states_of_graph(source: Path, layers: int, tokens: list[int]) -> Any:
    given = [np.array(numbers, np.int64) for numbers in (tokens, [1], [len(tokens)])]
    return compiled(build_reading_part(GGUFReader(source), layers))([*given, *nothing_before(layers)])[1]


@pytest.mark.parametrize(("layers", "length"), [(1, 2), (1, 9), (3, 40)])
def test_the_state_is_that_of_the_reference(layers: int, length: int, source: Path) -> None:
    tokens = [int(number) for number in np.random.default_rng(length).integers(0, len(tiny_tokens()), length)]
    ours, theirs = states_of_graph(source, layers, tokens), states_of_reference(layers, tokens)
    assert ours.shape == (2 * WIDTH,)
    assert np.abs(ours - theirs).max() < 0.01 * np.abs(theirs).max()
    other = states_of_reference(layers, [*tokens[:-1], (tokens[-1] + 1) % len(tiny_tokens())])
    assert np.abs(ours - other).max() > 0.2 * np.abs(theirs).max(), "another prompt has another state"


@pytest.mark.parametrize("steps", [[40], [1] * 12, [17, 1, 5], [1, 30]])
def test_next_words_are_those_of_the_reference_however_the_text_is_cut(steps: list[int], source: Path) -> None:
    import torch

    tokens = [int(number) for number in np.random.default_rng(5).integers(0, len(tiny_tokens()), sum(steps))]
    with torch.inference_mode():
        theirs = reference()(torch.tensor([tokens])).logits[0].numpy()
    model = GGUFReader(source)
    reads, writes = compiled(build_reading_part(model, 2)), compiled(build_writing_part(model, 2))
    before, later = nothing_before(2), nothing_before(1)
    ours, start = [], 0
    for count in steps:
        given = [np.array(numbers, np.int64) for numbers in (tokens[start : start + count], [0], [1])]
        read = list(reads([*given, *before]).values())
        written = list(writes([read[0], np.array([0], np.int64), *later]).values())
        ours.append(written[0])
        before = [np.concatenate(pair) for pair in zip(before, read[2:], strict=True)]
        later = [np.concatenate(pair) for pair in zip(later, written[1:], strict=True)]
        start += count
    assert np.abs(np.concatenate(ours) - theirs).max() < 0.01 * np.abs(theirs).max()


def test_next_words_may_be_asked_for_the_end_alone(source: Path) -> None:
    writes = compiled(build_writing_part(GGUFReader(source), 2))
    states = np.random.default_rng(1).normal(size=(9, WIDTH)).astype(np.float32)
    both = [writes([states, np.array([start], np.int64), *nothing_before(1)])[0] for start in (0, 8)]
    assert both[1].shape == (1, len(tiny_tokens()))
    assert np.allclose(both[0][-1:], both[1], atol=1e-5)


def test_the_order_of_tokens_counts(source: Path) -> None:
    one, other = (states_of_graph(source, 2, tokens) for tokens in ([5, 9, 3], [9, 5, 3]))
    assert np.abs(one - other).max() > 0.01


def test_more_layers_than_there_are_are_refused(source: Path) -> None:
    with pytest.raises(ModelError, match=r"winzig\.gguf ist beschädigt"), damage_told(source):
        build_reading_part(GGUFReader(source), 5)


def test_texts_are_cut_into_the_tokens_of_the_file(source: Path) -> None:
    tokenizer = build_tokenizer(GGUFReader(source))
    assert tokenizer.encode("<|im_start|>Der Bär\n").tokens == [
        "<|im_start|>", "D", "er", "Ġ", "B", "Ã", "¤", "r", "Ċ"
    ]  # fmt: skip
    assert tokenizer.encode("Ba\u0308r").ids == tokenizer.encode("Bär").ids, "however the umlaut is written"
    assert len(tokenizer.encode("2026").ids) == 4, "each digit is one token"


def test_importing_the_library_reports_to_nobody() -> None:
    program = (
        "import sys\n"
        "from knowledge_base.models.openvino_library import import_openvino\n"
        "import_openvino().Core()\n"
        "from openvino.tools.ovc import telemetry_utils\n"
        "print(telemetry_utils.tm.__name__, [name for name in sys.modules if name.startswith('openvino_telemetry.')])"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert told.split(maxsplit=1) == ["openvino.tools.ovc.telemetry_stub", "[]\n"]
