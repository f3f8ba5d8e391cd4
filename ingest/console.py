"""Shows a run on the terminal: a bar with rate and remaining time, then what happened."""

import time
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn

from ingest.plan import Action, PlannedStep
from ingest.report import ACTIONS, FileLine, RunReport
from ingest.running import RunningRun
from knowledge_base.errors import AmtslotseError

SECONDS_BETWEEN_LINES = 5.0
QUIET_ACTIONS = {"keep", "skip"}


class ProgressBar:
    """A Progress on standard error, so that standard output stays clean."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._afterwards: dict[str, TaskID] = {}
        self._passages = 0

    def recognised(self, done: int, of: int) -> None:
        """Open a bar for the comparison with what is gone, or go on with it."""
        self._show_also("Umbenannte Dateien suchen", done, of)

    def begin(self, files: int, size: int) -> None:
        """Open the bar."""
        noun = "Dokument" if files == 1 else "Dokumente"
        self._task = self._bar.add_task(f"{files} {noun} einlesen", total=max(1, size), rate="Modell wird geladen")
        self._bar.start()

    def advance(self, size: int, passages: int) -> None:
        """Move the bar on."""
        if self._task is None:
            return
        self._passages += passages
        seconds = next(task.elapsed for task in self._bar.tasks if task.id == self._task) or 0.0
        rate = f"{self._passages / seconds:.0f} Textstellen/s" if seconds > 1 and self._passages else ""
        self._bar.update(self._task, advance=size, rate=rate)

    def registered(self, done: int, of: int) -> None:
        """Go on with a bar for the register, or begin with it."""
        self._show_also("Register der Amtswörter einlesen", done, of)

    def compared(self, done: int, of: int) -> None:
        """Go on with a bar for the comparison."""
        self._show_also("Doppeltes und Widersprüche suchen", done, of)

    def _show_also(self, what: str, done: int, of: int) -> None:
        if what not in self._afterwards:
            self._afterwards[what] = self._bar.add_task(what, total=max(1, of), rate="")
            self._bar.start()
        self._bar.update(self._afterwards[what], completed=done)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


class ProgressLines:
    """A Progress for logs and pipes: a line every few seconds."""

    def __init__(self, console: Console, every: float = SECONDS_BETWEEN_LINES) -> None:
        self._console = console
        self._every = every
        self._total = self._done = self._passages = 0
        self._began = self._told = time.monotonic()

    def recognised(self, done: int, of: int) -> None:
        """Say how far the comparison with what is gone is, unless something was said just now."""
        if time.monotonic() - self._told >= self._every:
            self._say(f"  Umbenannte Dateien: {done} von {of} neuen verglichen")

    def begin(self, files: int, size: int) -> None:
        """Say what is to be done."""
        self._total, self._began = max(1, size), time.monotonic()
        self._say(f"{files} {'Dokument wird' if files == 1 else 'Dokumente werden'} eingelesen …")

    def advance(self, size: int, passages: int) -> None:
        """Say how far it is, unless that was said just now."""
        self._done += size
        self._passages += passages
        now = time.monotonic()
        if now - self._told < self._every:
            return
        share, seconds = min(1.0, self._done / self._total), now - self._began
        line = f"  {share * 100:.0f} %, {self._passages} Textstellen ({self._passages / seconds:.0f}/s)"
        if 0 < share < 1:
            line += f", noch etwa {shown_duration(seconds / share - seconds)}"
        self._say(line)

    def registered(self, done: int, of: int) -> None:
        """Say that the register begins, then how far it is, unless something was said just now."""
        if not done or time.monotonic() - self._told >= self._every:
            self._say(f"  Register der Amtswörter: {done} von {of} eingelesen")

    def compared(self, done: int, of: int) -> None:
        """Say how far the comparison is, unless something was said just now."""
        if time.monotonic() - self._told >= self._every:
            self._say(f"  Doppeltes und Widersprüche: {done} von {of} Dokumenten verglichen")

    def _say(self, line: str) -> None:
        self._told = time.monotonic()
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to take down."""


def progress_on(console: Console) -> ProgressBar | ProgressLines:
    """Return a bar for a terminal, lines for anything else."""
    return ProgressBar(console) if console.is_terminal else ProgressLines(console)


def running_line(run: RunningRun) -> str:
    """Return how far a run is, in one German line."""
    share = min(1.0, run.done / run.size) if run.size else 0.0
    what = f"{share * 100:.0f} % von {run.files} Dateien" if run.files else "nur das Register der Amtswörter"
    began = datetime.fromtimestamp(run.began, tz=UTC).astimezone()
    line = f"Läuft seit {began:%d.%m.%Y %H:%M}: "
    line += (
        "sucht umbenannte Dateien" if run.finds_renamed else f"{what}, {run.passages} Textstellen ({run.rate:.0f}/s)"
    )
    if run.paused:
        return f"{line}. Angehalten; weiter mit: python -m ingest resume"
    return f"{line}, noch etwa {shown_duration(run.remaining)}." if run.remaining else f"{line}."


def shown_duration(seconds: float) -> str:
    """Return a duration as people say it.

    >>> shown_duration(42.4), shown_duration(750), shown_duration(9000), shown_duration(190_000)
    ('42 s', '12 min', '2 h 30 min', '2 Tage 4 h')
    """
    minutes = round(seconds / 60)
    if seconds < 100:
        return f"{seconds:.0f} s"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {rest:02} min"
    return f"{hours // 24} {'Tag' if hours < 48 else 'Tage'} {hours % 24} h"


def show_report(report: RunReport, console: Console) -> None:
    """Print a line for every file that changed, was refused or has a warning, then the summary."""
    for line in sorted(report.files, key=lambda line: line.source):
        if line.action in QUIET_ACTIONS and not line.warnings and line.action != "skip":
            continue
        console.print(shown_line(line), highlight=False, markup=False, soft_wrap=True)
        for warning in line.warnings:
            console.print(f"    Hinweis: {warning}", highlight=False, markup=False, soft_wrap=True)
    if report.repaired:
        console.print(
            f"Der Index war unvollständig, etwa nach einem Abbruch: {report.repaired} Textstellen in Ordnung gebracht."
        )
    for warning in report.warnings:
        console.print(f"Hinweis: {warning}", highlight=False, markup=False, soft_wrap=True)
    console.print(report.summary(), highlight=False, markup=False, soft_wrap=True)


def show_outcome(outcome: RunReport | AmtslotseError, console: Console, messages: Console) -> None:
    """Print a run of a watch with its time; one that changed nothing is not worth a line."""
    now = f"{datetime.now().astimezone():%H:%M:%S}"
    if isinstance(outcome, AmtslotseError):
        messages.print(f"{now} Fehler: {outcome}", markup=False, highlight=False, soft_wrap=True)
    elif any(line.action not in QUIET_ACTIONS for line in outcome.files) or outcome.repaired or outcome.warnings:
        console.print(now, highlight=False)
        show_report(outcome, console)


def show_plan(steps: list[PlannedStep], console: Console) -> None:
    """Print what a run would do; what stays is only counted."""
    for step in steps:
        if step.action is not Action.KEEP:
            console.print(
                f"{ACTIONS[step.action.value]:12} {step.source}  ({step.reason})", markup=False, soft_wrap=True
            )
        elif step.warnings:
            console.print(f"{ACTIONS[step.action.value]:12} {step.source}", markup=False, soft_wrap=True)
        for warning in step.warnings:
            console.print(f"    Hinweis: {warning}", highlight=False, markup=False, soft_wrap=True)
    kept = sum(step.action is Action.KEEP for step in steps)
    console.print(f"{len(steps) - kept} Änderungen, {kept} unverändert.", markup=False)


def shown_line(line: FileLine) -> str:
    """Return what happened to a file, in one German line."""
    details = [line.how, f"{line.passages} Textstellen" if line.passages else "", line.reason]
    return f"{ACTIONS[line.action]:12} {line.source}  ({'; '.join(filter(None, details))})"
