"""Runs functions in processes that are forked with all imports done: they start at once, and may be killed."""

import multiprocessing
import os
import pickle
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

_IMPORTED = ["tests.support.mortal_ingest", "ingest.run", "ingest.upkeep", "ingest.console", "chromadb", "tantivy"]
_IMPORTED += ["alembic.command"]
_context = multiprocessing.get_context("forkserver")
# The libraries of the real model take seconds: only long series of kills use it.
_context.set_forkserver_preload(_IMPORTED + (["sentence_transformers"] if "AMTSLOTSE_TEST_KILLS" in os.environ else []))


class ForkedProcess:
    """A function at work in a process of its own; what it returns, and what the process writes, lies in `folder`."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], function: Callable[..., object], *arguments: object
    ) -> None:
        folder.mkdir(exist_ok=True)
        self._result, self._output, self._errors = (folder / name for name in ("result", "stdout", "stderr"))
        self._result.unlink(missing_ok=True)
        paths = (self._result, self._output, self._errors)
        target: Any = _call
        self._process: BaseProcess = _context.Process(
            target=target, args=(paths, dict(environment), function, arguments)
        )
        self._process.start()

    @property
    def pid(self) -> int:
        """The process id."""
        assert self._process.pid
        return self._process.pid

    def kill(self) -> None:
        """End the process with SIGKILL."""
        self._process.kill()

    def is_over(self, seconds: float) -> bool:
        """Wait at most so long; tell whether the process has ended."""
        self._process.join(seconds)
        return self._process.exitcode is not None

    def end(self, seconds: float) -> int:
        """Wait and return the exit code, negative for a signal; fails when it takes longer."""
        if not self.is_over(seconds):
            self._process.kill()
            self._process.join()
            raise AssertionError(f"not over after {seconds:.0f} s\n{self.stderr}")
        assert self._process.exitcode is not None
        return self._process.exitcode

    @property
    def stdout(self) -> str:
        """What it wrote on its standard output."""
        return self._output.read_text(encoding="utf-8")

    @property
    def stderr(self) -> str:
        """What it wrote on its standard error output."""
        return self._errors.read_text(encoding="utf-8")

    def result(self, seconds: float) -> Any:
        """Wait and return what the function returned; fails when the process broke."""
        code = self.end(seconds)
        assert code == 0, f"exit code {code}\n{self.stderr}"
        return pickle.loads(self._result.read_bytes())


def _call(
    paths: tuple[Path, Path, Path],
    environment: Mapping[str, str],
    function: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    result, output, errors = paths
    for path, stream in ((output, 1), (errors, 2)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, stream)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    result.write_bytes(pickle.dumps(function(*arguments)))
