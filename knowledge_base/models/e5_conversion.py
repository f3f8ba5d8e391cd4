"""Turns the packed multilingual-e5-small into a folder that sentence-transformers loads."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge_base.errors import ModelError
from knowledge_base.models.e5_reader import PackedModel, Shape, Weights, read_packed_model

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_TOKENS = 512
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def convert_e5(packed: Path, folder: Path) -> None:
    """Write weights, tokenizer and configuration into `folder`, which must exist.

    Raises ModelError when the packed file is damaged or tensors are missing.
    """
    from safetensors.numpy import save_file

    model = read_packed_model(packed)
    save_file(bert_weights(model), folder / "model.safetensors", metadata={"format": "pt"})
    build_tokenizer(model).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(model.shape, model.special_ids["pad"]).items():
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(content, indent=1), encoding="utf-8")


def bert_weights(model: PackedModel) -> dict[str, Weights]:
    """Name and shape the tensors as BERT's; raises ModelError when one is missing or has another size."""
    shape = model.shape
    hidden, wide = shape.hidden, shape.feed_forward

    def tensor(name: str, *sizes: int) -> Weights:
        found = model.tensors.get(name)
        if found is None or found.size != int(np.prod(sizes)):
            raise ModelError(f"In der Modelldatei fehlt der Tensor {name} der Größe {sizes}.", "Laden Sie sie neu.")
        return found.reshape(sizes)

    weights = {
        "embeddings.word_embeddings.weight": tensor("emb.word", shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": tensor("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": tensor("emb.type", shape.token_types, hidden),
        "embeddings.LayerNorm.weight": tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": tensor("emb.ln.b", hidden),
        # BERT's pooler is not used by e5, but the class expects it.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    sizes = {"aln": (hidden,), "oln": (hidden,), "fi": (wide, hidden), "fo": (hidden, wide)}
    for layer in range(shape.layers):
        for short, long in _LAYER.items():
            size = sizes.get(short, (hidden, hidden))
            weights[f"encoder.layer.{layer}.{long}.weight"] = tensor(f"l{layer}.{short}.w", *size)
            weights[f"encoder.layer.{layer}.{long}.bias"] = tensor(f"l{layer}.{short}.b", size[0])
    return weights


def build_tokenizer(model: PackedModel) -> "Tokenizer":
    """Build XLM-RoBERTa's tokenizer from the word list."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    ids = model.special_ids
    tokenizer = Tokenizer(models.Unigram(list(model.words), unk_id=ids["unk"], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", ids["bos"]), ("</s>", ids["eos"])],
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False, lstrip=token == "<mask>") for token in _SPECIAL]  # noqa: S105 - a vocabulary entry
    )
    return tokenizer


def _configuration(shape: Shape, pad: int) -> dict[str, dict[str, Any] | list[dict[str, Any]]]:
    modules = ("Transformer", "Pooling", "Normalize")
    paths = ("", "1_Pooling", "2_Normalize")
    bert = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "hidden_act": "gelu",
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": round(shape.epsilon, 15),
        "pad_token_id": pad,
        "dtype": "float32",
    }
    tokenizer = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "model_input_names": ["input_ids", "attention_mask"],
        **{f"{role}_token": f"<{token}>" for role, token in (("bos", "s"), ("cls", "s"), ("eos", "/s"), ("sep", "/s"))},
        **{f"{role}_token": f"<{role}>" for role in ("pad", "unk", "mask")},
    }
    return {
        "config.json": bert,
        "tokenizer_config.json": tokenizer,
        "modules.json": [
            {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for n, (kind, path) in enumerate(zip(modules, paths, strict=True))
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {"similarity_fn_name": "cosine"},
    }
