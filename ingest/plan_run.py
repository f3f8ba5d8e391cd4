"""Makes the plan of a run from what lies on disk and what the registry holds."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ingest.kept_access import KeptAccess
from ingest.plan import PlannedStep, State, find_moved, make_plan
from ingest.recut import cut_by_earlier_rules
from ingest.sources import Sources, scan
from knowledge_base.bootstrap import KnowledgeBase


def plan_run(base: KnowledgeBase, paths: Iterable[Path]) -> tuple[Sources, list[PlannedStep]]:
    """Return what lies on disk and what a run would do; raises ConfigurationError for a path that does not exist."""
    known, old = base.registry.sources(), cut_by_earlier_rules(base.registry)
    sources = scan(paths, known)
    moved = find_moved(
        {file.source: file.content_hash for file in sources.files},
        {source: state.content_hash for source, state in known.items()},
        exists=lambda source: _is_still_there(Path(source), sources),
    )
    sources.files, warnings = KeptAccess(base, sources.files, held=known, moved=moved).applied()
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


def _is_still_there(path: Path, sources: Sources) -> bool:
    if path.exists() or sources.unsure(str(path)):
        return True
    # In an archive that was not looked into.
    return not sources.within(str(path)) and any(parent.is_file() for parent in path.parents)
