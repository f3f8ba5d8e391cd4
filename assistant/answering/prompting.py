"""Builds the chat prompt from a reviewable file (prompts/answer.md) and the evidence.

The constant part comes first, so that a server reads it once and keeps it; then the sources, the question last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.answering.grounding import Cited
from assistant.answering.model_output import statements_schema
from assistant.answering.writer import Prompt

PROMPT_FILE = Path(__file__).parent / "prompts" / "answer.md"
EVIDENCE_CHARACTERS = 1500
"""Evidence shown to the model, about 600 tokens of the embedded one; more is read slowly and answered no better."""
EVIDENCE_SENTENCES = 6
"""Sentences (or lists) shown to the model; from lower ranks a small model takes truths beside the question."""

_SECTION = re.compile(r"^# (system|example user|example assistant)\n", re.M)


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """The prompt file's content; `version` is kept with every answer."""

    version: str
    system: str
    examples: tuple[tuple[str, str], ...]


@cache
def load_template(path: Path = PROMPT_FILE) -> PromptTemplate:
    """Read a prompt file: a version line, then sections `# system`, `# example user`, `# example assistant`."""
    head, *rest = _SECTION.split(path.read_text(encoding="utf-8"))
    sections = [(name, text.strip()) for name, text in zip(rest[::2], rest[1::2], strict=True)]
    examples = tuple(
        (asked, answered)
        for (name, asked), (following, answered) in pairwise(sections)
        if (name, following) == ("example user", "example assistant")
    )
    return PromptTemplate(head.partition(":")[2].strip(), dict(sections)["system"], examples)


def build_prompt(question: str, evidence: Sequence[Cited], template: PromptTemplate) -> Prompt:
    """Put the evidence, grouped by source, and the question into the template."""
    user = f"Quellen:\n{_listed(evidence)}\n\nFrage: {_one_line(question)}"
    return Prompt(template.system, template.examples, user, statements_schema({cited.number for cited in evidence}))


def fit_evidence(evidence: Sequence[Cited], budget: int = EVIDENCE_CHARACTERS) -> list[Cited]:
    """Keep the leading evidence up to `budget` characters; the first sentence is always kept."""
    kept: list[Cited] = []
    used = 0
    for cited in evidence[:EVIDENCE_SENTENCES]:
        used += len(cited.text)
        if kept and used > budget:
            break
        kept.append(cited)
    return kept


def _listed(evidence: Sequence[Cited]) -> str:
    by_source: dict[int, list[Cited]] = {}
    for cited in evidence:
        by_source.setdefault(cited.number, []).append(cited)
    return "\n".join(
        f"[{number}] {_one_line(group[0].context)}: {' '.join(_one_line(cited.text) for cited in group)}"
        for number, group in sorted(by_source.items())
    )


def _one_line(text: str) -> str:
    """Join lines, so that document text cannot pose as a new part of the prompt."""
    return " ".join(text.split())
