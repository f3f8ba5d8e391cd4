"""What a model's inner state says once it has read: do the quotes answer the question, does a statement follow?

A reader is the first layers of a chat model. Its state at the end of a prompt is weighed by a plain logistic regression
(reading_weights.json), fitted by `python -m evals fit-reader`. That such a state tells whether a question can be
answered was found by Slobodkin et al., "The Curious Case of Hallucinatory (Un)answerability" (2023).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt
from pathlib import Path
from typing import Protocol

from assistant.answering.checks.cited import Cited
from knowledge_base.errors import ModelUnavailable

WEIGHTS = Path(__file__).with_name("reading_weights.json")
MOST_CHARACTERS = 1300
"""Characters of evidence that are read with a question; more takes longer than an asker should wait."""

_START, _END = "<|im_start|>user\nText: ", "<|im_end|>\n<|im_start|>assistant\n"
_QUESTION = "\n\nFrage: {asked}\nSteht die Antwort auf diese Frage im Text? Ja oder Nein."
_STATEMENT = "\n\nAussage: {told}\nFolgt die Aussage aus dem Text? Ja oder Nein."


class Reader(Protocol):
    """A language model that is not asked to write, only to read."""

    @property
    def name(self) -> str:
        """The model and its layers; weights hold for this reader alone."""
        ...

    def read(self, prompt: str) -> Sequence[float]:
        """Return the state of the last layer at the prompt's last token, and the mean of it over what is asked.

        Raises ModelUnavailable.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReadingWeights:
    """A logistic regression over a state: one weight for each of its numbers, once its length is made 1 on average."""

    bias: float
    weights: Sequence[float]

    def log_odds(self, state: Sequence[float]) -> float:
        """Return the log-odds that a state speaks for yes; raises ValueError for a state of another length."""
        length = sqrt(fsum(number * number for number in state) / max(len(state), 1)) or 1.0
        return self.bias + fsum(w * number for w, number in zip(self.weights, state, strict=True)) / length


@dataclass(frozen=True, slots=True)
class ReadingModel:
    """Which reader the weights hold for, and the weights for questions and for statements."""

    reader: str
    question: ReadingWeights
    statement: ReadingWeights


@lru_cache(maxsize=1)
def load_reading(path: Path = WEIGHTS) -> ReadingModel:
    """Read the checked-in weights."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return ReadingModel(content["reader"], _weights(content["question"]), _weights(content["statement"]))


def question_prompt(question: str, quotes: Sequence[Cited]) -> str:
    """Return the prompt that ends where the reader has seen the quotes and whether they answer the question."""
    grouped: dict[str, list[str]] = {}
    for quote in quotes:
        grouped.setdefault(_plain(quote.context), []).append(_plain(quote.text))
    listed = "\n".join(
        f"[{place}] {context}: {' '.join(texts)}" for place, (context, texts) in enumerate(grouped.items(), 1)
    )
    return f"{_START}{listed[:MOST_CHARACTERS]}{_QUESTION.format(asked=_plain(question))}{_END}"


def statement_prompt(statement: str, cited: Cited) -> str:
    """Return the prompt that ends where the reader has seen a sentence and whether the statement follows from it."""
    text = f"{_plain(cited.context)}: {_plain(cited.text)}"
    return f"{_START}{text[:MOST_CHARACTERS]}{_STATEMENT.format(told=_plain(statement))}{_END}"


def asked_part(prompt: str) -> tuple[int, int]:
    """Return where the question or statement begins and ends in a prompt, in characters; all of any other text.

    >>> prompt = statement_prompt("Ja.", Cited(1, "Es gilt.", "§ 1"))
    >>> prompt[slice(*asked_part(prompt))]
    'Ja.'
    """
    _, found, asked = prompt.rpartition("\n\n")
    name, found, rest = asked.partition(" ") if found else ("", "", "")
    told, found, _ = rest.partition("\n") if found else ("", "", "")
    if not found:
        return 0, len(prompt)
    first = len(prompt) - len(asked) + len(name) + 1
    return first, first + len(told)


def read_question(reader: Reader | None, question: str, quotes: Sequence[Cited]) -> float | None:
    """Return the log-odds that the quotes answer the question; None without a reader whose weights are known."""
    if reader is None or not quotes or not _is_known(reader):
        return None
    return _read(reader, question_prompt(question, quotes), load_reading().question)


def read_statement(reader: Reader | None, statement: str, cited: Cited) -> float | None:
    """Return the log-odds that a statement follows from a sentence; None without a reader whose weights are known."""
    if reader is None or not _is_known(reader):
        return None
    return _read(reader, statement_prompt(statement, cited), load_reading().statement)


def _is_known(reader: Reader) -> bool:
    return reader.name == load_reading().reader


def _read(reader: Reader, prompt: str, weights: ReadingWeights) -> float | None:
    try:
        return weights.log_odds(reader.read(prompt))
    except (ModelUnavailable, ValueError):
        return None  # the rule decides alone, as it does where there is no reader


def _plain(text: str) -> str:
    """Put a text on one line; what a model takes for the end of a message cannot stand in it."""
    return " ".join(text.replace("<|", "< |").split())


def _weights(content: Mapping[str, object]) -> ReadingWeights:
    numbers = content["weights"]
    bias = content["bias"]
    if not isinstance(numbers, list) or not isinstance(bias, int | float):
        raise TypeError("reading_weights.json: bias and weights expected")
    return ReadingWeights(float(bias), tuple(map(float, numbers)))
