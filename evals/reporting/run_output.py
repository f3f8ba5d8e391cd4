"""What a run leaves behind: tables in the terminal, a JSON file per suite, one page, and a place in the history."""

from pathlib import Path
from typing import Any

from rich.console import Console

from assistant.settings import Settings
from evals.reporting.comparison import Comparison, compare
from evals.reporting.history import new_run_folder, previous_run, read_run, runs_at
from evals.reporting.html.page import page, save_page
from evals.reporting.report import Report
from evals.reporting.tables import show


class RunOutput:
    """Gathers the suites of one run.

    Each is compared with the run at `against` (a JSON file or the folder of a run), else with the one before it in the
    history. A `json_file` gets the last suite's JSON besides, and the page beside it.
    """

    def __init__(self, settings: Settings, *, against: Path | None = None, json_file: Path | None = None) -> None:
        self._folder = new_run_folder(settings)
        self._json_file = json_file
        self._earlier = {str(run["suite"]): run for run in map(read_run, runs_at(against))} if against else None
        self._console = Console()
        self._suites: list[dict[str, Any]] = []
        self._comparisons: list[Comparison] = []

    def add(self, report: Report) -> None:
        """Print and save a suite; raises StorageError when it cannot be saved."""
        content = report.as_json()
        kept = self._folder / f"{report.suite}.json"
        for path in filter(None, (kept, self._json_file)):
            report.save(path)
        earlier = previous_run(content, self._folder) if self._earlier is None else self._earlier.get(report.suite)
        if earlier is not None:
            self._comparisons.append(compare(earlier, content))
        self._suites.append(content)
        show(report, self._console)
        self._say(f"Alle Fragen mit Fundstellen: {self._json_file or kept}\n")

    def finish(self) -> None:
        """Write the page of all suites and name it, with the number of questions that came out differently."""
        name = self._json_file.with_suffix(".html") if self._json_file else self._folder / "report.html"
        save_page(name, page(self._suites, self._comparisons, commit=self._folder.name.rsplit("-", 1)[-1]))
        for one in self._comparisons:
            worse = sum(bool(case.worse) for case in one.cases)
            better = sum(bool(case.better) for case in one.cases)
            self._say(f"{one.suite} gegenüber {one.old_made_at}: {better} Fragen besser, {worse} schlechter.")
        self._say(f"Die ganze Auswertung als Seite: {name}")

    def _say(self, text: str) -> None:
        self._console.print(text, soft_wrap=True, markup=False, highlight=False)
