"""Progress on the console for commands that take more than a second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def console_progress() -> Iterator[Progress]:
    """Show bars on standard error, so that a table on standard output can be kept."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress


def step(progress: Progress, what: str, total: int) -> Callable[[], None]:
    """Add a bar and return what advances it by one."""
    task = progress.add_task(what, total=total)
    return lambda: progress.advance(task)
