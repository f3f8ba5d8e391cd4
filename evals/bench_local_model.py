"""How fast the local model reads and writes (`python -m evals.bench_local_model`), with drafts and without.

Tokens a second tell of the machine and its load; the ratio is of one run.
"""

import gc
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant.answering.answer import AnswerRequest
from assistant.answering.model_output import MOST_TOKENS
from assistant.answering.prompting import load_template
from assistant.answering.reading import question_prompt
from assistant.answering.writer import Prompt, Token
from assistant.bootstrap import answer_question
from assistant.local_model.chat_tokens import Message, constant_part
from assistant.local_model.local_model import MOST_DRAFTED, LocalModel
from assistant.settings import Settings
from evals.corpus import evals_folder, today
from evals.retrieval import ASKER
from evals.suites import CASES, open_suite
from knowledge_base.errors import AmtslotseError, ModelError
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.model_files import has_parts, parts_folder


@dataclass(slots=True)
class Written:
    """What writing some answers took; `passes` counts how often the model computed after the prompt was read."""

    prompt_tokens: int = 0
    prompt_seconds: float = 0.0
    tokens: int = 0
    seconds: float = 0.0
    passes: int = 0
    texts: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return tokens a second for prompt and answer, and tokens a pass."""
        return {
            "prompt_tokens_per_second": round(self.prompt_tokens / self.prompt_seconds, 1),
            "tokens_per_second": round(self.tokens / self.seconds, 1),
            "tokens_per_pass": round(self.tokens / self.passes, 2),
        }


class _Prompts:
    """A Writer that writes nothing and keeps what it was asked."""

    name = "keines"

    def __init__(self) -> None:
        self.asked: list[Prompt] = []

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        del max_tokens
        self.asked.append(prompt)
        return iter(())


def main(
    questions: Annotated[int, typer.Option("--questions", min=2, help="So viele Fragen der mitgelieferten.")] = 12,
) -> None:
    """Misst, wie schnell das eingebaute Sprachmodell liest und schreibt, mit Entwürfen und ohne."""
    settings = Settings()
    try:
        prompts, readings = _prompts(settings, questions)
        figures = _measured(settings, prompts, readings)
    except AmtslotseError as problem:
        raise SystemExit(f"Fehler: {problem}") from problem
    out = evals_folder(settings) / "bench_local_model.json"
    out.write_text(json.dumps(figures, indent=2), encoding="utf-8")
    Console().print_json(data=figures)


def _prompts(settings: Settings, count: int) -> tuple[list[Prompt], list[str]]:
    """Return what the product would ask to be written and to be read for the first answered questions."""
    keeps, readings = _Prompts(), []
    with open_suite(settings, corpus=settings.articles, cases=CASES) as suite:
        answering = answer_question(suite.base, keeps)
        for case in suite.cases:
            if len(keeps.asked) == count:
                break
            request, before = AnswerRequest(case.question, today(), ASKER), len(keeps.asked)
            answering.answer(request)
            if len(keeps.asked) > before:
                found = answering.find(request)
                readings.append(question_prompt(found.question.search_text, found.evidence.quoted))
    return keeps.asked, readings


def _measured(settings: Settings, prompts: Sequence[Prompt], readings: Sequence[str]) -> dict[str, Any]:
    found, folder = locked_model(Purpose.CHAT), settings.models_folder
    if not has_parts(found, folder):
        raise ModelError(f"Das Sprachmodell {found.name} ist nicht da.", "Holen Sie es mit: make run")
    results = {}
    for name, drafted in (("with_drafts", MOST_DRAFTED), ("without_drafts", 0)):
        model = _loaded(settings, parts_folder(found, folder), drafted)
        results[name] = _write_all(model, prompts)
        if drafted:
            states = _read_all(model, readings)
            memory = _own_memory_mb()
        del model
        gc.collect()
    with_drafts, without = results["with_drafts"], results["without_drafts"]
    return {
        "model": found.name,
        "answers": len(prompts),
        **{name: written.figures() for name, written in results.items()},
        "times_as_fast_by_drafts": round(
            without.seconds / without.tokens * with_drafts.tokens / with_drafts.seconds, 2
        ),
        "same_answers": sum(one == other for one, other in zip(with_drafts.texts, without.texts, strict=True)),
        "state_seconds": round(states, 3),
        "memory_mb": memory,
    }


def _loaded(settings: Settings, folder: Path, drafted: int) -> LocalModel:
    model = LocalModel(
        folder,
        threads=settings.model_threads,
        context_tokens=settings.chat_context_tokens,
        most_drafted=drafted,
    )
    model.keep(constant_part(load_template()))
    return model


def _write_all(model: LocalModel, prompts: Sequence[Prompt]) -> Written:
    """Write all answers; the first one only warms up."""
    constant, total = constant_part(load_template()), Written()
    kept = model.count(constant)
    for place, prompt in enumerate(prompts):
        messages = [*constant, Message("user", prompt.user)]
        one = Written(prompt_tokens=model.count(messages) - kept)
        began, text = perf_counter(), ""
        for piece in model.write(messages, max_tokens=MOST_TOKENS, schema=prompt.schema):
            if piece.tokens and not one.tokens:
                one.prompt_seconds = perf_counter() - began
            one.tokens, one.passes, text = one.tokens + piece.tokens, one.passes + bool(piece.tokens), text + piece.text
        one.seconds = perf_counter() - began - one.prompt_seconds
        total.texts.append(text)
        if place:
            total.prompt_tokens += one.prompt_tokens
            total.prompt_seconds += one.prompt_seconds
            total.tokens += one.tokens
            total.seconds += one.seconds
            total.passes += one.passes
    return total


def _read_all(model: LocalModel, prompts: Sequence[str]) -> float:
    """Return the seconds for the state of one question, on average."""
    began = perf_counter()
    for prompt in prompts:
        model.read(prompt)
    return (perf_counter() - began) / len(prompts)


def _own_memory_mb() -> int:
    """Return this process's share of memory in MB (Linux), knowledge base and all."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return round(int(line.split()[1]) / 1024)
    return 0


if __name__ == "__main__":
    typer.run(main)
