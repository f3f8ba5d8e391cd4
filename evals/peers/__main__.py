"""The comparison with what users would pick instead: `make peers`, or `python -m evals.peers --help`."""

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant.adapters.chat_connection import find_connection
from assistant.settings import Settings
from evals.case import Case
from evals.corpus import evals_folder, state_for
from evals.peers.exported import Exported, export
from evals.peers.overlap import Rule
from evals.peers.processes import OURS, PEERS, Runner, lines_of
from evals.peers.scored import PeerScore, score
from evals.peers.table import show_peers
from evals.suites import CASES, chat_model, open_suite
from knowledge_base.embedding import has_fast_bfloat16
from knowledge_base.embedding_source import find_embedding_model
from knowledge_base.errors import AmtslotseError, ConfigurationError

Corpus = Annotated[Path | None, typer.Option("--corpus", help="Folder of documents; the shipped ones otherwise.")]
Cases = Annotated[Path, typer.Option("--cases", help="Questions, one JSON object a line; the shipped ones otherwise.")]
State = Annotated[Path | None, typer.Option("--state", help="State folder of the corpus; one in var/evals/ otherwise.")]
Answers = Annotated[int, typer.Option("--answers", help="Have so many questions answered by the chat model (slow).")]
Only = Annotated[list[str] | None, typer.Option("--peer", help="Only these: amtslotse, " + ", ".join(PEERS))]
Out = Annotated[Path | None, typer.Option("--json", help="File for the result; one in var/evals/peers/ otherwise.")]

_log = logging.getLogger("evals.peers")


def compare_peers(
    corpus: Corpus = None,
    cases: Cases = CASES,
    state: State = None,
    answers: Answers = 0,
    peer: Only = None,
    json_file: Out = None,
) -> None:
    """Give every peer the same documents and questions, and print one table."""
    settings = Settings()
    folder = corpus or settings.articles
    place = state or state_for(folder, settings)
    names = _chosen(peer)
    with open_suite(settings, corpus=folder, cases=cases, state=place) as suite:
        documents = export(suite.base.registry)
        asked = [case for case in suite.cases if not case.history]
    with _runner(settings, documents, asked, place, answers) as runner:
        scores = list(_scores(names, runner, asked, documents))
    target = json_file or evals_folder(settings) / "peers" / f"{datetime.now(tz=UTC):%Y-%m-%dT%H-%M-%S}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps([asdict(one) for one in scores], ensure_ascii=False, indent=1), encoding="utf-8")
    show_peers(scores, Console())
    print(f"Every question with what each peer found: {target}")


def _chosen(names: Sequence[str] | None) -> list[str]:
    known = [OURS, *PEERS]
    unknown = set(names or ()) - set(known)
    if unknown:
        raise ConfigurationError(f"Unbekannt: {', '.join(sorted(unknown))}.", f"Es gibt: {', '.join(known)}.")
    return list(names or known)


@contextmanager
def _runner(
    settings: Settings, documents: Sequence[Exported], cases: Sequence[Case], state: Path, answers: int
) -> Iterator[Runner]:
    """Prepare what every peer is given; a chat server runs as long as this context."""
    with chat_model(settings, wanted=answers > 0) as writer:
        chat: dict[str, str] | None = None
        if writer is not None:
            connection = find_connection(settings)
            chat = {"url": connection.url, "model": writer.name, "api_key": connection.api_key or "none"}
        job: dict[str, Any] = {
            "equipment": {
                "embedding_model": find_embedding_model(settings).location,
                "question_prefix": settings.embedding_question_prefix,
                "passage_prefix": settings.embedding_passage_prefix,
                "dtype": "bfloat16" if has_fast_bfloat16() else "float32",
                "chat": chat,
            },
            "documents": [asdict(document.as_text()) for document in documents],
            "questions": [case.question for case in cases],
            "state": str(state.expanduser().resolve()),
            "models": str(settings.models_folder),
        }
        yield Runner(settings, job, spread(len(cases), answers if chat else 0))


def spread(questions: int, wanted: int) -> list[int]:
    """Return so many numbers of questions, evenly spread over all.

    >>> spread(10, 3)
    [0, 3, 6]
    """
    count = min(questions, wanted)
    return [number * questions // count for number in range(count)]


def _scores(
    names: Sequence[str], runner: Runner, cases: Sequence[Case], documents: Sequence[Exported]
) -> Iterator[PeerScore]:
    rule = Rule({document.document.source: document for document in documents})
    for name in names:
        label = PEERS.get(name, "Amtslotse")
        _log.info("%s …", label)
        outcome = runner.run(name)
        if outcome is not None:
            yield score(label, cases, outcome, rule=rule, lines_of_code=lines_of(name))


def main() -> int:
    """Run the command line; an expected failure becomes one sentence and exit code 1."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("evals").setLevel(logging.INFO)
    try:
        typer.run(compare_peers)
    except AmtslotseError as error:
        typer.echo(f"Fehler: {error}", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
