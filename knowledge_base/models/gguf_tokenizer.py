"""Makes the tokenizer that a model file describes: Qwen2's byte-level pairs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gguf import GGUFReader
    from tokenizers import Tokenizer

_KNOWN = ("gpt2", "qwen2")
"""How the file names the kind of tokenizer, and how its texts are cut before pairs are joined."""

_CUT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_CONTROL = 3
"""The kind of token that marks up a message, such as its end."""


def build_tokenizer(source: "GGUFReader") -> "Tokenizer":
    """Return the tokenizer; raises ValueError or LookupError for a file that describes none of this kind."""
    from tokenizers import AddedToken, Regex, Tokenizer
    from tokenizers.decoders import ByteLevel as ByteLevelDecoder
    from tokenizers.models import BPE
    from tokenizers.normalizers import NFC
    from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split

    fields = source.fields
    kind = tuple(str(fields[f"tokenizer.ggml.{name}"].contents()) for name in ("model", "pre"))
    if kind != _KNOWN:
        raise ValueError(f"Tokenizer {'/'.join(kind)} statt {'/'.join(_KNOWN)}")
    tokens = fields["tokenizer.ggml.tokens"].contents()
    merges = [tuple(pair.split(" ", 1)) for pair in fields["tokenizer.ggml.merges"].contents()]
    tokenizer = Tokenizer(BPE(vocab={token: number for number, token in enumerate(tokens)}, merges=merges))
    tokenizer.normalizer = NFC()
    tokenizer.pre_tokenizer = Sequence(
        [Split(Regex(_CUT), behavior="isolated"), ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    tokenizer.decoder = ByteLevelDecoder()
    kinds = fields["tokenizer.ggml.token_type"].contents()
    tokenizer.add_special_tokens(
        [
            AddedToken(token, normalized=False, special=True)
            for token, kind in zip(tokens, kinds, strict=True)
            if kind == _CONTROL
        ]
    )
    return tokenizer
