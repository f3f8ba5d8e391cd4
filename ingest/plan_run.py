"""Makes the plan of a run from what lies on disk and what the registry holds."""

from collections.abc import Iterable
from pathlib import Path

from ingest.plan import PlannedStep, State, make_plan
from ingest.sources import Sources, scan
from knowledge_base.registry import Registry


def plan_run(registry: Registry, paths: Iterable[Path]) -> tuple[Sources, list[PlannedStep]]:
    """Return what lies on disk and what a run would do; raises ConfigurationError for a path that does not exist."""
    held = {
        source: State(state.content_hash, state.metadata_hash, state.document_id)
        for source, state in registry.sources().items()
    }
    sources = scan(paths, held)
    on_disk = {file.source: State(file.content_hash, file.metadata.hash) for file in sources.files}
    steps = make_plan(
        on_disk,
        held,
        # A file that cannot be opened just now is not one that was deleted.
        in_scope=lambda source: sources.within(source) and not sources.unsure(source),
        exists=lambda source: _is_still_there(Path(source), sources),
    )
    return sources, steps


def _is_still_there(path: Path, sources: Sources) -> bool:
    if path.exists() or sources.unsure(str(path)):
        return True
    # In an archive that was not looked into.
    return not sources.within(str(path)) and any(parent.is_file() for parent in path.parents)
