"""Progress on the console for commands that take more than a second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


@contextmanager
def console_progress(*, remaining: bool = False) -> Iterator[Progress]:
    """Show bars on standard error, so that a table on standard output can be kept; if wanted, with the time left."""
    columns: list[ProgressColumn] = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
    columns += [TimeElapsedColumn(), TimeRemainingColumn()] if remaining else [TimeElapsedColumn()]
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress


def step(progress: Progress, what: str, total: int) -> Callable[[], None]:
    """Add a bar and return what advances it by one."""
    task = progress.add_task(what, total=total)
    return lambda: progress.advance(task)
