"""A chat as the model's tokens, and its tokens as text: Qwen2's form, with a mark where a message begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.prompting import PromptTemplate
from assistant.local_model.parts import ANEW
from knowledge_base.errors import ModelError
from knowledge_base.models.model_files import TOKENIZER_FILE

_BEGINS, _ENDS, _TEXT_ENDS = "<|im_start|>", "<|im_end|>", "<|endoftext|>"


@dataclass(frozen=True, slots=True)
class Message:
    """One message; its role is system, user or assistant."""

    role: str
    content: str


def constant_part(template: PromptTemplate) -> list[Message]:
    """Return the messages with which every question's prompt begins."""
    examples = [
        Message(role, content)
        for example in template.examples
        for role, content in zip(("user", "assistant"), example, strict=True)
    ]
    return [Message("system", template.system), *examples]


class ChatTokens:
    """Cuts text into tokens and joins them again."""

    def __init__(self, folder: Path) -> None:
        """Load the tokenizer; raises ModelError."""
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as exc:  # tokenizers raises nothing narrower
            raise ModelError(f"Das Sprachmodell in {folder} lässt sich nicht laden ({exc}).", ANEW) from exc
        found = {mark: self._tokenizer.token_to_id(mark) for mark in (_BEGINS, _ENDS, _TEXT_ENDS)}
        known = {mark: number for mark, number in found.items() if number is not None}
        if not {_BEGINS, _ENDS} <= set(known):
            raise ModelError(f"Dem Sprachmodell in {folder} fehlen Marken für Nachrichten.", ANEW)
        self._begin = known.pop(_BEGINS)
        self.ends = tuple(known.values())

    def described(self) -> str:
        """Return the tokenizer as JSON."""
        return str(self._tokenizer.to_str())

    def of_chat(self, messages: Sequence[Message]) -> list[int]:
        """Return the tokens of whole messages; marks that stand in their text are text."""
        tokens: list[int] = []
        for message in messages:
            tokens += [self._begin, *self._of_text(f"{message.role}\n{message.content}"), self.ends[0]]
            tokens += self._of_text("\n")
        return tokens

    def to_be_answered(self, messages: Sequence[Message]) -> list[int]:
        """Return the tokens of messages and of an answer's beginning."""
        return [*self.of_chat(messages), self._begin, *self._of_text("assistant\n")]

    def with_places(self, prompt: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return a prompt's tokens, marks included, and from where to where in it each stands."""
        read = self._tokenizer.encode(prompt)
        return read.ids, read.offsets

    def text(self, tokens: Sequence[int]) -> str:
        """Return the text of tokens; half a character is left out."""
        return str(self._tokenizer.decode(list(tokens))).rstrip("\N{REPLACEMENT CHARACTER}")

    def _of_text(self, text: str) -> list[int]:
        # Cut inside what looks like a mark: its halves are ordinary text to the tokenizer.
        first, *others = text.split("<|")
        halves = [first, *(f"|{other}" for other in others)]
        whole = [f"{half}<" for half in halves[:-1]] + halves[-1:]
        return [token for half in whole for token in self._tokenizer.encode(half).ids]
