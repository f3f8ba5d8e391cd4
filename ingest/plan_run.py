"""Makes the plan of a run from what lies on disk and what the registry holds."""

from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path

from ingest.kept_access import KeptAccess
from ingest.plan import PlannedStep, State, find_moved, make_plan
from ingest.progress import NoProgress, Progress
from ingest.reader import DocumentReader
from ingest.reader_process import ReaderProcess
from ingest.sources import Sources, scan
from ingest.successors import FindSuccessors
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.registry.earlier_rules import cut_by_earlier_rules
from knowledge_base.registry.registry import SourceState


def plan_run(
    base: KnowledgeBase,
    paths: Iterable[Path],
    *,
    reader: DocumentReader | None = None,
    progress: Progress | None = None,
) -> tuple[Sources, list[PlannedStep]]:
    """Return what lies on disk and what a run would do; raises ConfigurationError for a path that does not exist.

    `reader` reads new files that may be renamed and changed ones, by default in a process of its own.
    """
    known, old = base.registry.sources(), cut_by_earlier_rules(base.registry)
    sources = scan(paths, known)
    on_disk = {file.source: file.content_hash for file in sources.files}
    # Asked once: a look into a network folder takes its time, and the answer may be another one a moment later.
    exists = cache(lambda source: _is_still_there(Path(source), sources))
    moved = find_moved(on_disk, {source: state.content_hash for source, state in known.items()}, exists=exists)
    new = [file for file in sources.files if file.source not in known and file.source not in moved]
    gone = _gone(known, elsewhere={*on_disk, *moved.values()}, exists=exists) if new else {}
    with nullcontext(reader) if reader else ReaderProcess() as used:
        successors = FindSuccessors(base, sources, used, progress or NoProgress()).among(new, gone)
    moved |= successors.renamed
    kept = KeptAccess(base, sources.files, held=known, moved=moved, resembled=successors.resembled)
    sources.files, warnings = kept.applied()
    steps = make_plan(
        {file.source: State(file.content_hash, file.metadata.hash) for file in sources.files},
        {
            source: State(state.content_hash, state.metadata_hash, state.document_id, source in old)
            for source, state in known.items()
        },
        # A file that cannot be opened just now is not one that was deleted.
        in_scope=lambda source: sources.within(source) and not sources.unsure(source),
        moved=moved,
    )
    return sources, [
        replace(step, warnings=(warnings[step.source],)) if step.source in warnings else step for step in steps
    ]


def _gone(
    known: Mapping[str, SourceState], *, elsewhere: Container[str], exists: Callable[[str], bool]
) -> dict[str, str]:
    """Return by source the ids of known documents whose files are neither where they were nor `elsewhere`."""
    return {
        source: state.document_id for source, state in known.items() if source not in elsewhere and not exists(source)
    }


def _is_still_there(path: Path, sources: Sources) -> bool:
    if path.exists() or sources.unsure(str(path)):
        return True
    # In an archive that was not looked into.
    return not sources.within(str(path)) and any(parent.is_file() for parent in path.parents)
