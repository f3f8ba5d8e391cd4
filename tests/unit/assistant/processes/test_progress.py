import io

from assistant.processes.progress import DownloadLine, describe
from knowledge_base.models.fetch import Progress


def progress(files_done: int, done: int, seconds: float) -> Progress:
    return Progress("modell", files_done, 4, done * 10**6, 90_000_000, 10_000_000, seconds)


def test_a_line_says_files_size_rate_and_time_left() -> None:
    assert describe(progress(1, 30, 2)) == "modell: Datei 1 von 4, 30 von 90 MB, 10,0 MB/s, noch etwa 0:06 min"
    assert describe(progress(0, 10, 0)) == "modell: Datei 0 von 4, 10 von 90 MB"
    assert describe(progress(4, 90, 9)).endswith("wird zusammengesetzt und geprüft")


def test_a_log_gets_few_lines_and_a_terminal_one() -> None:
    log = io.StringIO()
    line = DownloadLine(log)
    for done in range(10, 80):
        line(progress(1, done, 1))
    line(progress(4, 90, 2))
    assert log.getvalue().count("\n") == 2

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    line = DownloadLine(terminal)
    for done in range(10, 80):
        line(progress(1, done, 1))
    assert terminal.getvalue().count("\r") == 70
    assert "\n" not in terminal.getvalue()
