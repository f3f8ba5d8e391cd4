import subprocess
import sys
from pathlib import Path

import unstructured.nlp.tokenize


def test_the_function_that_would_download_is_still_there() -> None:
    assert callable(unstructured.nlp.tokenize._get_nlp)


def test_reading_pages_opens_no_connection() -> None:
    program = (
        "import socket\n"
        "def refuse(*_): raise SystemExit('connection opened')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        "from ingest.parsing.parse import parse\n"
        "print(len(parse('a.html', b'<h1>T</h1><p>Ein ganzer Satz steht hier. Noch einer.</p>').blocks))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout.strip() == "2"
